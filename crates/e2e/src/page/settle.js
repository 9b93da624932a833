// Calls back when the page has drawn what was done to it and, if that is asked for, has nothing
// more to do: the root has the mark `data-settled`.
const [awaitsMark, done] = arguments;
const root = document.documentElement;
// A document without a boot script has no mark.
const marks = awaitsMark && "boot" in root.dataset;
// A page that broke never gets the mark again.
const settled = () => "settled" in root.dataset || document.getElementById("failure")?.checkVisibility();
const wait = () => {
  if (settled()) return done();
  const observer = new MutationObserver(() => {
    if (!settled()) return;
    observer.disconnect();
    done();
  });
  observer.observe(root, { subtree: true, attributeFilter: ["data-settled", "hidden"] });
};
// Where no mark tells, the second frame from now is begun.
requestAnimationFrame(marks ? wait : () => requestAnimationFrame(() => done()));
