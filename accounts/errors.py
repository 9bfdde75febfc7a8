"""What a change by an organisation's administrator may be refused for."""


class NotAccepted(Exception):
    """What was typed cannot stand: (field, Danish sentence), in the order of the form."""

    def __init__(self, wrong: list[tuple[str, str]]) -> None:
        super().__init__(" ".join(sentence for _, sentence in wrong))
        self.wrong = wrong
