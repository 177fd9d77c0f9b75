"""The pages about interventions: the portfolio, one intervention, a checkpoint, and how it hangs together."""
