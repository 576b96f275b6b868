"""What the words for posts mean, on the page on how figures are made and in every pack."""

WORDS_OF_POSTS = (
    ("Vacant", "Nobody holds the post, or nobody is recorded as holding it."),
    ("Covered", "An interim or acting holder, and nobody who will return."),
    ("Open", "Vacant or covered."),
    ("Filled", "A substantive holder, a secondment in, or somebody covering an absence from which the holder returns."),
    ("Vacancy rate", "Open posts out of all posts. The strict rate counts vacant posts alone."),
)
