"""The large chart of an indicator: what it shows, how that is drawn, labelled and told."""
