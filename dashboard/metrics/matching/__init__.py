"""Who may fill what, and how many can be filled at once when a person fills one post."""
