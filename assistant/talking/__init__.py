"""Talking: what one question takes over from the one before, and questions that ask for several things."""
