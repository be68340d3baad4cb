"""The data of a register's filters as a script: a page read from a disk may load nothing else."""

import json

from tongbao.documents.pages.items_ledger import ItemsYearPage
from tongbao.render.open_data import FORMULA_STARTS
from tongbao.render.relative import relative

_NAME = "ledgerItems"
# Ends a script element, or ends a line inside a text for older engines.
_ESCAPED = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def items_script(view: ItemsYearPage) -> bytes:
    """Return the script that hands a year's items to the page: one assignment of one value.

    Links in it are relative to the page. It names the letters that a cell of a CSV file may not
    begin with, so that the browser's export is as harmless as the site's own files.
    """
    here = view.head.address
    links = {name: relative(here, target) for name, target in view.data["links"].items()}
    data = {**view.data, "links": links, "formulaStarts": FORMULA_STARTS}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPED.items():
        text = text.replace(character, escape)
    return f"window.{_NAME} = {text};\n".encode()
