// After a move to another page: its top, with the focus on its heading, and its name read aloud. After a move back: the place where
// the reader was, with the focus on the link that led away. Another title is another page; a choice on a page keeps its title.
history.scrollRestoration = "manual";
let move = { y: history.state?.y ?? 0, isFirst: true, hasRun: false };
const left = new Map();
const here = () => ({ y: scrollY, link: document.activeElement?.closest?.("main a[href]")?.getAttribute("href") ?? null });
const begin = how => {
  const begun = { heading: document.querySelector("h1")?.textContent, title: document.title, hasRun: false, ...how };
  move = begun;
  setTimeout(() => { if (move === begun) move = null; }, 10000);  // nothing came of it
};
listeners.leave.push(() => {
  if (move) return;
  setState({ ...history.state, ...here() }, "");
  left.set(location.pathname, { search: location.search, ...here() });
});
let resting;
addEventListener("scroll", () => {
  clearTimeout(resting);
  resting = setTimeout(() => move || setState({ ...history.state, y: scrollY }, ""), 150);
});
addEventListener("popstate", event => {
  if (event.isTrusted) begin({ y: event.state?.y ?? 0, link: event.state?.link, isBack: true });
});
for (const sign of ["wheel", "touchstart", "pointerdown", "keydown"])
  addEventListener(sign, () => { if (move) move.isLetGo = true; }, { passive: true, capture: true });

const asked = () => move.isBack || move.y ? null : cardOf(new URLSearchParams(location.search).get("open"));
const putInPlace = () => {
  if (move.isLetGo) return;
  if (asked()) asked().scrollIntoView();
  else scrollTo(0, move.y ?? 0);
};
const arrive = () => {
  const heading = asked() || document.querySelector("h1");
  const field = document.activeElement?.matches("input, textarea, select");
  if (!heading || field || move.isFirst || (move.isBack && document.title === move.title)) return;
  const link = move.link && [...document.querySelectorAll("main a[href]")].find(each => each.getAttribute("href") === move.link);
  heading.tabIndex = -1;
  (link || heading).focus({ preventScroll: true });
};
listeners.page.push(() => {
  if (!move) return;
  move.hasRun ||= !isDone();
  const isNew = document.querySelector("h1") && document.querySelector("h1").textContent !== move.heading;
  const isOver = isDone() && (move.hasRun || isNew);  // a short run can begin and end between two looks
  if (!isNew && !isOver) return;
  putInPlace();
  if (!isOver) return;
  if (!move.isThere) arrive();
  move.isThere = true;
  clearTimeout(move.end);
  move.end = setTimeout(end, 300, move);  // what comes late, such as a chart, moves the rest, and can take the focus along
});
const end = ended => {
  if (move !== ended) return;
  if (document.activeElement === document.body) arrive();
  putInPlace();
  setState({ ...history.state, y: scrollY }, "");
  move = null;
  tell("page");  // for what waited until the reader had arrived
};
document.addEventListener("DOMContentLoaded", () => {
  let title = document.title;
  new MutationObserver(() => {
    if (document.title === title || !document.title) return;
    title = document.title;
    if (!move) begin({ y: 0 });
    announce(title);
  }).observe(document.querySelector("title"), { childList: true, characterData: true, subtree: true });
});

// What a choice on the page changed, such as how many rows are shown: marked by `kit.announced`. What was said already is not said again.
let told = [];
listeners.page.push(() => {
  if (!isDone()) return;
  const now = [...document.querySelectorAll("[data-meldt]")].map(each => each.textContent.trim()).filter(Boolean);
  const fresh = now.filter(each => !told.includes(each));
  if (fresh.length && !move) announce(fresh.join(" "));
  told = now;
});
