// What happens before the program runs: this decides what is painted, loads the program, and
// records what the person does with the opening ring until the program can answer it.
{
  const root = document.documentElement;
  const embedded = new URLSearchParams(location.search).has("embed");
  const hasWork = () => {
    try {
      return localStorage.getItem("ringside.work") !== null;
    } catch {
      return false;
    }
  };
  // The opening ring is painted only where the program will show it too. An embedded page does not
  // even ask for what is kept.
  const showsOpening = () => {
    const fragment = new URLSearchParams(location.hash.slice(1));
    const presents = new URLSearchParams(location.search).has("present");
    return !embedded && !presents && !fragment.has("s") && !fragment.has("lesson") && !hasWork();
  };
  const opening = showsOpening();
  if (new URLSearchParams(location.search).has("present")) root.className = "presenting";
  root.dataset.boot = embedded ? "embed" : opening ? "opening" : "frame";

  // The policy in the document allows any address, as 'self' means nothing to WebKit in a frame
  // without an origin. This one, on top of it, keeps the page to its own.
  const own = `'self' ${location.origin}`;
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `script-src ${own} 'wasm-unsafe-eval'; connect-src ${own}`;
  document.head.append(policy);

  const load = async () => {
    const { href, dataset } = document.getElementById("program");
    // Compiled while the page is parsed and painted. Where that fails, as where a server sends
    // another media type, the glue tries in its own way.
    const compiled = WebAssembly.compileStreaming(fetch(href)).catch(() => href);
    const glue = import(new URL(dataset.glue, document.baseURI));
    await new Promise((parsed) => addEventListener("DOMContentLoaded", parsed));
    document.getElementById(opening ? "frame" : "opening").remove();
    const { default: init } = await glue;
    await init({ module_or_path: await compiled });
  };

  // The program has drawn the page once the root is marked as settled.
  const settled = () => new Promise((done) => {
    const check = () => {
      if (!("settled" in root.dataset)) return;
      observer.disconnect();
      done();
    };
    const observer = new MutationObserver(check);
    observer.observe(root, { attributeFilter: ["data-settled"] });
    check();
  });

  // What a person acts on, and how it is found again once the program has drawn it: by its id, or
  // else as the same one of those with its tag and name. What it is called now may follow a colon.
  const ACTORS = "[id], button, select, input, form, summary, svg[aria-label], [role=button]";
  const nameOf = (element) => (element.getAttribute("aria-label") ?? (element.matches("form, select, input") ? "" : element.textContent)).split(":")[0].trim();
  const namesakes = ({ tag, name }) => [...document.querySelectorAll(`#app ${tag}`)].filter((other) => nameOf(other) === name);
  const describe = (element) => {
    const { id, localName: tag } = element;
    const name = nameOf(element);
    return { id, tag, name, nth: namesakes({ tag, name }).indexOf(element) };
  };
  const find = ({ id, tag, name, nth }) => {
    const element = id ? document.getElementById(id) : namesakes({ tag, name })[nth];
    return element && nameOf(element) === name ? element : null;
  };

  const KINDS = ["click", "contextmenu", "change", "input", "submit", "keydown", "focusin", "focusout"];
  const recorded = [];
  let playing = false;
  // While an act is played: what it brings about is not the person's doing.
  let acting = false;

  const isWanted = ({ type, target, repeat, key, ctrlKey, metaKey, altKey, relatedTarget }) => {
    const app = document.getElementById("app");
    if (!app || !(target instanceof Element) || target.closest("[aria-disabled=true], :disabled")) return false;
    if (type === "keydown") {
      // In a field a key types, and the browser has keys of its own.
      const types = target.matches("select, input") && key !== "Escape";
      const browsers = key === "Tab" || metaKey || altKey || (ctrlKey && !"zyZY".includes(key));
      return !repeat && !types && !browsers && (app.contains(target) || target === document.body);
    }
    if (!app.contains(target)) return false;
    switch (type) {
      case "contextmenu": return target.closest(".node") !== null;
      // These do by themselves what a click on them does; a form is submitted.
      case "click": return target.closest("a, label, select, input, button[type=submit]") === null
        && target.closest("button, summary, svg") !== null;
      case "change": case "input": return target.type !== "file";
      case "focusout": return relatedTarget === null;
      default: return true;
    }
  };

  const record = (event) => {
    const { type, target } = event;
    const focuses = type.startsWith("focus");
    // While what was recorded is played, only what the person does is held back.
    if (acting || (playing && (!event.isTrusted || focuses)) || !isWanted(event)) return;
    // The program has drawn its own elements: what comes now waits behind what was recorded, and
    // must not be answered twice.
    const waits = !focuses && !document.getElementById("opening");
    if (waits) event.stopImmediatePropagation();
    if (waits || type === "contextmenu" || type === "submit") event.preventDefault();
    const { key, code, ctrlKey, shiftKey } = event;
    const element = target.closest(ACTORS) ?? target;
    const { left, top } = element.getBoundingClientRect();
    const act = {
      type,
      target: describe(element),
      offset: { x: event.clientX - left, y: event.clientY - top },
      pressed: { key, code, ctrlKey, shiftKey },
      value: target.value,
    };
    if (type === "focusout") {
      // An element that goes loses the focus too. That is not the person's doing.
      queueMicrotask(() => { if (target.isConnected) recorded.push(act); });
      return;
    }
    recorded.push(act);
    // Keys that move the focus, or that the browser makes a click of, need no promise.
    const acts = type === "keydown" ? key.length === 1 && (key !== " " || target.matches("[role=button]")) : !focuses;
    if (acts && !playing) tell("Still loading. What you did will be answered.");
  };

  const tell = (text) => {
    const waiting = document.getElementById("waiting");
    if (waiting) waiting.textContent = text;
  };

  const play = ({ type, target, offset, pressed, value }) => {
    // A key goes to what has the focus now.
    const element = type === "keydown" ? document.activeElement ?? document.body : find(target);
    if (!element) return;
    const options = { bubbles: true, cancelable: true, composed: true };
    const { left, top } = element.getBoundingClientRect();
    const place = { clientX: left + offset.x, clientY: top + offset.y };
    switch (type) {
      case "focusin": return element.focus({ preventScroll: true });
      case "focusout": return element.blur();
      case "submit": return element.requestSubmit();
      case "keydown": return element.dispatchEvent(new KeyboardEvent(type, { ...options, ...pressed }));
      case "change": case "input":
        element.value = value;
        return element.dispatchEvent(new Event(type, options));
      default: return element.dispatchEvent(new MouseEvent(type, { ...options, ...place }));
    }
  };

  // The page is drawn; a page in the background draws no frames.
  const drawn = () => new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 100);
  });

  const stop = () => {
    for (const kind of KINDS) removeEventListener(kind, record, true);
    tell("");
  };

  const answer = async () => {
    await settled();
    playing = true;
    try {
      // The address or what is kept may have changed meanwhile.
      if (!showsOpening()) return;
      for (let act; (act = recorded.shift()); ) {
        acting = true;
        play(act);
        acting = false;
        if (!act.type.startsWith("focus")) await drawn();
      }
    } finally {
      stop();
    }
  };

  const fail = (what, why) => {
    stop();
    const banner = document.getElementById("failure");
    if (!banner) return;
    if (what) {
      banner.querySelector("b").textContent = what;
      banner.querySelector("span").textContent = why;
    }
    banner.hidden = false;
  };
  for (const kind of ["error", "unhandledrejection"]) addEventListener(kind, () => fail());
  if (opening) {
    for (const kind of KINDS) addEventListener(kind, record, { capture: true, passive: false });
    answer();
  }
  load().catch((error) => {
    console.error(error);
    // A program that was loaded and then broke has said so.
    if (error instanceof WebAssembly.RuntimeError) return;
    fail("Ringside could not be loaded.", "Check the connection; it also needs a browser of the last years.");
  });
}
