"""How programs use the API, for people who write them. Open to everybody, like the description itself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from asn_portal.core.api.dokumen import chapters
from asn_portal.core.contoh_api import example_call
from asn_portal.core.enums import CakupanToken
from asn_portal.core.errors import SENTENCES


@login_not_required
@require_safe
def dokumen_api(request: HttpRequest) -> HttpResponse:
    host = request.build_absolute_uri("/").rstrip("/")
    context = {
        "buku": chapters(host),
        "cakupan": CakupanToken.choices,
        "galat": sorted((code, *words) for code, words in SENTENCES.items()),
        "contoh": example_call(f"{host}/api/v1/saya/"),
    }
    return render(request, "core/dokumen_api.html", context)
