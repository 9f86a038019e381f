"""How rows and values are put into words, for all who show them."""
