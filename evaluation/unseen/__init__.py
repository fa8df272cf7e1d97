"""Reports in layouts that no reader was written for, with a transcription of each, as data."""
