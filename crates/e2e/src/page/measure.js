// How the page is watched while it is measured. Runs before any script of its own, and changes
// nothing of what it does: it notes when something was done.

globalThis.watched = (() => {
  // A task of its own, begun as soon as what runs now is over; of a frame: once it is drawn.
  const next = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then();
    port2.postMessage(null);
  };

  // The memory of each module that has any.
  const memories = [];
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      const { memory } = (made.instance ?? made).exports;
      if (memory) memories.push(memory);
      return made;
    };
  }

  // Whether the callbacks of a frame are running: what is painted then is in that frame.
  const frame = requestAnimationFrame.bind(globalThis);
  let inFrame = false;
  globalThis.requestAnimationFrame = (act) =>
    frame((now) => {
      inFrame = true;
      try {
        act(now);
      } finally {
        inFrame = false;
      }
    });

  // From a click's own time stamp to the first task after the frame that has the picture anew.
  // Words change before the picture is painted, so they are in that frame or an earlier one.
  let open = null;
  let repainted = null;
  const put = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (...given) {
    put.apply(this, given);
    if (open === null) return;
    const since = open;
    open = null;
    const drawn = () => next(() => (repainted = performance.now() - since));
    if (inFrame) drawn();
    else frame(drawn);
  };
  addEventListener(
    "click",
    (event) => {
      open = event.timeStamp;
      repainted = null;
    },
    true,
  );

  // Frame by frame: when each began, and whether the picture was empty.
  const small = new OffscreenCanvas(32, 32).getContext("2d", { willReadFrequently: true });
  const isBlank = () => {
    const cloud = document.querySelector("canvas.cloud");
    if (!cloud?.width || !cloud?.height) return true;
    small.clearRect(0, 0, 32, 32);
    small.drawImage(cloud, 0, 0, 32, 32);
    return !small.getImageData(0, 0, 32, 32).data.some((part, at) => at % 4 === 3 && part > 0);
  };
  let times = null;
  let blank = 0;
  const watch = (now) => {
    if (times === null) return;
    times.push(now);
    if (isBlank()) blank += 1;
    frame(watch);
  };

  return {
    repainted: () => repainted,
    memory: () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
    start: () => {
      [times, blank] = [[], 0];
      frame(watch);
    },
    // How long the frames took together and the longest alone, in milliseconds; and how many
    // there were, and how many of these were blank.
    stop: () => {
      const took = times.slice(1).map((time, at) => time - times[at]);
      times = null;
      return {
        together: took.reduce((sum, time) => sum + time, 0),
        longest: Math.max(...took),
        frames: took.length,
        blank,
      };
    },
    // Does something to one node after the other, and waits for two frames after each.
    act: async (from, to) => {
      const nodes = document.querySelectorAll(".nodes .node").length;
      const click = (node) => node.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      const remove = (node) =>
        node.dispatchEvent(new KeyboardEvent("keydown", { key: "Delete", bubbles: true }));
      // It crashes, restarts, leaves and joins.
      const deeds = [click, click, remove, click];
      for (let event = from; event < to; event += 1) {
        const node = Math.floor(event / deeds.length) * 7 % nodes;
        deeds[event % deeds.length](document.getElementById(`node-${node}`));
        await new Promise((done) => frame(() => frame(done)));
      }
    },
  };
})();
