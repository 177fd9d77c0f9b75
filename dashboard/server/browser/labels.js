// Streamlit names a field by its label as that is written, with the marks of markdown in it: who listens hears words alone.
listeners.page.push(() => {
  if (!isDone()) return;
  for (const part of document.querySelectorAll('main :is([aria-label*="**"], [aria-label*="\\\\"])'))
    part.setAttribute("aria-label", part.getAttribute("aria-label").replaceAll("**", "").replace(/\\(\W)/g, "$1"));
});
