"""The quarterly return: the list of returns, one return, one post of it, its file, and its moves."""
