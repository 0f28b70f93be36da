"""The body of a call. Apart from dasar, because DRF loads the parser before its own views."""

from __future__ import annotations

import io
from typing import Any

from rest_framework import exceptions, parsers, status

MAX_BODY = 1024 * 1024


class TerlaluBesar(exceptions.APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE


class JsonParser(parsers.JSONParser):
    """JSON, never more of it than the limit is read, and never nested without end."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        body = stream.read(MAX_BODY + 1)
        if len(body) > MAX_BODY:
            raise TerlaluBesar
        try:
            return super().parse(io.BytesIO(body), media_type, parser_context)
        except RecursionError as endless:
            raise exceptions.ParseError from endless
