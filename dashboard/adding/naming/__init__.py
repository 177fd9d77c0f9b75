"""What somebody says of the new indicator, and keeping it as a draft."""
