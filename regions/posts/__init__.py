"""How posts are read, said and listed, as they are kept now."""
