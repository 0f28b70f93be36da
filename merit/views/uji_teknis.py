"""Technical tests in the pool of a seat: results of many, a correction, its second signature."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import angka
from merit import permissions_suksesi as permissions
from merit.forms_suksesi import TandaTanganForm
from merit.forms_uji_teknis import KoreksiUjiForm, UjiForm
from merit.models import UjiTeknis
from merit.selectors import suksesi as selectors
from merit.services import suksesi as plans
from merit.services import uji_teknis as services
from merit.views.putaran import show_form
from merit.views.suksesi import plan_of


@once
def uji_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = plan_of(request, pk)
    require(permissions.can_record_test(request.user, row))
    pool = plans.open_pool(row, by=request.user)
    if request.method != "POST" and not pool.tanpa_uji:
        messages.info(request, "Tidak ada calon tanpa hasil uji teknis. Yang sudah tercatat dapat dikoreksi.")
        return redirect("merit:suksesi_detail", row.pk)
    form = UjiForm(request.POST or None, calon=[one for one in pool.calon if one.uji is None])
    if request.method == "POST" and form.is_valid():
        rows = services.record_tests(row.pk, form.cleaned_data["nilai"], form.berita(), by=request.user)
        messages.success(request, f"Hasil uji teknis {angka(len(rows))} calon tercatat.")
        return redirect("merit:suksesi_detail", row.pk)
    return show_form(
        request, form, judul="Catat hasil uji teknis", tombol="Simpan hasil", kembali=_back(row.pk), nama_kembali=row.nama_jabatan,
        penjelasan="Nilai 0 sampai 100 dari berita acara. Calon yang dikosongkan tetap tanpa skor akhir; kosong tidak berarti nol. "
        "Sesudah disimpan hanya dapat dikoreksi dengan tanda tangan kedua.",
    )  # fmt: skip


def _back(pk: UUID) -> str:
    return reverse("merit:suksesi_detail", args=[pk])


def _test(request: HttpRequest, pk: UUID) -> UjiTeknis:
    plans_seen = permissions.visible_plans(request.user)
    rows = UjiTeknis.objects.filter(rencana__in=plans_seen.values("pk")).select_related(
        "rencana__jabatan", "pegawai", "mengganti"
    )
    return get_object_or_404(rows, pk=pk)


@once
def uji_correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _test(request, pk)
    require(permissions.can_record_test(request.user, row.rencana) and selectors.may_see_test(request.user, row))
    form = KoreksiUjiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        services.correct_test(row.pk, values["nilai"], form.berita(), alasan=values["alasan"], by=request.user)
        messages.success(request, "Koreksi tercatat dan berlaku setelah tanda tangan kedua.")
        return redirect("merit:suksesi_detail", row.rencana_id)
    return show_form(
        request, form, judul=f"Koreksi hasil uji teknis {row.pegawai.nama}", tombol="Ajukan koreksi", kembali=_back(row.rencana_id),
        nama_kembali=row.rencana.nama_jabatan, penjelasan=f"Yang berlaku sekarang: {angka(row.nilai, 2)}, {row.penyelenggara}, {row.nomor}.",
    )  # fmt: skip


@once
def uji_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _test(request, pk)
    require(permissions.can_sign_test(request.user, row) and selectors.may_see_test(request.user, row))
    form = TandaTanganForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agreed = form.cleaned_data["putusan"] == "setuju"
        services.sign_test(row.pk, setuju=agreed, catatan=form.cleaned_data["catatan"], by=request.user)
        messages.success(request, "Tanda tangan kedua tercatat.")
        return redirect("merit:suksesi_detail", row.rencana_id)
    before = f"Dari {angka(row.mengganti.nilai, 2)} menjadi {angka(row.nilai, 2)}. " if row.mengganti else ""
    return show_form(
        request, form, judul=f"Tanda tangan kedua: uji teknis {row.pegawai.nama}", tombol="Simpan putusan", kembali=_back(row.rencana_id),
        nama_kembali=row.rencana.nama_jabatan, penjelasan=f"{before}{row.penyelenggara}, {row.nomor}. Alasan koreksi: {row.alasan}",
    )  # fmt: skip
