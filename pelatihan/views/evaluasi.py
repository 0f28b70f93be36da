"""What participants and superiors say of a training; and who must hold which certificate."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from pelatihan import permissions
from pelatihan.aturan.evaluasi import TABEL_SEGERA
from pelatihan.forms.evaluasi import PerilakuForm, ReaksiForm, WajibForm
from pelatihan.models import EvaluasiPerilaku, Kepesertaan, WajibPelatihan
from pelatihan.selectors import wajib as readiness
from pelatihan.services import evaluasi as services
from pelatihan.services import wajib as duties
from pelatihan.views.katalog import show_form


@once
def reaksi(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = Kepesertaan.objects.milik(request.user).select_related("angkatan__program")
    row = get_object_or_404(rows, pk=pk)
    form = ReaksiForm(request.POST or None)
    back = reverse("pelatihan:kepesertaan_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.give_reaction(row.pk, nilai=form.nilai(), saran=form.cleaned_data["saran"], by=request.user)
        messages.success(request, "Terima kasih. Penilaian Anda tersimpan.")
        return redirect(back)
    return show_form(
        request, form, judul=f"Nilai pelatihan {row.angkatan.program.judul}", tombol="Kirim penilaian", kembali=back,
        nama_kembali=row.angkatan.program.judul,
        penjelasan="Orang lain hanya melihat rata-rata dari paling sedikit lima peserta; saran dibaca tanpa nama.",
    )  # fmt: skip


@once
def perilaku(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The superior of today says what is seen at work."""
    rows = EvaluasiPerilaku.objects.select_related("kepesertaan__pegawai", "kepesertaan__angkatan__program")
    row = get_object_or_404(
        rows.filter(kepesertaan__in=Kepesertaan.objects.visible_to(request.user)), kepesertaan_id=pk
    )
    person, title = row.kepesertaan.pegawai, row.kepesertaan.angkatan.program.judul
    require(permissions.can_judge(request.user, person.pk))
    form = PerilakuForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.rate_behaviour(pk, nilai=form.nilai(), contoh=form.cleaned_data["contoh"], by=request.user)
        messages.success(request, f"Penerapan pelatihan oleh {person.nama} tercatat.")
        return redirect("pelatihan:tim")
    return show_form(
        request, form, judul=f"Penerapan pelatihan oleh {person.nama}", tombol="Simpan penilaian",
        kembali=reverse("core:tugas_list"), nama_kembali="Tugas saya",
        penjelasan=f"{title}. Yang dinilai adalah manfaat pelatihannya, bukan kinerja orangnya.",
    )  # fmt: skip


def kesiapan(request: HttpRequest) -> HttpResponse:
    require(permissions.can_see_readiness(request.user))
    today = timezone.localdate()
    rows = list(readiness.duties(request.user, today))
    chosen = next((row for row in rows if str(row.pk) == request.GET.get("wajib")), rows[0] if rows else None)
    pos = readiness.stations(request.user, chosen, today) if chosen else []
    context = {
        "daftar": rows, "wajib": chosen, "hari_ini": today, "kelola": permissions.can_manage(request.user), "pos": pos,
        "tersamar": not all(one.rinci for one in pos), "segera": TABEL_SEGERA.at(today).nilai,
        "perencana": permissions.can_see_needs(request.user),
    }  # fmt: skip
    return render(request, "pelatihan/kesiapan.html", context)


def _duty(request: HttpRequest, pk: UUID) -> WajibPelatihan:
    return get_object_or_404(WajibPelatihan.objects.visible_to(request.user).select_related("program"), pk=pk)


def kesiapan_unit(request: HttpRequest, pk: UUID, unit: UUID) -> HttpResponse:
    """Who of a station is ready, whose certificate ends, who has none: as far as this account reads them by name."""
    require(permissions.can_see_station(request.user))
    row, today = _duty(request, pk), timezone.localdate()
    context = {
        "wajib": row, "unit": readiness.station_name(unit, today), "hari_ini": today,
        "orang": readiness.bound_people(request.user, row, unit, today),
    }  # fmt: skip
    return render(request, "pelatihan/kesiapan_unit.html", context)


@once
def wajib_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_manage(request.user))
    form = WajibForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        row = duties.add_wajib(isi=form.cleaned_data, by=request.user)
        messages.success(request, "Kewajiban tersimpan; kesiapannya langsung dihitung.")
        return redirect(f"{reverse('pelatihan:kesiapan')}?wajib={row.pk}")
    return show_form(
        request, form, judul="Pelatihan wajib baru", tombol="Simpan kewajiban", kembali=reverse("pelatihan:kesiapan"),
        nama_kembali="Kesiapan pelatihan wajib",
    )  # fmt: skip


@require_POST
@once
def wajib_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = duties.end_wajib(_duty(request, pk).pk, by=request.user)
    messages.success(request, f"{row.program.judul} tidak wajib lagi mulai hari ini.")
    return redirect("pelatihan:kesiapan")
