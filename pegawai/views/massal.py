"""Acts over people chosen from a list: who, the form, the outcome of each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from pegawai import permissions
from pegawai.forms import AtasanForm, PindahForm, initial_period
from pegawai.models import Pegawai
from pegawai.services import tindakan_massal as services
from pegawai.services.tindakan_massal import TERBANYAK

HASIL = "hasil_massal"
KATA = {"pindah": ("Pindahkan", "unit baru"), "atasan": ("Tetapkan atasan", "atasan")}


@require_POST
@once
def pegawai_massal(request: HttpRequest, tindakan: str) -> HttpResponse:
    """First the form with the chosen people, then the act."""
    require(tindakan in KATA)
    require(
        permissions.can_import_people(request.user)
        if tindakan == "pindah"
        else permissions.can_see_accounts(request.user)
    )
    people = list(Pegawai.objects.visible_to(request.user).filter(pk__in=_chosen(request)).order_by("nama"))
    if not people:
        messages.warning(request, "Belum ada yang dipilih. Beri tanda pada orangnya, lalu pilih tindakannya.")
        return redirect("pegawai:pegawai_list")
    sent = request.POST if "kirim" in request.POST else None
    form: Any = (PindahForm if tindakan == "pindah" else AtasanForm)(sent, by=request.user, initial=initial_period())
    if sent is not None and form.is_valid():
        act = services.move_chosen if tindakan == "pindah" else services.lead_chosen
        results = act([one.pk for one in people], by=request.user, **form.cleaned_data)
        request.session[HASIL] = {
            "judul": KATA[tindakan][0],
            "orang": [[str(one.pegawai.pk), one.pegawai.nama_lengkap, one.kalimat] for one in results],
        }
        return redirect("pegawai:massal_hasil")
    context = {"form": form, "tindakan": tindakan, "judul": KATA[tindakan][0], "orang": people}
    return render(request, "pegawai/massal_form.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest) -> list[UUID]:
    chosen = []
    for text in request.POST.getlist("pilih")[:TERBANYAK]:
        try:
            chosen.append(UUID(text))
        except ValueError:
            continue
    return chosen


def massal_hasil(request: HttpRequest) -> HttpResponse:
    """What became of each; shown to whoever did it, once more on reload."""
    require(permissions.can_see_accounts(request.user))
    result = request.session.get(HASIL, {"judul": "", "orang": []})
    left = [one for one in result["orang"] if one[2]]
    context = {"judul": result["judul"], "tertinggal": left, "selesai": [one for one in result["orang"] if not one[2]]}
    return render(request, "pegawai/massal_hasil.html", context)
