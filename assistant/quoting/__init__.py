"""Quoting: the pieces of reports that answer in their own words."""
