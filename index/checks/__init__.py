"""Checks: printed figures held against the arithmetic, the legend and the words of their own report."""
