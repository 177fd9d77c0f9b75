"""All answers about a municipality, from the figures of one published version; it fetches nothing and shows nothing."""
