"""Letters of assignment: an auditor registers one, a second person decides whether its reads stay unseen for now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core import permissions as core_permissions
from asn_portal.core.enums import Peran
from asn_portal.core.forms.peran import KeputusanForm
from asn_portal.core.htmx import once
from asn_portal.core.models import SuratTugas
from asn_portal.core.permissions import akses, require
from asn_portal.core.services import pemeriksaan as services
from pegawai import selectors
from pegawai.forms import SuratTugasForm, SuratTugasUnitForm
from pegawai.models import Pegawai

PER_PAGE = 50


def surat_tugas_list(request: HttpRequest) -> HttpResponse:
    if not akses(request.user).has(Peran.AUDITOR, Peran.ADMIN_BKD):
        raise PermissionDenied
    page = Paginator(selectors.surat_tugas_rows(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    return render(
        request, "pegawai/surat_tugas_list.html", {"halaman": page, "auditor": akses(request.user).has(Peran.AUDITOR)}
    )


@once
def surat_tugas_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Register the letter under which this person is examined."""
    person = get_object_or_404(Pegawai.objects.visible_to(request.user), pk=pk)
    require(core_permissions.can_open_surat_tugas(request.user, person.pk))
    form = SuratTugasForm(request.POST or None, initial={"mulai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        surat = services.open_surat_tugas(subjek_id=person.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"Surat tugas {surat.nomor} tercatat. Data peka {person.nama} kini dapat Anda buka.")
        return redirect("pegawai:surat_tugas_detail", surat.pk)
    context = {"form": form, "pegawai": person}
    return render(request, "pegawai/surat_tugas_form.html", context, status=422 if form.errors else 200)


@once
def surat_tugas_unit_add(request: HttpRequest) -> HttpResponse:
    """Register the letter under which the people of a unit are examined."""
    require(akses(request.user).has(Peran.AUDITOR))
    form = SuratTugasUnitForm(request.POST or None, by=request.user, initial={"mulai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        surat = services.open_surat_tugas(by=request.user, **form.cleaned_data)
        messages.success(
            request, f"Surat tugas {surat.nomor} tercatat. Data peka orang-orang di unit itu kini dapat Anda buka."
        )
        return redirect("pegawai:surat_tugas_detail", surat.pk)
    return render(request, "pegawai/surat_tugas_form.html", {"form": form}, status=422 if form.errors else 200)


def surat_tugas_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _detail(request, get_object_or_404(selectors.surat_tugas_rows(request.user), pk=pk))


def _detail(request: HttpRequest, surat: SuratTugas, **refused: Any) -> HttpResponse:
    waiting = surat.rahasia_diusulkan_oleh_id is not None and not surat.rahasia
    context = {
        "surat": surat,
        "menunggu": waiting,
        "berjalan": surat.mulai <= timezone.localdate() <= surat.sampai,
        "boleh": waiting and core_permissions.can_decide_rahasia(request.user, surat),
        "setuju": KeputusanForm(prefix="setuju"),
        "tolak": KeputusanForm(prefix="tolak", wajib=True),
    }
    return render(request, "pegawai/surat_tugas_detail.html", context | refused, status=422 if refused else 200)


@require_POST
@once
def surat_tugas_decide(request: HttpRequest, pk: UUID, keputusan: str) -> HttpResponse:
    """The second person agrees or refuses."""
    surat = get_object_or_404(selectors.surat_tugas_rows(request.user), pk=pk)
    require(core_permissions.can_decide_rahasia(request.user, surat))
    form = KeputusanForm(request.POST, prefix=keputusan, wajib=keputusan == "tolak")
    if not form.is_valid():
        return _detail(request, surat, **{keputusan: form})
    services.decide_rahasia(
        surat.pk, setuju=keputusan == "setuju", catatan=form.cleaned_data["catatan"], by=request.user
    )
    messages.success(request, "Keputusan tersimpan dan pemeriksa diberi tahu.")
    return redirect("pegawai:surat_tugas_detail", surat.pk)
