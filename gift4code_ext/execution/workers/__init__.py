"""The kernel side: worker processes hired, spoken to, given values and candidates, and ended."""
