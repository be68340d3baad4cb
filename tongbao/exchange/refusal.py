"""Why a row of a register can't be taken: said of the cell, as diagnostics are of a line."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Refusal:
    """What was found in a cell, what is expected there and how to mend it (Chinese).

    `row` and `column` order refusals as the sheet has them; `cell` is the cell's address.
    """

    row: int
    column: int
    cell: str
    found: str
    expected: str
    advice: str

    def __str__(self) -> str:
        """Write the refusal for a terminal."""
        return (
            f"{self.cell}: 不能导入\n  发现：{self.found}\n  应为：{self.expected}\n"
            f"  改法：{self.advice}\n"
        )
