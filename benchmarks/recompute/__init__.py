"""Every answer once more, from docs/formules.md alone: a second opinion that shares no code with the product."""
