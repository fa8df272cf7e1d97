"""The packaged reports and their manifest, as data."""
