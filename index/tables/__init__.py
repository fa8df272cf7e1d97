"""Tables to figures: what a header says, which cell stands under it, and what the words around a table add."""
