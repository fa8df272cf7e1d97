"""What a reader transcribed from the packaged reports, as data."""
