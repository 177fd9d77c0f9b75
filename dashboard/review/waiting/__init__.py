"""What waits to be published, and publishing it."""
