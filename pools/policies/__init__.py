"""When something may be done with frameworks, pools and people: each rule says its own reason."""
