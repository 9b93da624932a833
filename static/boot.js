// What happens before the program runs: this decides what is painted, loads the program, and
// records what the person does with the ring until the program can answer it.
{
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  const fragment = new URLSearchParams(location.hash.slice(1));
  const embedded = query.has("embed");
  const hasWork = () => {
    try {
      return localStorage.getItem("ringside.work") !== null;
    } catch {
      return false;
    }
  };
  // The opening ring is painted only where the program will show it too. An embedded page does not
  // even ask for what is kept.
  const opening = !embedded && !query.has("present") && !fragment.has("s") && !fragment.has("lesson") && !hasWork();
  root.dataset.boot = embedded ? "embed" : opening ? "opening" : "frame";

  for (const trouble of ["error", "unhandledrejection"]) {
    addEventListener(trouble, () => { document.getElementById("failure").hidden = false; });
  }

  // The policy in the document allows any address, as 'self' means nothing to WebKit in a frame
  // without an origin. This one, on top of it, keeps the page to its own.
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `script-src ${location.origin} 'wasm-unsafe-eval'; connect-src ${location.origin}`;
  document.head.append(policy);

  const load = async () => {
    const { href, dataset } = document.getElementById("program");
    const glue = import(new URL(dataset.glue, document.baseURI));
    await new Promise((parsed) => addEventListener("DOMContentLoaded", parsed));
    document.getElementById(opening ? "frame" : "opening").remove();
    const { default: init } = await glue;
    await init({ module_or_path: href });
  };

  // The program has drawn the page once the root is marked as settled.
  const settled = () => new Promise((done) => {
    const look = () => {
      if (!("settled" in root.dataset)) return;
      observer.disconnect();
      done();
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { attributeFilter: ["data-settled"] });
    look();
  });

  // An element by the nearest id above it and the way down from there, so that the same element
  // is found once the program has drawn it.
  const placeOf = (element) => {
    const way = [];
    let at = element;
    for (; !at.id && at.parentElement; at = at.parentElement) {
      way.unshift([...at.parentElement.children].indexOf(at));
    }
    return { id: at.id === "opening" ? "app" : at.id, way };
  };
  const elementAt = ({ id, way }) =>
    way.reduce((at, child) => at?.children[child], id ? document.getElementById(id) : root);

  const CLICKS = ["click", "contextmenu"];
  const VALUES = ["change", "input"];
  const KINDS = [...CLICKS, ...VALUES, "keydown", "focusin"];
  const recorded = [];
  let drawn = false;

  const record = (event) => {
    const { type, target } = event;
    const app = document.getElementById("app");
    if (!(target instanceof Element) || (!app.contains(target) && target !== document.body)) return;
    // While what was recorded is played, only what the person does is held back.
    if (drawn && (!event.isTrusted || type === "focusin")) return;
    // Links, menus and fields do by themselves what a click on them does.
    if (type === "click" && target.closest("a, label, select, input")) return;
    if (type === "contextmenu") {
      if (!target.closest(".node")) return;
      event.preventDefault();
    }
    const { left, top } = target.getBoundingClientRect();
    recorded.push({
      type,
      place: placeOf(target),
      away: { x: event.clientX - left, y: event.clientY - top },
      key: { key: event.key, code: event.code, ctrlKey: event.ctrlKey, metaKey: event.metaKey, shiftKey: event.shiftKey, altKey: event.altKey },
      value: target.value,
    });
    if (drawn) {
      // It waits behind what is being played.
      event.stopImmediatePropagation();
      event.preventDefault();
    }
    const acts = CLICKS.includes(type) || VALUES.includes(type) || (type === "keydown" && ["Enter", " "].includes(event.key));
    if (acts && !drawn) document.getElementById("waiting").textContent = "Loading. Your click is kept.";
  };

  const play = ({ type, place, away, key, value }) => {
    // A key goes to what has the focus now.
    const target = type === "keydown" ? document.activeElement ?? document.body : elementAt(place);
    if (!target) return;
    if (type === "focusin") {
      target.focus({ preventScroll: true });
      return;
    }
    const options = { bubbles: true, cancelable: true, composed: true };
    if (CLICKS.includes(type)) {
      const { left, top } = target.getBoundingClientRect();
      target.dispatchEvent(new MouseEvent(type, { ...options, clientX: left + away.x, clientY: top + away.y }));
    } else if (VALUES.includes(type)) {
      target.value = value;
      target.dispatchEvent(new Event(type, options));
    } else {
      target.dispatchEvent(new KeyboardEvent(type, { ...options, ...key }));
    }
  };

  const answer = async () => {
    await settled();
    drawn = true;
    for (let next; (next = recorded.shift()); ) {
      play(next);
      if (next.type === "focusin") continue;
      await new Promise((go) => setTimeout(go));
      await settled();
    }
    for (const kind of KINDS) removeEventListener(kind, record, true);
    document.getElementById("waiting").textContent = "";
  };

  if (opening) {
    for (const kind of KINDS) addEventListener(kind, record, { capture: true, passive: false });
    answer();
  }
  load();
}
