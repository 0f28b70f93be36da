"""Offers of placements and those who apply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from asn_portal.core import selectors as core_selectors
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from pegawai.models import Pegawai
from pelatihan import permissions
from pelatihan.aturan.alur_kegiatan import DI_SANA
from pelatihan.enums import StatusMagang, StatusPesertaMagang
from pelatihan.models import LowonganMagang, PesertaMagang
from pelatihan.selectors.celah import gap_sums
from pelatihan.selectors.jp import JPTahunan, jp_of_many

S = StatusPesertaMagang


def offers(pengguna: Pengguna, kueri: Mapping[str, str], hari: date) -> QuerySet[LowonganMagang]:
    """Of the own agency; drafts for those who keep them. The newest first."""
    rows = LowonganMagang.objects.visible_to(pengguna).select_related("penyelenggara")
    if not permissions.can_manage(pengguna):
        rows = rows.exclude(status=StatusMagang.DRAF)
    if word := kueri.get("q", "").strip():
        rows = rows.filter(
            Q(judul__icontains=word) | Q(penyelenggara__nama__icontains=word) | Q(tempat__icontains=word)
        )
    if kueri.get("keadaan") in StatusMagang.values:
        rows = rows.filter(status=kueri["keadaan"])
    rows = rows.annotate(
        pelamar=Count("daftar_peserta", filter=~Q(daftar_peserta__status=S.MUNDUR)),
        terisi=Count("daftar_peserta", filter=Q(daftar_peserta__status__in=DI_SANA)),
        nama_unit=core_selectors.name_on(hari, "unit_id"),
    )
    return rows.order_by("-mulai", "pk")


def my_placements(pengguna: Pengguna) -> QuerySet[PesertaMagang]:
    """The own ones, running ones first."""
    rows = PesertaMagang.objects.milik(pengguna).select_related("lowongan__penyelenggara", "sertifikat")
    return rows.order_by("-lowongan__mulai", "pk")


def mentored(pengguna: Pengguna) -> QuerySet[PesertaMagang]:
    rows = PesertaMagang.objects.dimentori(pengguna).filter(status=S.DITERIMA)
    waiting = Count("daftar_catatan", filter=Q(daftar_catatan__status="menunggu"))
    return rows.select_related("lowongan", "pegawai").annotate(menunggu=waiting).order_by("lowongan__selesai", "pk")


@dataclass(frozen=True)
class Pelamar:
    """One applicant with what the choice may rest on."""

    peserta: PesertaMagang
    jp: JPTahunan | None
    celah: int


def applicants(offer: LowonganMagang, hari: date) -> list[Pelamar]:
    """Those who wait for the choice first, among them the largest gap first. Three queries."""
    rows = list(offer.daftar_peserta.select_related("pegawai", "sertifikat"))
    people = [row.pegawai_id for row in rows]
    if not people:
        return []
    jp, gaps = jp_of_many(offer.instansi_id, hari, people), gap_sums(people, offer.instansi_id, hari)
    found = [
        Pelamar(row, jp.get(row.pegawai_id), gaps[row.pegawai_id].tingkat if row.pegawai_id in gaps else 0)
        for row in rows
    ]
    order = {S.DISETUJUI: 0, S.DITERIMA: 1, S.DIAJUKAN: 2}
    return sorted(found, key=lambda one: (order.get(S(one.peserta.status), 3), -one.celah, one.peserta.diajukan_pada))


def places_left(offer: LowonganMagang) -> int:
    return int(offer.kuota) - offer.daftar_peserta.filter(status__in=DI_SANA).count()


def call_off_text(offer: LowonganMagang) -> str:
    """What will happen, in numbers."""
    alive = offer.daftar_peserta
    waiting = alive.filter(status__in=(S.DIAJUKAN, S.DISETUJUI)).count()
    there = alive.filter(status=S.DITERIMA).count()
    return f"{waiting} lamaran dan {there} peserta yang sudah diterima ikut dibatalkan; semuanya dikabari dengan alasan Anda."


def waiting_of_team(pengguna: Pengguna, tim: QuerySet[Pegawai]) -> QuerySet[PesertaMagang]:
    rows = PesertaMagang.objects.filter(pegawai__in=tim, status=S.DIAJUKAN).exclude(pegawai_id=akses(pengguna).orang_id)
    return rows.select_related("pegawai", "lowongan").order_by("lowongan__tutup", "pk")
