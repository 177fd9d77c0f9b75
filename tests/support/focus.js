async () => {
  /* Everything that can have the focus gets it, one after the other, as with Tab: a sentence where that is not shown, or lies under
     something. Colours that change slowly are made to change at once. */
  const quick = document.createElement("style");
  quick.textContent = "* { transition: none !important; }";
  document.head.append(quick);
  const found = [];
  const usable = [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex]")]
    .filter(part => part.tabIndex >= 0 && !part.disabled && part.checkVisibility({ visibilityProperty: true }) && !part.closest("[inert]"));
  const look = part => { const style = getComputedStyle(part); return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor].join(" "); };
  const around = part => { const row = []; for (let at = part; at && row.length < 8; at = at.parentElement) row.push(at); return row; };
  for (const part of usable) {
    document.activeElement?.blur?.();
    const before = around(part).map(look).join();
    part.focus();
    if (document.activeElement !== part) continue;
    const name = `${part.tagName.toLowerCase()}.${part.className} “${(part.getAttribute("aria-label") || part.innerText || "").trim().slice(0, 50)}”`;
    if (around(part).map(look).join() === before) await new Promise(done => setTimeout(done, 50)); /* a list shows it after it was told */
    if (around(part).map(look).join() === before) found.push(`not shown: ${name}`);
    const box = [...part.getClientRects()].find(each => each.width && each.height) ?? part.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)], [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const points = [0.1, 0.5, 0.9].flatMap(x => [0.2, 0.5, 0.8].map(y => [left + x * (right - left), top + y * (bottom - top)]));
    const free = points.filter(([x, y]) => { const there = document.elementFromPoint(x, y); return there && (part.contains(there) || there.contains(part)); });
    if (!free.length) found.push(`under something: ${name}`);
  }
  quick.remove();
  return found;
}
