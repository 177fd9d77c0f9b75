// Who is logged in, in the footer, and the way in or out: in leads back to the page that was left. What somebody may do the server says.
const whoLink = () => document.querySelector(".kader-wie a");
const showWho = () => {
  const [link, told] = [whoLink(), document.querySelector("[data-wie]")];
  if (!link) return;
  const base = link.dataset.adres;
  const back = new URLSearchParams({ naar: location.pathname + location.search });
  const [words, href] = told ? ["Afmelden", `${base}/logout`] : ["Aanmelden", `${base}/login?${back}`];
  const who = told ? [told.dataset.wie, told.dataset.waarom].filter(Boolean).join(". ").replace(".. ", ". ") : "";
  if (link.textContent !== words) link.textContent = words;
  if (link.getAttribute("href") !== href) link.setAttribute("href", href);
  if (link.previousElementSibling.textContent !== who) link.previousElementSibling.textContent = who;
};
listeners.address.push(showWho);
listeners.page.push(() => isDone() && showWho());
