// The footer's link to the same page as plain HTML, with what was chosen since; of a page where somebody works there is none.
const readingLink = () => document.querySelector(".kader-lezen");
listeners.address.push(() => {
  const link = readingLink();
  if (!link) return;
  const [root, working] = [link.dataset.adres, link.dataset.werk.split(" ")];
  const name = location.pathname.slice(root.length - "lezen/".length);
  link.setAttribute("href", working.includes(name) ? root : root + name + location.search);
});
