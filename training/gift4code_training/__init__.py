"""GIFT4Code (arXiv 2402.08073) as a package: data from tables, fine-tuning, evaluation by execution."""
