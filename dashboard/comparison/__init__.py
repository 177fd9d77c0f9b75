"""The page that compares municipalities on one indicator."""
