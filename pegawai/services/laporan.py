"""Reports "ada yang salah" about the own name, unit or superior: told to HR, answered by HR."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import assign_tugas, close_tugas, notify
from asn_portal.core.workflow import check_transition
from pegawai import permissions
from pegawai.aturan.alur_laporan import ALUR_LAPORAN
from pegawai.aturan.data_pribadi import JAM
from pegawai.enums import BagianLaporan, StatusLaporan
from pegawai.models import LaporanData, Pegawai
from pegawai.selectors import hr_of

TUGAS_LAPORAN = "pegawai.laporan_data"
# UU 27/2022: a correction of personal data is answered within 3 x 24 hours.
ANSWER_WITHIN = timedelta(hours=JAM["perbaikan"])


@perubahan
def report_data(pegawai: Pegawai, *, bagian: BagianLaporan, isi: str, by: Pengguna) -> LaporanData:
    """Something about me is wrong. Both HRs get it, of the unit and of the province; the first answer closes it."""
    require(permissions.can_report(by, pegawai))
    try:
        laporan = LaporanData.objects.create(pegawai=pegawai, bagian=bagian, isi=isi)
    except IntegrityError as refused:
        raise DomainError("Laporan Anda tentang bagian ini masih diperiksa.", galat="laporan_sudah_ada") from refused
    record_jejak(laporan, "data_dilaporkan", by=by, subjek_id=pegawai.pk, unit_id=pegawai.unit_kini_id)
    assign_tugas(
        hr_of(pegawai, timezone.localdate()),
        jenis=TUGAS_LAPORAN,
        objek_id=laporan.pk,
        judul=f"Periksa laporan {pegawai.nama}: {laporan.get_bagian_display().lower()}",
        tentang=f"{pegawai.nama_lengkap}, {laporan.get_bagian_display().lower()}",
        alasan="Pegawai yang Anda kelola melaporkan datanya keliru. Jawaban paling lambat 3 x 24 jam.",
        url=reverse("pegawai:laporan_detail", args=[laporan.pk]),
        batas=timezone.now() + ANSWER_WITHIN,
    )
    return laporan


@perubahan
def answer_laporan(laporan_id: UUID, *, status: StatusLaporan, tanggapan: str, by: Pengguna) -> LaporanData:
    """HR has corrected the record, or explains why it is right."""
    laporan = LaporanData.objects.select_for_update(of=("self",)).select_related("pegawai__pengguna").get(pk=laporan_id)
    require(permissions.can_handle_laporan(by, laporan))
    check_transition(ALUR_LAPORAN, laporan.status, status)
    laporan.status, laporan.tanggapan = status, tanggapan
    laporan.ditangani_oleh, laporan.ditangani_pada = by, timezone.now()
    laporan.save(update_fields=["status", "tanggapan", "ditangani_oleh", "ditangani_pada"])
    person = laporan.pegawai
    record_jejak(
        laporan, f"laporan_{status}", by=by, subjek_id=person.pk, unit_id=person.unit_kini_id, alasan=tanggapan
    )
    close_tugas(jenis=TUGAS_LAPORAN, objek_id=laporan.pk, by=by)
    if person.pengguna is not None:
        judul = f"Laporan Anda tentang {laporan.get_bagian_display().lower()} dijawab"
        notify(
            person.pengguna,
            judul=judul,
            isi=f"{laporan.get_status_display()}. {tanggapan}",
            url=reverse("pegawai:laporan_detail", args=[laporan.pk]),
            kelompok=KelompokKabar.DATA,
            mengapa="Anda melaporkan bahwa data ini keliru.",
            aturan="UU 27/2022 Pasal 30: perbaikan data pribadi atas permintaan pemiliknya.",
            oleh=by.nama,
            keberatan="Bila jawabannya belum tepat, laporkan lagi dari halaman profil; laporan berulang dibaca tersendiri.",
        )
    return laporan
