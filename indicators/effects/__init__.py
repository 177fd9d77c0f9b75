"""What the figures say of interventions, against chance; it never names a cause."""
