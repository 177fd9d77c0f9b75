"""What was understood of an own file, and what somebody corrects of it."""
