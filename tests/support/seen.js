limits => {
  /* A sentence for everything below a limit, with the colours that the browser worked out. limits: contrast that is enough for
     words, large words and marks; target: pixels; carrying: a selector of our own marks that carry a meaning. */
  const found = [];
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = colour => {
    if (!known.has(colour)) {
      probe.clearRect(0, 0, 1, 1);
      probe.fillStyle = "#000";
      probe.fillStyle = colour;
      probe.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = probe.getImageData(0, 0, 1, 1).data;
      known.set(colour, [red, green, blue, alpha / 255]);
    }
    return known.get(colour);
  };
  const over = (top, under) => [0, 1, 2].map(at => top[at] * top[3] + under[at] * (1 - top[3])).concat(1);
  const luminance = colour => {
    const [red, green, blue] = colour.map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const parents = part => { const row = []; for (let at = part; at; at = at.parentElement) row.push(at); return row; };
  const ground = part => parents(part).reverse().reduce((under, each) => over(rgba(getComputedStyle(each).backgroundColor), under), [255, 255, 255, 1]);
  const strength = part => parents(part).reduce((left, each) => left * Number(getComputedStyle(each).opacity), 1);
  const seen = (colour, part, share = 1) => {
    const [red, green, blue, alpha] = rgba(colour);
    const under = ground(part.closest("svg") ?? part);
    return [over([red, green, blue, alpha * share * strength(part)], under), under];
  };
  const name = part => {
    const text = (part.getAttribute("aria-label") || part.innerText || part.textContent || part.getAttribute("alt") || "").trim();
    return `${part.tagName.toLowerCase()}.${part.getAttribute("class") ?? ""} “${text.slice(0, 60)}”`;
  };
  const inSight = part => {
    if (!part.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false;
    const box = part.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && !parents(part).some(each => getComputedStyle(each).clipPath.startsWith("inset(50%"));
  };
  const tell = (what, part, number) => found.push(`${what} ${Math.round(number * 100) / 100}: ${name(part)}`);

  /* Words; what cannot be used now is exempt (1.4.3), and so are the letters that stand for an icon: those are marks. */
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const done = new Set();
  while (texts.nextNode()) {
    const part = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || done.has(part) || part.closest("script, style, noscript, title, :disabled, [aria-disabled=true]")) continue;
    done.add(part);
    if (!inSight(part) || parseFloat(getComputedStyle(part).fontSize) < 1) continue;
    const style = getComputedStyle(part), isDrawn = part instanceof SVGElement;
    const [colour, under] = seen(isDrawn ? style.fill : style.color, part);
    const size = parseFloat(style.fontSize), isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const number = contrast(colour, under);
    const isIcon = part.closest("[data-testid=stIconMaterial]");
    if (number < (isIcon ? limits.marks : isLarge ? limits.large : limits.enough)) tell("words", part, number);
  }

  /* Marks: of a chart all that is drawn but the grid; a band by its edge. Of our own pieces what carries a meaning. */
  for (const part of document.querySelectorAll("svg :is(.mark-line, .mark-symbol, .mark-rule, .mark-area, .mark-rect):not([class*=role-axis]) > :is(path, line)")) {
    if (!part.getBoundingClientRect().width && !part.getBoundingClientRect().height) continue;
    const style = getComputedStyle(part);
    if (style.fill === "none" && parseFloat(style.strokeWidth) < 0.7) continue; /* hatching fills a band, of which the edge is looked at */
    const drawn = [["stroke", style.strokeOpacity], ["fill", style.fillOpacity]]
      .filter(([kind]) => style[kind] !== "none" && !style[kind].startsWith("url"))
      .map(([kind, share]) => seen(style[kind], part, Number(share)))
      .map(([colour, under]) => contrast(colour, under));
    if (drawn.length && Math.max(...drawn) < limits.marks) tell("mark", part.parentElement, Math.max(...drawn));
  }
  for (const part of document.querySelectorAll(limits.carrying)) {
    if (!inSight(part)) continue;
    const style = getComputedStyle(part), under = ground(part.parentElement);
    const edges = ["Left", "Top"].filter(side => parseFloat(style[`border${side}Width`]) && style[`border${side}Style`] !== "none");
    const looks = [...edges.map(side => over(rgba(style[`border${side}Color`]), under)), over(rgba(style.backgroundColor), under)];
    const number = Math.max(...looks.map(each => contrast(each, under)));
    if (number < limits.marks) tell("mark", part, number);
  }

  /* Targets (2.5.8): 24 by 24, or so far apart that circles of 24 touch no other; links within a sentence are exempt. */
  const boxes = [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [role=button], [role=link], [role=radio], [role=checkbox], [role=option], [role=tab]")]
    .filter(part => inSight(part) && !part.closest("[inert]") && getComputedStyle(part).pointerEvents !== "none")
    .map(part => ({ part, box: part.getBoundingClientRect(), inline: inSentence(part) }))
    .map(each => (each.box.width && each.part.matches("input[type=checkbox], input[type=radio], [data-baseweb=select] input") ? { ...each, box: each.part.closest("label, [data-baseweb=select]")?.getBoundingClientRect() ?? each.box } : each));
  function inSentence(part) {
    const around = part.parentElement;
    if (getComputedStyle(part).display !== "inline") return false;
    const rest = [...around.childNodes].filter(each => each !== part && !each.contains?.(part)).map(each => each.textContent ?? "").join("");
    return /\p{L}{2}/u.test(rest);
  }
  const small = ({ box }) => box.width < limits.target - 0.5 || box.height < limits.target - 0.5;
  const middle = ({ box }) => [box.left + box.width / 2, box.top + box.height / 2];
  for (const each of boxes.filter(one => small(one) && !one.inline)) {
    const [x, y] = middle(each);
    for (const other of boxes) {
      if (other === each || other.part.contains(each.part) || each.part.contains(other.part)) continue;
      const near = small(other) ? Math.hypot(x - middle(other)[0], y - middle(other)[1]) < limits.target
        : Math.hypot(Math.max(other.box.left - x, 0, x - other.box.right), Math.max(other.box.top - y, 0, y - other.box.bottom)) < limits.target / 2;
      if (near) { tell("target", each.part, Math.min(each.box.width, each.box.height)); break; }
    }
  }
  return found;
}
