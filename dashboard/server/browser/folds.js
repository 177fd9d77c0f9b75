// Parts of a page that open (kit.fold) are in the address while they are open, so that who gets the link sees what the reader saw. A
// link to a part of the same page, or to one of its cards, leads there at once: nothing has to be asked of the server.
const partOf = name => document.querySelector(`.st-key-vouw-${CSS.escape(name)} details`);
const cardOf = name => name && document.querySelector(`.st-key-kaart-${CSS.escape(name)} h2`);
const showCard = heading => {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
};
const withoutPart = address => {
  const url = new URL(address);
  for (const name of ["open", "lagen"]) url.searchParams.delete(name);
  return url.pathname + url.search;
};
const goTo = (name, times) => {  // Streamlit may make the label anew while the part opens: the focus would be gone
  const label = partOf(name)?.querySelector("summary");
  if (document.activeElement !== label) label?.focus();
  label?.scrollIntoView();
  const isOurs = () => [document.body, label].includes(document.activeElement);
  if (times) setTimeout(() => isOurs() && goTo(name, times - 1), 100);
};
document.addEventListener("click", event => {
  const link = event.target.closest?.(":is(.stHtml, .kader) a[href^='/']");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const name = new URL(link.href).searchParams.get("open"), part = name && partOf(name), card = cardOf(name);
  if (!(part || card) || withoutPart(link.href) !== withoutPart(location.href)) return;
  event.preventDefault();
  if (card) return showCard(card);
  if (!part.open) part.querySelector("summary").click();
  goTo(name, 6);
}, true);
document.addEventListener("toggle", event => {
  const part = event.target.closest?.("[class*='st-key-vouw-']");
  if (!part || event.target.parentElement.closest("details")) return;
  const name = part.className.match(/st-key-vouw-(\S+)/)[1], address = new URL(location.href);
  if (event.target.open) address.searchParams.set("open", name);
  else if (address.searchParams.get("open") === name) address.searchParams.delete("open");
  if (address.href !== location.href) setState(history.state, "", address);
}, true);
