"""The figures, the answers and the agenda as data that programs read."""
