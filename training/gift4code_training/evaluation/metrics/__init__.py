"""What the verdicts of a run come to: estimates with intervals, comparisons with p-values, kinds of mistakes."""
