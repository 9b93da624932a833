// Looks at each frame whether something holds, and calls back with whether it did before the
// patience ended.
const [, milliseconds, done] = arguments;
const end = performance.now() + milliseconds;
const look = () => {
  if (holds()) done(true);
  else if (performance.now() > end) done(false);
  else requestAnimationFrame(look);
};
look();
