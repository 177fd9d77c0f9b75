"""What is kept: versions of every figure, and the read side for the dashboard; it fetches nothing."""
