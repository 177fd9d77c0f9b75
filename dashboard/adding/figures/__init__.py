"""The figures of a choice, before there is an indicator."""
