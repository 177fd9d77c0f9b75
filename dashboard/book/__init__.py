"""All that holds for one municipality on one day; no words and no screen."""
