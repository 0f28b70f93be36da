"""Study on duty: asked for, agreed to, determined, reported on, prolonged, ended."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.bilah import to_default
from asn_portal.core.forms.dasar import AlasanForm
from asn_portal.core.htmx import once
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import tanggal
from pelatihan import permissions
from pelatihan.aturan.tugas_belajar import TABEL_IKATAN_DINAS, batas_perpanjangan
from pelatihan.ekspor import TUGAS_BELAJAR
from pelatihan.forms.kegiatan import (
    BelajarForm,
    KembaliForm,
    LaporanForm,
    PenetapanBelajarForm,
    PerpanjanganForm,
    PutusanKegiatanForm,
    TanggapanLaporanForm,
)
from pelatihan.models import LaporanBelajar, TugasBelajar
from pelatihan.selectors import naskah
from pelatihan.selectors import tugas_belajar as selectors
from pelatihan.services import kembali_belajar as ending
from pelatihan.services import tugas_belajar as services
from pelatihan.views.katalog import show_form

PER_PAGE = 30


def belajar_list(request: HttpRequest) -> HttpResponse:
    """Own ones on top; below, of everybody within reach."""
    require(permissions.can_learn(request.user) or permissions.can_see_people(request.user))
    if away := to_default(request, "tugas-belajar"):
        return away
    asked, today = TUGAS_BELAJAR.clean(request.GET), timezone.localdate()
    rows = TUGAS_BELAJAR.ordered(selectors.studies(request.user, asked, today), request.user, request.GET)
    context = {
        "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("hal")),
        "kolom": TUGAS_BELAJAR.columns_on_page(request.user, request.GET),
        "kata": asked.get("q", ""), "keadaan": asked.get("keadaan", ""), "pilihan_keadaan": selectors.PILIHAN,
        "milik": selectors.my_studies(request.user), "ringkas": selectors.summary(request.user, today),
        "orang": permissions.can_see_people(request.user), "ajukan": permissions.can_learn(request.user), "hari_ini": today,
    }  # fmt: skip
    return render(request, "pelatihan/belajar_list.html", context)


def _row(request: HttpRequest, pk: UUID) -> TugasBelajar:
    rows = TugasBelajar.objects.visible_to(request.user).select_related(
        "pegawai", "tingkat", "diputus_oleh", "ditetapkan_oleh", "atasan_selama"
    )
    return get_object_or_404(rows, pk=pk)


def belajar_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    context = {
        "tugas": row, "isi": selectors.state_of(row, timezone.localdate()), "hari_ini": timezone.localdate(),
        "aksi": permissions.study_actions(request.user, row), "milik": permissions.is_person(request.user, row.pegawai_id),
        "perpanjangan": row.daftar_perpanjangan.order_by("pada"),
        "belum_pasti": TABEL_IKATAN_DINAS.belum_diverifikasi, "naskah_jenis": naskah.KEPUTUSAN_BELAJAR,
        **naskah.paper_on_page(request.user, naskah.KEPUTUSAN_BELAJAR, row.pk),
    }  # fmt: skip
    return render(request, "pelatihan/belajar_detail.html", context)


@once
def belajar_add(request: HttpRequest) -> HttpResponse:
    require(permissions.can_learn(request.user))
    form = BelajarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = services.ask_study(services.IsianBelajar(**form.cleaned_data), by=request.user)
        messages.success(request, "Pengajuan terkirim. Atasan Anda diminta menyetujui.")
        return redirect("pelatihan:belajar_detail", row.pk)
    return show_form(
        request, form, judul="Ajukan tugas belajar", tombol="Kirim pengajuan", kembali=reverse("pelatihan:belajar_list"),
        nama_kembali="Tugas belajar",
        penjelasan="Sisa masa kerja sampai pensiun paling sedikit tiga kali lama program bila dibebaskan dari jabatan, dua kali "
        "bila tidak (SE MenPANRB 28/2021). Portal menghitungnya saat Anda mengirim.",
    )  # fmt: skip


@once
def belajar_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.can_decide_for(request.user, row.pegawai_id))
    form = PutusanKegiatanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agreed = request.POST.get("putusan") == "setuju"
        services.consent_study(row.pk, setuju=agreed, catatan=form.cleaned_data["catatan"], by=request.user)
        messages.success(request, f"Tugas belajar {row.pegawai.nama} {'disetujui' if agreed else 'tidak disetujui'}.")
        return redirect("pelatihan:tim" if permissions.has_team(request.user) else "core:tugas_list")
    context = {"tugas": row, "form": form, "aksi": permissions.study_actions(request.user, row)}
    return render(request, "pelatihan/belajar_putuskan.html", context, status=422 if form.errors else 200)


@once
def belajar_determine(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.can_determine_study(request.user, row))
    paper = naskah.living_paper(naskah.KEPUTUSAN_BELAJAR, row.pk)
    initial = {"mulai": row.mulai, "selesai": row.selesai}
    if paper is not None and paper.is_sah:
        initial |= {"sk_nomor": paper.nomor, "sk_tanggal": paper.tanggal}
    form = PenetapanBelajarForm(request.POST or None, by=request.user, dibebaskan=row.dibebaskan, initial=initial)
    back = reverse("pelatihan:belajar_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.determine_study(row.pk, services.Penetapan(**form.cleaned_data), by=request.user)
        messages.success(request, f"Tugas belajar {row.pegawai.nama} ditetapkan.")
        return redirect(back)
    return show_form(
        request, form, judul=f"Tetapkan tugas belajar {row.pegawai.nama}", tombol="Tetapkan", kembali=back,
        nama_kembali=row.pegawai.nama, penjelasan=selectors.determine_text(row),
    )  # fmt: skip


@once
def belajar_refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.can_determine_study(request.user, row))
    form = AlasanForm(request.POST or None)
    back = reverse("pelatihan:belajar_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.refuse_study(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, f"{row.pegawai.nama} dikabari dengan alasan Anda.")
        return redirect(back)
    return show_form(
        request, form, judul="Tidak menetapkan", tombol="Tidak menetapkan", kembali=back, nama_kembali=row.pegawai.nama
    )


@once
def belajar_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.is_person(request.user, row.pegawai_id))
    form = AlasanForm(request.POST or None)
    back = reverse("pelatihan:belajar_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.cancel_study(row.pk, alasan=form.cleaned_data["alasan"], by=request.user)
        messages.success(request, "Pengajuan dibatalkan.")
        return redirect(back)
    return show_form(
        request,
        form,
        judul="Batalkan pengajuan",
        tombol="Batalkan pengajuan",
        kembali=back,
        nama_kembali="Tugas belajar",
    )


@once
def belajar_prolong(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.can_determine_study(request.user, row))
    form = PerpanjanganForm(request.POST or None)
    back = reverse("pelatihan:belajar_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.prolong_study(row.pk, **form.cleaned_data, by=request.user)
        messages.success(request, "Perpanjangan tersimpan dan pegawainya dikabari.")
        return redirect(back)
    first = row.daftar_perpanjangan.order_by("pada").values_list("sampai_lama", flat=True).first() or row.selesai
    return show_form(
        request, form, judul=f"Perpanjang tugas belajar {row.pegawai.nama}", tombol="Simpan perpanjangan", kembali=back,
        nama_kembali=row.pegawai.nama,
        penjelasan=f"Sekarang sampai {tanggal(row.selesai)}; paling lama sampai {tanggal(batas_perpanjangan(first))}.",
    )  # fmt: skip


@once
def belajar_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, today = _row(request, pk), timezone.localdate()
    require(permissions.is_person(request.user, row.pegawai_id))
    missing = selectors.state_of(row, today).kurang
    form = LaporanForm(request.POST or None, by=request.user, initial={"semester": missing[0] if missing else None})
    back = reverse("pelatihan:belajar_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        services.report_semester(row.pk, **form.cleaned_data, by=request.user)
        messages.success(request, "Laporan terkirim.")
        return redirect(back)
    return show_form(
        request, form, judul="Laporan semester", tombol="Kirim laporan", kembali=back, nama_kembali="Tugas belajar saya"
    )


@once
def laporan_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = LaporanBelajar.objects.filter(tugas__in=TugasBelajar.objects.visible_to(request.user))
    report = get_object_or_404(rows.select_related("tugas__pegawai", "tugas__tingkat", "dokumen"), pk=pk)
    require(permissions.can_read_reports(request.user, report.tugas))
    form = TanggapanLaporanForm(request.POST or None)
    back = reverse("pelatihan:belajar_detail", args=[report.tugas_id])
    if request.method == "POST" and form.is_valid():
        services.read_report(report.pk, tanggapan=form.cleaned_data["tanggapan"], by=request.user)
        messages.success(request, "Laporan ditandai sudah dibaca.")
        return redirect(back)
    return show_form(
        request, form, judul=f"Laporan semester {report.semester}, {report.tugas.pegawai.nama}", tombol="Tandai sudah dibaca",
        kembali=back, nama_kembali=report.tugas.pegawai.nama, penjelasan=report.isi,
    )  # fmt: skip


@once
def belajar_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row(request, pk)
    require(permissions.can_determine_study(request.user, row))
    form = KembaliForm(request.POST or None)
    back = reverse("pelatihan:belajar_detail", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        kembali, catatan, lulus = data.pop("kembali"), data.pop("catatan"), data.pop("lulus")
        ijazah = ending.Ijazah(**data) if lulus else None
        ending.return_to_work(row.pk, kembali=kembali, ijazah=ijazah, catatan=catatan, by=request.user)
        messages.success(request, f"{row.pegawai.nama} kembali bekerja. Tempatkan pada jabatannya bila dibebaskan.")
        return redirect(back)
    return show_form(
        request, form, judul=f"{row.pegawai.nama} kembali bekerja", tombol="Simpan", kembali=back, nama_kembali=row.pegawai.nama,
        penjelasan="Ijazah masuk ke riwayat pendidikan. Ikatan dinas dihitung dari hari kembali menurut masa yang dijalani.",
    )  # fmt: skip
