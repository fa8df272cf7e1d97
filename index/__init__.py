"""Reports to index: reading, blocks, figures, passages, search and the store. Knows nothing of `assistant`."""
