// Streamlit runs the page again at the key r, and has more of these: a reader who types or speaks to the browser never asked for it.
for (const kind of ["keydown", "keypress", "keyup"])
  addEventListener(kind, event => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key.length === 1 && event.key !== " " && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey)
      event.stopImmediatePropagation();
  }, true);
