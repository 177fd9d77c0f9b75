// The menu says where the reader is, keeps the municipality that was chosen, and folds what a phone has no room for behind ‘Meer’.
const nav = () => document.querySelector("header nav");
const nameOf = path => path.replace(/\/+$/, "").split("/").pop();
listeners.address.push(() => {
  const chosen = new URLSearchParams(location.search).get("gemeente");
  for (const link of document.querySelectorAll(".kader a[href^='/']")) {
    const address = new URL(link.href);
    if (chosen) address.searchParams.set("gemeente", chosen);
    else address.searchParams.delete("gemeente");
    link.setAttribute("href", address.pathname + address.search + address.hash);
    if (!nav()?.contains(link)) continue;
    const isHere = address.pathname.replace(/\/+$/, "") === location.pathname.replace(/\/+$/, "");
    const isAbove = nameOf(location.pathname) && link.dataset.onder.split(" ").includes(nameOf(location.pathname));
    if (isHere || isAbove) link.setAttribute("aria-current", isHere ? "page" : "true");
    else link.removeAttribute("aria-current");
  }
});
const unfold = isOpen => nav()?.querySelector("button").setAttribute("aria-expanded", String(isOpen));
const isUnfolded = () => nav()?.querySelector("button").getAttribute("aria-expanded") === "true";
document.addEventListener("click", event => {
  const isButton = event.target.closest?.(".kader-meer button");
  unfold(Boolean(isButton) && !isUnfolded());
});
document.addEventListener("focusin", event => {
  if (!event.target.closest(".kader-meer")) unfold(false);
});
document.addEventListener("keydown", event => {
  if (event.key !== "Escape" || !isUnfolded()) return;
  unfold(false);
  nav().querySelector("button").focus();
});
