"""The files of a small office that can be built at once, with few pages and one PDF."""

from tests.unit.office import OFFICE

FILES = {
    **OFFICE,
    "bureau.yaml": f"""{OFFICE["bureau.yaml"]}    form: 信息报送审核表
    """,
    "units.yaml": f"""{OFFICE["units.yaml"]}    forms: [{{group: 各县, layout: unit}}]
    """,
    "outlets.yaml": """
        levels: [本局]
        outlets:
          - {id: xinxi, name: 医保信息, level: 本局}
          - {id: guanwang, name: 局官网, level: 本局}
    """,
    # A form that is printed, so that there is a PDF.
    "rules/2021.yaml": OFFICE["rules/2021.yaml"].replace(
        "columns:", "sheet: 计分表\n        columns:"
    ),
}
