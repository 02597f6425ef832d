"""Judging by execution: suites, runs and reports."""
