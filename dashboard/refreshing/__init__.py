"""Fetching the figures anew from the dashboard: how far that is, what came of it, and what waits for somebody's eye."""
