// What other crates do too, by the npm package `hashring`, in Node: the lines of src/measured.rs.
// Node's `crypto` hashes natively. The package keeps the last 5000 answers; the keys all differ,
// so that helps only where few keys are asked for again.
"use strict";

const HashRing = require("hashring");

const NODES = 100;
const KEYS = 1_000_000;
const RUNS = 3;

const address = (node) => `10.0.0.${node}:11211`;
const servers = Array.from({ length: NODES }, (_, node) => address(node));
const keys = Array.from({ length: KEYS }, (_, key) => `session-${key}`);
const build = () => new HashRing(servers);
const place = (ring) => keys.map((key) => ring.get(key));

/** The best time of several runs, in nanoseconds; `before` makes what a run needs. */
function best(before, run) {
  const times = Array.from({ length: RUNS }, () => {
    const made = before();
    const start = process.hrtime.bigint();
    run(made);
    return process.hrtime.bigint() - start;
  });
  return times.reduce((least, time) => (time < least ? time : least));
}

function print(column, nanoseconds) {
  console.log(["peers", "npm hashring", column, nanoseconds, ""].join("\t"));
}

print("build", best(() => {}, build));
print("place", best(build, place));
print("leave", best(build, (ring) => {
  ring.remove(address(NODES / 2));
  place(ring);
}));
