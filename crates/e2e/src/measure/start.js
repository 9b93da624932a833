// Notes when the ring is painted, clicks a node in that frame, and notes when the click is answered.
window.start = {};
(() => {
  const node = () => document.querySelectorAll("[aria-label=Nodes] > [role=button]")[2];
  const down = () => node()?.getAttribute("aria-label").includes("down");
  // What is done in one frame is on the screen when the next one begins.
  const painted = () => requestAnimationFrame((now) => {
    start.painted = now;
    const { x, y, width, height } = node().getBoundingClientRect();
    const place = { clientX: x + width / 2, clientY: y + height / 2 };
    node().dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...place }));
    answered();
  });
  const answered = () => requestAnimationFrame(() => {
    if (!down()) return answered();
    requestAnimationFrame((now) => { start.answered = now; });
  });
  const look = () => requestAnimationFrame(() => (node()?.checkVisibility() ? painted() : look()));
  look();
})();
