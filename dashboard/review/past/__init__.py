"""What was published before, and putting it back."""
