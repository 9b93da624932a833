// Lets a test hold a job still. A job goes on in turns: each is a timeout of no time.
{
  const [begin, giveUp] = [setTimeout, clearTimeout];
  // Drawing is not to be held: it too is put off by a timeout of no time, once this clock says
  // that it has taken long.
  const start = Date.now();
  Date.now = () => start;
  // Turns by their numbers: those that are held, and the timeouts of those that are due.
  const [held, due] = [new Map(), new Map()];
  let [left, last] = [Infinity, 0];
  const take = (turn, time, ...more) => {
    if (time !== 0) return begin(turn, time, ...more);
    turns.asked += 1;
    last -= 1;
    held.set(last, turn);
    turns.allow(left);
    return last;
  };
  window.turns = {
    // How many were asked for.
    asked: 0,
    // From now on this many more turns are taken, then they are held.
    allow(count) {
      left = count;
      for (const [id, turn] of [...held].slice(0, left)) {
        left -= 1;
        held.delete(id);
        due.set(id, begin(() => {
          due.delete(id);
          turn();
        }));
      }
    },
    // What is held stays so, and what is asked for later is not.
    keep() { window.setTimeout = begin; },
    isHeld: () => held.size > 0 && due.size === 0,
    isOver: () => held.size === 0 && due.size === 0,
  };
  window.setTimeout = take;
  window.clearTimeout = (id) => {
    giveUp(due.get(id) ?? id);
    held.delete(id);
    due.delete(id);
  };
}
