"""What becomes of a piece that the office compiled from several items."""

import pytest

from tests.unit.office import Scores, adopted, filed
from tongbao.model.clause import EventKind
from tongbao.scoring.events import gather


@pytest.mark.parametrize("kind", [EventKind.FORWARDING, EventKind.ADOPTION, EventKind.INSTRUCTION])
def test_it_is_of_the_units_of_its_parts_and_in_time(scores: Scores, kind: EventKind) -> None:
    """Compiled from items of 南县 and 北县; it answers a commission."""
    piece = filed(
        "2021-01-10",
        "commission: 2021/0101-1\nforwarded: [{date: 2021-01-12, level: 国家}]\n"
        "joint: {parts: [nanxian/2021/0106-1, beixian/2021/0105-1]}",
    )
    files = {
        "submissions/nanxian/2021/0106-1.yaml": filed("2021-01-06", unit="nanxian"),
        "submissions/beixian/2021/x.yaml": piece,
        "adoptions/2021/a.yaml": adopted("2021-01-20", "guanwang", "beixian/2021/x"),
        "instructions/2021/a.yaml": "submission: beixian/2021/x\nlevel: 国家\ndate: 2021-01-21\n",
    }
    (event,) = [event for event in gather(scores(files).dataset, None) if event.kind is kind]
    assert [party.unit for party in event.parties] == ["nanxian", "beixian"]
    assert (event.facts["timely"], event.facts["compiled"]) == (True, True)
