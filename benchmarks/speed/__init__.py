"""How long readers and runs wait; ratios and limits, measured in one run."""
