"""What takes longer than a page: asked for once, and looked at until it is there."""
