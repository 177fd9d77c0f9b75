"""Measurements of what the project promises: run by hand, never part of the tests."""
