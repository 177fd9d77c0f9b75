"""How usual the step to a norm is: what the databoek of an indicator shows of it."""
