"""What is refused: a workflow of which more would have to be looked at than can be."""


class TooLargeError(Exception):
    """A workflow that exceeds what can be proved: what was counted, and the bound."""

    def __init__(self, number: int, bound: int, subject: tuple[str, ...]) -> None:
        """Keep the numbers; `subject` are the ids of what was too large."""
        super().__init__(f"{number} > {bound}")
        self.number = number
        self.bound = bound
        self.subject = subject
