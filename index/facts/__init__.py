"""Facts: the numbers and dates in the running text of initiative tables, each with what it is of."""
