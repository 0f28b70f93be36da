"""One placement: consent, choice, logbook, mentor, end."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from asn_portal.core.forms.dasar import AlasanForm
from asn_portal.core.htmx import once, refusal_in_form
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import angka
from pelatihan import permissions
from pelatihan.forms.kegiatan import (
    CatatanForm,
    HasilForm,
    MentorForm,
    PutusanKegiatanForm,
    SeleksiForm,
)
from pelatihan.models import PesertaMagang, TautanMentor
from pelatihan.selectors.jp import jp_of
from pelatihan.selectors.logbuk import host_name, logbook
from pelatihan.services import logbuk
from pelatihan.services import magang as services
from pelatihan.views.katalog import show_form
from pelatihan.views.mentor import read_uuid


def _row(request: HttpRequest, pk: UUID) -> PesertaMagang:
    rows = PesertaMagang.objects.visible_to(request.user).select_related(
        "lowongan__penyelenggara", "pegawai", "mentor", "sertifikat", "evaluasi", "diputus_oleh", "diseleksi_oleh"
    )
    return get_object_or_404(rows, pk=pk)


def magang_peserta(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    manages = permissions.can_select(request.user, row)
    context = {
        "peserta": row, "tuan_rumah": host_name(row.lowongan), "isi": logbook(row), "hari_ini": timezone.localdate(),
        "aksi": permissions.placement_actions(request.user, row), "milik": permissions.is_person(request.user, row.pegawai_id),
        "tautan": row.daftar_tautan.filter(ditutup_pada=None).first(), "kelola": manages,
        "evaluasi": getattr(row, "evaluasi", None),
    }  # fmt: skip
    return render(request, "pelatihan/magang_peserta.html", context)


@once
def magang_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.can_decide_for(request.user, row.pegawai_id))
    form = PutusanKegiatanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agreed = request.POST.get("putusan") == "setuju"
        services.consent_magang(row.pk, setuju=agreed, catatan=form.cleaned_data["catatan"], by=request.user)
        messages.success(request, f"Lamaran {row.pegawai.nama} {'disetujui' if agreed else 'tidak disetujui'}.")
        return redirect("pelatihan:tim" if permissions.has_team(request.user) else "core:tugas_list")
    context = {
        "peserta": row, "form": form, "tuan_rumah": host_name(row.lowongan),
        "aksi": permissions.placement_actions(request.user, row),
        "jp": jp_of(row.pegawai.instansi_id, row.pegawai_id, timezone.localdate()),
    }  # fmt: skip
    return render(request, "pelatihan/magang_putuskan.html", context, status=422 if form.errors else 200)


@once
def magang_select(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.can_select(request.user, row))
    form = SeleksiForm(request.POST or None)
    back = reverse("pelatihan:magang_detail", args=[row.lowongan_id])
    if request.method == "POST" and form.is_valid():
        chosen = request.POST.get("putusan") == "terima"
        services.select(row.pk, terima=chosen, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, f"{row.pegawai.nama} {'diterima' if chosen else 'belum terpilih'} dan dikabari.")
        return redirect(back)
    context = {
        "peserta": row, "form": form, "tuan_rumah": host_name(row.lowongan), "kembali": back,
        "aksi": permissions.placement_actions(request.user, row),
        "jp": jp_of(row.pegawai.instansi_id, row.pegawai_id, timezone.localdate()),
    }  # fmt: skip
    return render(request, "pelatihan/magang_putuskan.html", context, status=422 if form.errors else 200)


@once
def magang_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.is_person(request.user, row.pegawai_id))
    form = AlasanForm(request.POST or None)
    back = reverse("pelatihan:magang_peserta", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.withdraw(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Anda mengundurkan diri dari magang ini.")
        return redirect(back)
    return show_form(
        request, form, judul="Mengundurkan diri", tombol="Mengundurkan diri", kembali=back, nama_kembali=row.lowongan.judul,
        penjelasan="Catatan logbuk tetap tersimpan, tetapi magang ini tidak menghasilkan JP.",
    )  # fmt: skip


def _day_to_fill(row: PesertaMagang, catatan: str, hari: date) -> dict[str, Any]:
    """The day that is to be put right, or today."""
    known = row.daftar_catatan.filter(pk=read_uuid(catatan)).first()
    if known is None:
        return {"tanggal_catatan": min(hari, row.lowongan.selesai), "jam": 8}
    return {"tanggal_catatan": known.tanggal} | {
        name: getattr(known, name) for name in ("jam", "kegiatan", "pelajaran")
    }


@once
def magang_log(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A day in the logbook, made for a phone: today is filled in."""
    row, today = _row(request, pk), timezone.localdate()
    require(permissions.is_person(request.user, row.pegawai_id))
    form = CatatanForm(request.POST or None, initial=_day_to_fill(row, request.GET.get("catatan", ""), today))
    back = reverse("pelatihan:magang_peserta", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        logbuk.write_day(row.pk, **form.cleaned_data, by=request.user)
        messages.success(request, "Catatan tersimpan dan menunggu mentor.")
        return redirect(back)
    return show_form(
        request, form, judul="Isi logbuk", tombol="Simpan catatan", kembali=back, nama_kembali=row.lowongan.judul
    )


@refusal_in_form
def magang_name_mentor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A colleague, or a link that is shown once on the answer itself (which is why it is no form that counts once)."""
    row = _row(request, pk)
    require(permissions.can_select(request.user, row))
    form = MentorForm(
        request.POST or None,
        by=request.user,
        initial={"cara": "dalam" if row.lowongan.unit_id else "luar", "sampai": row.lowongan.selesai},
    )
    back = reverse("pelatihan:magang_peserta", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if form.pegawai is not None:
            logbuk.name_mentor(row.pk, form.pegawai, by=request.user)
            messages.success(request, f"{form.pegawai.nama} menjadi mentor dan dikabari.")
            return redirect(back)
        made, kunci = logbuk.make_mentor_link(
            row.pk, nama=data["nama"], jabatan=data["jabatan"], sampai=data["sampai"], by=request.user
        )
        address = f"{settings.ALAMAT}{reverse('pelatihan:mentor')}?{urlencode({'kunci': kunci})}"
        return render(request, "pelatihan/tautan_mentor.html", {"tautan": made, "alamat": address, "peserta": row})
    return show_form(
        request, form, judul=f"Mentor untuk {row.pegawai.nama}", tombol="Simpan mentor", kembali=back,
        nama_kembali=row.lowongan.judul,
        penjelasan="Mentor luar memakai tautan tanpa akun: ia melihat nama peserta dan logbuknya, tidak ada data lain.",
    )  # fmt: skip


@require_POST
@once
def mentor_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    people = PesertaMagang.objects.visible_to(request.user)
    link = get_object_or_404(TautanMentor.objects.filter(peserta__in=people), pk=pk)
    row = logbuk.close_mentor_link(link.pk, by=request.user)
    messages.success(request, "Tautan ditutup.")
    return redirect("pelatihan:magang_peserta", row.pk)


@once
def magang_finish(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.can_select(request.user, row))
    form = HasilForm(request.POST or None)
    back, found = reverse("pelatihan:magang_peserta", args=[row.pk]), logbook(row)
    if request.method == "POST" and form.is_valid():
        logbuk.finish(row.pk, hasil=form.cleaned_data["hasil"], by=request.user)
        messages.success(request, "Magang ditutup; pegawainya dikabari.")
        return redirect(back)
    return show_form(
        request, form, judul=f"Tutup magang {row.pegawai.nama}", tombol="Tutup magang", kembali=back,
        nama_kembali=row.lowongan.judul,
        penjelasan=f"{angka(found.jam_sah, 1)} jam disahkan dari rencana {found.rencana}; paling sedikit {angka(found.jam_minimal)} jam agar dihitung.",
    )  # fmt: skip
