// Keeps every different picture of the nodes, frame by frame, from the first frame on.
window.nodeFrames = [];
(() => {
  const look = () => {
    const nodes = [...document.querySelectorAll("[aria-label=Nodes] > [role=button]")]
      .filter((node) => node.checkVisibility())
      .map((node) => {
        const { x, y, width } = node.querySelector(".node-body").getBoundingClientRect();
        return `${node.id} ${x.toFixed(1)} ${y.toFixed(1)} ${width.toFixed(1)} ${node.getAttribute("class")}`;
      });
    const frame = nodes.join("\n");
    const painted = [...document.querySelectorAll("main")].some((main) => main.checkVisibility());
    if (painted && frame !== nodeFrames.at(-1)) nodeFrames.push(frame);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
