"""What the figures say, in sentences a chair can read aloud. Pure: rows of figures in, sentences out."""
