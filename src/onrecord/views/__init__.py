"""Records shown: at a terminal, as a page, in a notebook, from Python; and the commands."""
