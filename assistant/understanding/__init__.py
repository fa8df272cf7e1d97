"""Understanding: the words of a question to what it asks: reports, times, measures, terms, operation, premises."""
