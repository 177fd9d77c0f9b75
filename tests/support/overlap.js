// Words that lie over other words: each line of text against every other that is not of the same element. On top of the page,
// for further down heads of a table stay in sight, over the rows that went by.
() => {
  for (const part of [document.scrollingElement, document.querySelector("[data-testid=stMain]")]) part?.scrollTo(0, 0);
  const lines = [];
  const texts = document.createTreeWalker(document.querySelector("[data-testid=stMain], main"), NodeFilter.SHOW_TEXT);
  const around = part => (part ? [part, ...around(part.parentElement)] : []);
  while (texts.nextNode()) {
    const text = texts.currentNode, holder = text.parentElement;
    if (!text.data.trim() || holder.closest("svg, select") || holder.matches("details:not([open])")) continue;
    if (!holder.checkVisibility({ visibilityProperty: true })) continue;
    if (around(holder).some(part => getComputedStyle(part).clipPath !== "none")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) if (box.width > 1) lines.push({ box, holder, words: text.data.trim().slice(0, 40) });
  }
  lines.sort((one, other) => one.box.top - other.box.top);
  const found = new Set();
  lines.forEach((one, at) => {
    for (const other of lines.slice(at + 1)) {
      if (other.box.top >= one.box.bottom) break;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      if (one.holder !== other.holder && wide > 2 && high > 4) found.add(`“${one.words}” and “${other.words}”`);
    }
  });
  return [...found];
}
