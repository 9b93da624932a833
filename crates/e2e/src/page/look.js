// How the tests read the document. Nothing here changes it.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// A text as it reads: without what only assistive technology gets, and with
// plain spaces.
const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const words = (element) => plain(element?.innerText ?? element?.textContent);

const labelOf = (element) => {
  const given = element.getAttribute("aria-label");
  if (given) return plain(given);
  const by = element.getAttribute("aria-labelledby");
  if (by) return plain(by.split(" ").map((id) => document.getElementById(id)?.textContent).join(" "));
  const copy = (element.labels?.[0] ?? element).cloneNode(true);
  all("select, input, textarea, [aria-hidden=true]", copy).forEach((part) => part.remove());
  return plain(copy.textContent);
};

const SELECTORS = {
  button: "button:not([role]), [role=button]",
  tab: "[role=tab]",
  link: "a[href]",
  select: "select",
  field: "textarea, input:not([type=radio]):not([type=checkbox])",
  radio: "input[type=radio]",
  checkbox: "input[type=checkbox]",
  dialog: "dialog, [role=dialog]",
};

// The one element of this role with this name.
const named = ({ role, name }) => {
  const there = all(SELECTORS[role]).filter((element) => element.checkVisibility() || element.type === "file");
  const found = there.filter((element) => labelOf(element) === name);
  if (found.length === 1) return found[0];
  const names = there.map(labelOf).filter((label) => label.length < 60).join(" | ");
  throw new Error(`${found.length} elements of role ${role} are named "${name}". There are: ${names}`);
};

const isThere = ({ role, name }) =>
  all(SELECTORS[role]).some((element) => element.checkVisibility() && labelOf(element) === name);

const group = (name) => all(`[role=group][aria-label="${name}"] [role=button]`);
const nodes = () => group("Nodes");
const sessions = () => group("Sessions");

// What a person can act on: of exclusive choices only the one chosen, as the
// browser leads to the others from there.
const interactive = () =>
  all("a[href], button, select, textarea, input, [role=button], [role=tab], summary").filter((element) =>
    element.checkVisibility() && !element.disabled && !element.closest("[inert]")
    && !(element.type === "radio" && !element.checked)
    && !(element.role === "tab" && element.ariaSelected === "false"));

// Nodes and sessions are named by what stands before the colon of their label.
const called = (elements, name) => {
  const found = elements.find((element) => labelOf(element).startsWith(`${name}: `));
  if (found) return found;
  throw new Error(`Nothing on the ring is called "${name}". There are: ${elements.map(labelOf).join(" | ")}`);
};
const node = (name) => called(nodes(), name);
const session = (key) => called(sessions(), key);

const VERDICTS = ["safe", "thin", "replica", "reloaded", "stale", "stranded", "unreachable", "lost"];

// How an element is drawn: where, and with which outlines.
const drawn = (element) => [element, ...all("path, circle", element)]
  .map((part) => ["transform", "d", "r", "class"].map((name) => part.getAttribute(name)).join(" "))
  .join("\n");

const picture = () => ({
  nodes: nodes().map((element) => ({ label: labelOf(element), drawn: drawn(element) })),
  sessions: sessions().map((element) => ({
    label: labelOf(element),
    verdict: VERDICTS.find((verdict) => element.classList.contains(verdict)) ?? null,
    drawn: drawn(element),
  })),
  legend: Object.fromEntries(all("button[data-verdict]").map((button) => [
    button.dataset.verdict, Number(words(button).match(/\d+/)?.[0]),
  ])),
  ring: all("path.arc").map((path) => `${path.getAttribute("class")} ${path.getAttribute("d")}`),
  survivors: all(".ring-centre text").map(words).join(" "),
});

// A point of the window where a click meets the element, with a pixel to spare, or null if something else lies before all of its parts.
const spot = (element) => {
  element.scrollIntoView({ block: "center", inline: "center" });
  const meets = (x, y) => element.contains(document.elementFromPoint(x, y));
  for (const part of [element, ...all("*", element)]) {
    const { left, top, width, height } = part.getBoundingClientRect();
    const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
    if ([-1, 0, 1].every((away) => meets(x + away, y) && meets(x, y + away))) return { x, y };
  }
  return null;
};

// A point of the ring, at this turn clockwise from the top: on its line, or at
// this part of the way from the middle to it.
const onRing = (turn, part = 1) => {
  const circle = document.querySelector(".ring-base");
  circle.scrollIntoView({ block: "center" });
  const [radius, angle] = [part * circle.r.baseVal.value, 2 * Math.PI * turn];
  const place = new DOMPoint(radius * Math.sin(angle), -radius * Math.cos(angle));
  const { x, y } = place.matrixTransform(circle.getScreenCTM());
  return { x, y };
};

// A place on the line of the ring with nothing on it, far from the others.
const freeTurn = () => {
  const isFree = (turn) => {
    const { x, y } = onRing(turn);
    return document.elementFromPoint(x, y)?.closest("svg, [role=button]") === document.querySelector(".ring-base").closest("svg");
  };
  const turns = [...Array(100).keys()].map((step) => step / 100);
  return turns.find((turn) => [-0.03, 0, 0.03].every((away) => isFree(turn + away)));
};

// What the open lesson shows.
const lesson = () => {
  const room = document.querySelector(".room");
  if (!room?.querySelector(".room-place")) return null;
  const outcome = room.querySelector(".outcome");
  return {
    lesson: words(room.querySelector(".room-title")),
    place: words(room.querySelector(".room-place")),
    heading: words(room.querySelector("h2")),
    figures: all("[data-figure]", room).map((figure) => [figure.dataset.figure, words(figure)]),
    outcome: outcome && {
      verdict: words(outcome.querySelector("b")),
      reasons: all("li", outcome).map((reason) => [reason.dataset.session, words(reason.querySelector(".walk"))]),
    },
  };
};
