"""Why somebody else's sensitive data are opened: one reason, kept for half an hour of this session."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

PURPOSE_KEY = "tujuan_buka"
PURPOSE_SECONDS = 30 * 60


def open_purpose(request: HttpRequest) -> str:
    """The reason given within the last half hour of this session; empty when there is none."""
    kept = request.session.get(PURPOSE_KEY)
    return kept["tujuan"] if kept and timezone.now().timestamp() < kept["sampai"] else ""


def keep_purpose(request: HttpRequest, tujuan: str) -> None:
    """The first reason counts: opening more does not make the half hour longer."""
    if not open_purpose(request):
        until = timezone.now().timestamp() + PURPOSE_SECONDS
        request.session[PURPOSE_KEY] = {"tujuan": tujuan, "sampai": until}
