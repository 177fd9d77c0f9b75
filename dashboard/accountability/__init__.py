"""The page on sources, methods, limits, access and privacy."""
