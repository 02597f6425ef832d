"""From problems to rows: answers and verdicts, each in a journal, so that a killed run goes on where it was."""
