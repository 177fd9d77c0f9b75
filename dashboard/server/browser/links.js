// Links between our pages that stand in our own HTML open within the app, as Streamlit's own links do: Streamlit looks at the
// address again when the browser goes back or forward, so that is what it is told. Without this the page loads anew.
const open = href => {
  history.pushState({}, "", href);
  dispatchEvent(new PopStateEvent("popstate"));
};
const asLeft = link => {
  const place = link.closest(".kruimelpad") && left.get(link.pathname);
  if (!place) return null;
  const [asked, had] = [new URLSearchParams(link.search), new URLSearchParams(place.search)];
  const isSame = [...asked].every(([name, value]) => had.get(name) === value) && had.get("gemeente") === asked.get("gemeente");
  return isSame ? place : null;
};
// Of Streamlit's own link to the overview the address is empty but for its question: below another page that is another page.
const hrefOf = link => {
  const given = link.getAttribute("href");
  return given && given[0] !== "?" ? link.href : new URL(given, document.querySelector(".kader-naam").href).href;
};
const follow = (event, link) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  if (!isConnected()) return openLater(hrefOf(link));
  const place = asLeft(link);
  open(place ? link.pathname + place.search : link.href);
  if (place) begin({ ...place, isBack: true });
};
const OURS = ":is(.stHtml, .kader) a[href^='/']:not([target], [download], [href*='/auth/login'])";
document.addEventListener("click", event => {
  const link = event.target.closest?.(OURS);
  if (link) follow(event, link);
});
document.addEventListener("click", event => {  // Streamlit opens its own links, but does nothing without a connection
  const link = event.target.closest?.("a[data-testid='stPageLink-NavLink']");
  if (link && !isConnected()) follow(event, link);
}, true);
document.addEventListener("click", event => {
  if (!event.target.closest?.(".naar-inhoud")) return;
  event.preventDefault();
  document.querySelector("main").focus();
});
