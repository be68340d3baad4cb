"""What does not fit the page: one refusal, raised while laying out, before anything is rendered."""


class LayoutError(Exception):
    """A text that the layout has no room for; both parts are Chinese.

    `problem` names the text and the place it is too long for, `advice` says how to mend it.
    """

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(f"{problem}，{advice}")
        self.problem = problem
        self.advice = advice
