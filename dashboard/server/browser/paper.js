// Under every printed page: when it was printed, and where it can be found again (paper.css).
addEventListener("beforeprint", () => {
  const today = new Intl.DateTimeFormat("nl-NL", { dateStyle: "long" }).format(new Date());
  document.documentElement.style.setProperty("--under-page", JSON.stringify(`${document.title} · afgedrukt op ${today} · ${location.href}`));
});
