"""What all charts share: parts, stretches, labels and the small picture; it knows no page."""
