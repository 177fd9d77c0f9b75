"""What is asked of a partner, and what it can fill in itself."""
