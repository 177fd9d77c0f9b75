"""The gate for figures: what comes in is held against what is possible and what is held, before anything is published."""
