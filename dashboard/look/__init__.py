"""How values look in Dutch: colours, numbers, statuses and the four questions; it knows no page."""
