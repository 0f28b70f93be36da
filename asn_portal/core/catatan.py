"""Log lines for people who operate: one line each, without bodies, query strings, names or numbers of persons."""

import logging
import re

# Long digit runs are NIP, NIK, phone or account numbers; they have no business in a log. Ids (UUID) stay.
PERSON_NUMBER = re.compile(r"(\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b)|\d{9,}")


# The database quotes the values of the row it refuses.
DETAIL = re.compile(r"^DETAIL: .*$", re.MULTILINE)


def without_numbers(text: str) -> str:
    return PERSON_NUMBER.sub(lambda found: found[1] or "[angka]", text)


class LineFormatter(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return without_numbers(DETAIL.sub("DETAIL: [disembunyikan]", super().format(record)))
