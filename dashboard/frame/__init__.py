"""What stands around every page: the bar with the menu, the footer, and what the page is called outside it."""
