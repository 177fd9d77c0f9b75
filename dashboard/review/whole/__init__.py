"""The whole file of the agenda, for who knows how it is written."""
