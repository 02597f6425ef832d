"""What the vectors of a sentence encoder are worth for linking words to columns and cells, by the corpus' marks."""
