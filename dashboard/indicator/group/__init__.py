"""Comparable municipalities: what the page of an indicator shows of them."""
