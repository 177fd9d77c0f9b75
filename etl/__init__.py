"""From source to store: fetch, shape, check and keep the figures."""
