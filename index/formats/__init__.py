"""Files of every format to their text form: headings, paragraphs, items and tables as lines."""
