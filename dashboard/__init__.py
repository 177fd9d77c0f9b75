"""The screens: reads the store, asks `indicators` for judgements, shows them."""
