"""Everything of learning beside courses, in one row each: for the own page, and what waits for a superior."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.templatetags.bentuk import tanggal
from pegawai.models import Pegawai
from pegawai.models.pegawai import team_of
from pelatihan.aturan.alur_kegiatan import DAPAT_MUNDUR
from pelatihan.hari import days_of
from pelatihan.models import PesertaMagang, TugasBelajar
from pelatihan.models.tugas_belajar import HIDUP
from pelatihan.selectors import magang, saya, tugas_belajar
from pelatihan.selectors.bimbingan import running_pairs


@dataclass(frozen=True)
class Kegiatan:
    """One row: what it is, in which state (a badge by `status`), and its page."""

    jenis: str
    judul: str
    keterangan: str
    url: str
    tanda: str
    keadaan: str


def running(pengguna: Pengguna, hari: date) -> list[Kegiatan]:
    """Placements, study on duty (and service still owed for it), coaching and mentoring. Three queries."""
    return [*_placements(pengguna), *_studies(pengguna, hari), *_pairs(pengguna)]


def _placements(pengguna: Pengguna) -> list[Kegiatan]:
    rows = PesertaMagang.objects.milik(pengguna).filter(status__in=DAPAT_MUNDUR).select_related("lowongan")
    return [
        Kegiatan(
            "Magang", row.lowongan.judul, f"{tanggal(row.lowongan.mulai)} sampai {tanggal(row.lowongan.selesai)}",
            reverse("pelatihan:magang_peserta", args=[row.pk]), "disetujui" if row.status == "diterima" else "diajukan",
            str(row.get_status_display()),
        )
        for row in rows.order_by("lowongan__mulai", "pk")
    ]  # fmt: skip


def _studies(pengguna: Pengguna, hari: date) -> list[Kegiatan]:
    rows = TugasBelajar.objects.milik(pengguna).filter(Q(status__in=HIDUP) | Q(ikatan_sampai__gte=hari))
    return [
        Kegiatan(
            "Tugas belajar", f"{row.tingkat.nama} {row.program_studi}", f"{row.lembaga}, sampai {tanggal(row.selesai)}",
            reverse("pelatihan:belajar_detail", args=[row.pk]), "disetujui" if row.status == "berjalan" else "diajukan",
            f"Ikatan dinas sampai {tanggal(row.ikatan_sampai)}" if row.ikatan_sampai else str(row.get_status_display()),
        )
        for row in rows.select_related("tingkat").order_by("-mulai", "pk")
    ]  # fmt: skip


def _pairs(pengguna: Pengguna) -> list[Kegiatan]:
    mine = akses(pengguna).orang_id
    return [
        Kegiatan(
            str(row.get_jenis_display()), row.tujuan,
            f"Anda membimbing {row.pegawai.nama}" if row.pembimbing_id == mine else f"Bersama {row.pembimbing.nama}",
            reverse("pelatihan:bimbingan_detail", args=[row.pk]), "disetujui" if row.status == "berjalan" else "diajukan",
            str(row.get_status_display()),
        )
        for row in running_pairs(pengguna)
    ]  # fmt: skip


@dataclass(frozen=True)
class Menunggu:
    judul: str
    keterangan: str
    url: str


def waiting_consents(pengguna: Pengguna) -> list[Menunggu]:
    """Courses, placements and degrees of the own team that wait for this superior. Three queries."""
    team = Pegawai.objects.filter(pk__in=team_of(akses(pengguna).orang_id, akses(pengguna).tanggal))
    courses = [
        Menunggu(
            f"{row.pegawai.nama}: {row.angkatan.program.judul}",
            f"{days_of(row.angkatan.mulai, row.angkatan.selesai)}. Pendaftaran ditutup {tanggal(row.angkatan.tutup_pada)}.",
            reverse("pelatihan:kepesertaan_decide", args=[row.pk]),
        )
        for row in saya.waiting_consents(pengguna)
    ]
    places = [
        Menunggu(
            f"{row.pegawai.nama}: {row.lowongan.judul}",
            f"Magang {tanggal(row.lowongan.mulai)} sampai {tanggal(row.lowongan.selesai)}. Lamaran ditutup {tanggal(row.lowongan.tutup)}.",
            reverse("pelatihan:magang_decide", args=[row.pk]),
        )
        for row in magang.waiting_of_team(pengguna, team)
    ]
    degrees = [
        Menunggu(
            f"{row.pegawai.nama}: {row.tingkat.nama} {row.program_studi}", f"Tugas belajar, mulai {tanggal(row.mulai)}.",
            reverse("pelatihan:belajar_decide", args=[row.pk]),
        )
        for row in tugas_belajar.waiting_of_team(pengguna, team)
    ]  # fmt: skip
    return courses + places + degrees
