"""Somebody's file in SIASN's shape, for HR of the province: read with a reason, and its owner sees who did."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from asn_portal.core.permissions import require
from asn_portal.core.sudo import fresh_login_required
from pegawai import permissions
from pegawai.impor_siasn import person_file
from pegawai.models import Pegawai
from pegawai.selectors.berkas import PRIBADI, visible_kinds
from pegawai.services.identitas import note_opened
from pegawai.views.tujuan import open_purpose


@fresh_login_required
def berkas_siasn(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    require(permissions.can_take_siasn(request.user, person))
    tujuan = open_purpose(request)
    if not tujuan:
        return redirect("pegawai:berkas_buka", person.pk, PRIBADI)
    note_opened(person, kelompok="Berkas bentuk SIASN", tujuan=tujuan, by=request.user)
    text = json.dumps(person_file(person, visible_kinds(request.user, person)), indent=2, ensure_ascii=False)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="siasn-{person.nip or person.pk}.json"'
    return response
