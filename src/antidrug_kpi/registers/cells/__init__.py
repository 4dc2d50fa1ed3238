"""One cell to one value: dates, numbers, words, identifiers."""
