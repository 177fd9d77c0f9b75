// What had the focus can be gone after a press, or made anew. Then the focus goes to the same part, else to what is said of the press,
// else to what is nearest of where it was: without this, who works with the keyboard is back at the top of the page and knows nothing.
const KEYED = "[class*='st-key-']";
const keyOf = part => [...part.classList].find(name => name.startsWith("st-key-"));
const keysAround = part => {
  const keys = [];
  for (let at = part.closest(KEYED); at; at = at.parentElement?.closest(KEYED)) keys.push(keyOf(at));
  return keys;
};
let had = null;
const note = part => {
  const own = part.closest(`[data-testid="stElementContainer"]${KEYED}`);
  had = part.closest("main") ? { part, own: own && keyOf(own), around: keysAround(part) } : null;
};
document.addEventListener("focusin", event => note(event.target));
const isShown = part => part?.isConnected && part.checkVisibility({ visibilityProperty: true }) && !part.disabled;
document.addEventListener("focusout", event => {  // left by somebody, not taken away
  setTimeout(() => { if (isShown(event.target) && document.activeElement === document.body) had = null; });
});
const firstIn = (key, what) => [...document.querySelectorAll(`main .${CSS.escape(key)} :is(${what})`)].find(isShown);
const successor = () => {
  const same = had.own && firstIn(had.own, "input, textarea, select, button, summary, a[href]");
  if (same) return same;
  const said = [...document.querySelectorAll("main [data-uitkomst]")].find(isShown);
  if (said) return said;
  const near = had.around.map(key => firstIn(key, "h2, h3, summary, input, textarea, select, button, a[href]"));
  return near.find(Boolean) ?? document.querySelector("h1");
};
const give = part => {
  if (!part) return;
  if (part.tabIndex < 0) part.tabIndex = -1;
  part.focus();
};
listeners.page.push(() => {
  if (move || !had || isShown(had.part) || document.activeElement !== document.body || !isDone()) return;
  give(successor());
});

// A file that was sent leaves the page and comes back to it: there the focus goes to what is said of it.
const isSent = new URLSearchParams(location.search).has("aangeleverd");
let isTaken = !isSent;
listeners.page.push(() => {
  const said = !isTaken && !move && isDone() && (document.querySelector("main [data-uitkomst]") ?? cardOf("bestand"));
  if (!said) return;
  isTaken = true;
  if (document.activeElement === document.body) give(said);
});
