"""The steps of a round, each on its own page that says in numbers what will happen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from asn_portal.core.htmx import once
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.workflow import can_transition
from jabatan import permissions
from jabatan.aturan.alur_mutasi import ALUR_MUTASI
from jabatan.enums import StatusButirMutasi, StatusMutasi
from jabatan.forms_mutasi import AlasanMutasiForm, CatatanMutasiForm, TerbitForm
from jabatan.models import ButirMutasi, PutaranMutasi
from jabatan.selectors import mutasi as selectors
from jabatan.selectors.periksa_mutasi import check_rows
from jabatan.services import mutasi as services


@dataclass(frozen=True)
class Langkah:
    kunci: str
    ke: StatusMutasi
    judul: str
    akibat: str
    form: Callable[..., Any] | None
    kerjakan: Callable[..., PutaranMutasi]
    selesai: str
    utama: bool = False
    orang_kedua: bool = False

    def offered(self, pengguna: Pengguna, row: PutaranMutasi) -> bool:
        if self.orang_kedua and not permissions.can_approve_round(pengguna, row):
            return False
        return can_transition(ALUR_MUTASI, row.status, self.ke)


LANGKAH = {
    one.kunci: one
    for one in (
        Langkah(
            "periksa", StatusMutasi.DIPERIKSA, "Kirim untuk disetujui",
            "Setiap orang diperiksa lagi menurut aturan. Bila semua lolos, orang kedua menyetujuinya.", None,
            services.submit_round, "Putaran sudah diperiksa; menunggu persetujuan pemegang lain.", utama=True,
        ),
        Langkah(
            "setujui", StatusMutasi.DISETUJUI, "Setujui putaran",
            "Hasil pemeriksaan hari ini dibekukan pada setiap orang. Sesudah itu keputusannya disusun.", CatatanMutasiForm,
            services.approve_round, "Putaran disetujui. Naskahnya dapat disusun.", utama=True, orang_kedua=True,
        ),
        Langkah(
            "terbitkan", StatusMutasi.TERBIT, "Terbitkan putaran",
            "Pada pukul 00.00 WIB hari pelantikan semua penempatan tertulis pada peta, unit dan atasan berubah, dan setiap orang "
            "diberi tahu. Sampai hari itu isinya tetap rahasia dan putaran masih dapat dibatalkan.", TerbitForm,
            services.publish_round, "Putaran terbit. Penempatan tertulis sendiri pada hari pelantikan.", utama=True,
        ),
        Langkah(
            "kembalikan", StatusMutasi.DRAF, "Kembalikan ke draf",
            "Putaran dapat diubah lagi dan disetujui sekali lagi.", AlasanMutasiForm, services.return_round,
            "Putaran kembali ke draf.",
        ),
        Langkah(
            "batalkan", StatusMutasi.DIBATALKAN, "Batalkan putaran",
            "Tidak ada penempatan yang ditulis. Keputusan yang sudah ditandatangani dicabut tersendiri di halaman naskahnya.",
            AlasanMutasiForm, services.cancel_round, "Putaran dibatalkan; tidak ada penempatan yang berubah.",
        ),
    )
}  # fmt: skip


def _initial(row: PutaranMutasi, langkah: Langkah) -> dict[str, Any]:
    """The number and day of the signed decree, where there is one."""
    paper = row.keputusan
    if langkah.kunci != "terbitkan" or paper is None or not paper.is_sah:
        return {}
    return {"sk_nomor": paper.nomor, "sk_tanggal": paper.tanggal}


def _not_now(request: HttpRequest, row: PutaranMutasi) -> HttpResponse:
    """An old link, or somebody was faster: back to the round, before anything is typed for nothing."""
    messages.warning(
        request, f"Langkah itu tidak dapat dijalankan sekarang: putaran ini {row.get_status_display().lower()}."
    )
    return redirect("jabatan:mutasi_detail", row.pk)


@once
def mutasi_langkah(request: HttpRequest, pk: UUID, langkah: str) -> HttpResponse:
    """Ask first, with the numbers; then do."""
    rows = PutaranMutasi.objects.visible_to(request.user).select_related("keputusan")
    row, step = get_object_or_404(rows, pk=pk), LANGKAH.get(langkah)
    if step is None:
        raise Http404
    require(permissions.can_work_on_round(request.user, row))
    require(not step.orang_kedua or permissions.can_approve_round(request.user, row))
    if request.method != "POST" and not can_transition(ALUR_MUTASI, row.status, step.ke):
        return _not_now(request, row)
    form = step.form(request.POST or None, initial=_initial(row, step)) if step.form else None
    if request.method == "POST" and (form is None or form.is_valid()):
        step.kerjakan(row.pk, by=request.user, **(form.cleaned_data if form else {}))
        messages.success(request, step.selesai)
        return redirect("jabatan:mutasi_detail", row.pk)
    found = selectors.rows_of(row, check_rows(row) if row.status != StatusMutasi.SELESAI else None)
    context = {
        "putaran": row, "langkah": step, "form": form, "ikut": sum(one.ikut for one in found),
        "terhalang": sum(bool(one.penghalang) for one in found), "keluar": sum(not one.ikut for one in found),
        "pengecualian": sum(bool(one.pengecualian) and one.butuh_dasar for one in found),
        "tanpa_keputusan": step.kunci == "terbitkan" and not _initial(row, step),
    }  # fmt: skip
    return render(
        request, "jabatan/mutasi_langkah.html", context, status=422 if form is not None and form.errors else 200
    )


@once
def butir_keluar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One does not go; the rest does."""
    rounds = PutaranMutasi.objects.visible_to(request.user)
    butir = get_object_or_404(
        ButirMutasi.objects.select_related("putaran", "pegawai").exclude(status=StatusButirMutasi.BERLAKU),
        pk=pk, putaran__in=rounds.values("pk"),
    )  # fmt: skip
    require(permissions.can_work_on_round(request.user, butir.putaran))
    form = AlasanMutasiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.take_out(butir.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, f"{butir.pegawai.nama} dikeluarkan; yang lain tetap ikut.")
        return redirect("jabatan:mutasi_detail", butir.putaran_id)
    context = {
        "putaran": butir.putaran, "form": form, "tombol": "Keluarkan dari putaran",
        "judul": f"Keluarkan {butir.pegawai.nama_lengkap}?",
    }  # fmt: skip
    return render(request, "jabatan/mutasi_isian.html", context, status=422 if form.errors else 200)
