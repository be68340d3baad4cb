"""A part of what can be found, as a script: a page that is read from a disk can load no other."""

import io
import json

from tongbao.documents import addresses
from tongbao.documents.pages.search import Kind, SearchPart
from tongbao.render.relative import relative

_PLACES = {kind: place for place, kind in enumerate(Kind)}


def search_script(part: SearchPart) -> bytes:
    """Return a script that hands the part's records to the search page, one a line.

    A record is a list: the place of its kind among the kinds, the link from the search page, its
    title, its facts, its text.
    """
    # A year's texts are many megabytes: they are never in memory as a text as well.
    script = io.BytesIO()
    script.write(b"searchRecords([\n")
    for number, record in enumerate(part.records):
        fields = (
            _PLACES[record.kind],
            relative(addresses.SEARCH, record.target),
            record.title,
            record.facts,
            record.text,
        )
        line = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        if number:
            script.write(b",\n")
        script.write(line.encode())
    script.write(b"\n]);\n")
    return script.getvalue()
