"""Judging: what a question takes for granted held against the cells, and why a row stands as it does."""
