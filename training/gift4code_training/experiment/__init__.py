"""GIFT4Code's experiment on one machine: a base, an adapter for each kind of specification, every kind at test time."""
