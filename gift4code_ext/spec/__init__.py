"""The specification: what goes in, what must come out, and whether it did.

Pure functions of values; pandas is looked up, not imported.
"""
