// Links between our pages that stand in our own HTML open within the app, as Streamlit's own links do: Streamlit looks at the
// address again when the browser goes back or forward, so that is what it is told. Without this the page loads anew.
document.addEventListener("click", event => {
  const link = event.target.closest?.(".stHtml a[href^='/']:not([target], [download])");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
});
