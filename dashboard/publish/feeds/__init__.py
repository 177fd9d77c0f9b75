"""Word when something changes: feeds of what changed and a calendar of what comes."""
