"""What a user would write instead: pandas reads, jinja2 fills, openpyxl adds a sheet and saves.

python benchmarks/naive.py draft contacts.xlsx
python benchmarks/naive.py status contacts.xlsx
"""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import pandas as pd
from jinja2 import Environment

TEMPLATE = """Dear {{ name.split()[0] }},

my name is {{ sender.name }}, {{ sender.role }} at {{ sender.employer }}. I am writing to you about
{{ purpose }}.

{% if met_at %}We met at {{ met_at }}. {% endif %}We both work in {{ shared_field }}, and as
{{ title }} at {{ company }} you will know far better than I do where it is going. If it is of use
to you, I would gladly share {{ sender.offer }}.

Would you have a quarter of an hour in the coming weeks? I will fit in with whatever suits you in
{{ city }}, and I quite understand if now is not the time.

Thank you for reading this far, and kind regards,
{{ sender.name }}"""


def draft(path: Path) -> None:
    """Draft every contact that has a purpose, and add the Tracking sheet."""
    contacts = pd.read_excel(path, sheet_name="Contacts", engine="openpyxl").fillna("")
    sender = dict(
        pd.read_excel(path, sheet_name="Sender", header=None, engine="openpyxl").values.tolist()
    )
    contacts.columns = [name.lower().replace(" ", "_") for name in contacts.columns]
    template = Environment(autoescape=False).from_string(TEMPLATE)  # noqa: S701 - plain text
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.create_sheet("Tracking")
    sheet.append(["Name", "Company", "Channel", "Status", "Flags", "Draft", "Length", "Link"])
    for contact in contacts.to_dict("records"):
        purpose = str(contact["purpose"]).strip()
        is_stated = purpose.lower() not in {"", "tbd", "n/a", "todo"}
        text = template.render(contact, sender=sender) if is_stated else ""
        status, flags = ("drafted", "") if is_stated else ("needs purpose", "purpose-missing")
        sheet.append(
            [
                contact["name"],
                contact["company"],
                "email",
                status,
                flags,
                text,
                len(text),
                contact["linkedin_url"],
            ]
        )
    workbook.save(path)


def status(path: Path) -> None:
    """Set the status of one row in a hundred of the Tracking sheet."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Tracking"]
    headers = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1, 100):
        sheet.cell(row, headers["Status"]).value = "sent"
    workbook.save(path)


if __name__ == "__main__":
    {"draft": draft, "status": status}[sys.argv[1]](Path(sys.argv[2]))
