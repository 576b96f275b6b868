"""What is raised when the embedded services cannot do what was asked."""


class Refusal(Exception):
    """The sentence the person at the terminal reads; the front door prints it and returns 1."""
