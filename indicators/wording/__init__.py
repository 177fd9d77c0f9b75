"""Results as plain Dutch sentences; it repeats what the methods found and judges nothing."""
