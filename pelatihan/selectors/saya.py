"""Pengembangan saya: what I am registered for, my certificates, my year; and the same for a team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from pegawai.models import Pegawai
from pegawai.models.pegawai import team_of
from pelatihan.aturan.alur_kegiatan import DAPAT_MUNDUR, DI_SANA
from pelatihan.aturan.alur_kepesertaan import BERTEMPAT, DAPAT_DIBATALKAN, MENGIKAT
from pelatihan.enums import StatusPeserta, StatusSertifikat
from pelatihan.kalender import Acara
from pelatihan.models import Kepesertaan, PesertaMagang, SaranPelatihan, Sertifikat
from pelatihan.selectors.celah import JumlahCelah, gap_sums
from pelatihan.selectors.jp import JPTahunan, jp_of_many
from pelatihan.selectors.saran import recommended_to

TERBANYAK = 200


def my_registrations(pengguna: Pengguna) -> list[Kepesertaan]:
    """Running ones first, by their first day."""
    rows = Kepesertaan.objects.milik(pengguna).filter(status__in=DAPAT_DIBATALKAN)
    return list(rows.select_related("angkatan__program", "angkatan__penyelenggara").order_by("angkatan__mulai", "pk"))


def my_past(pengguna: Pengguna) -> QuerySet[Kepesertaan]:
    rows = Kepesertaan.objects.milik(pengguna).exclude(status__in=DAPAT_DIBATALKAN)
    return rows.select_related("angkatan__program").order_by("-angkatan__mulai", "pk")[:20]


def my_certificates(pengguna: Pengguna) -> QuerySet[Sertifikat]:
    return Sertifikat.objects.filter(pegawai_id=akses(pengguna).orang_id).order_by("-selesai", "pk")


def calendar_entries(pengguna: Pengguna) -> list[Acara]:
    """What stands in a calendar: places one has or still may get, in batches and in placements. Two queries."""
    batches = Kepesertaan.objects.milik(pengguna).filter(status__in=MENGIKAT).select_related("angkatan__program")
    offers = PesertaMagang.objects.milik(pengguna).filter(status__in=DAPAT_MUNDUR).select_related("lowongan")
    found = [entry_of(row) for row in batches] + [
        Acara(
            row.pk, row.lowongan.mulai, row.lowongan.selesai, row.lowongan.judul, row.lowongan.tempat,
            str(row.get_status_display()), row.status in DI_SANA,
        )
        for row in offers
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.mulai, one.judul))


def entry_of(row: Kepesertaan) -> Acara:
    batch = row.angkatan
    return Acara(
        row.pk, batch.mulai, batch.selesai, batch.program.judul, batch.tempat or batch.tautan, str(row.get_status_display()),
        row.status in BERTEMPAT,
    )  # fmt: skip


@dataclass(frozen=True)
class AnggotaTim:
    orang: Pegawai
    jp: JPTahunan
    berjalan: int
    celah: JumlahCelah | None
    saran: SaranPelatihan | None


def team_rows(pengguna: Pengguna, hari: date) -> list[AnggotaTim]:
    """JP of everybody whose superior one is today, the one who lacks most on top. Five queries."""
    mine = akses(pengguna)
    people = list(Pegawai.objects.filter(pk__in=team_of(mine.orang_id, hari), ditarik_pada=None)[:TERBANYAK])
    if not people:
        return []
    jp = jp_of_many(mine.instansi_id, hari, [one.pk for one in people])
    running: dict[UUID, int] = {}
    rows = Kepesertaan.objects.filter(pegawai__in=people, status__in=DAPAT_DIBATALKAN)
    for pegawai_id in rows.values_list("pegawai_id", flat=True):
        running[pegawai_id] = running.get(pegawai_id, 0) + 1
    gaps = gap_sums([one.pk for one in people], mine.instansi_id, hari)
    first = {row.pegawai_id: row for row in recommended_to([one.pk for one in people]) if row.urut == 1}
    found = [
        AnggotaTim(one, jp[one.pk], running.get(one.pk, 0), gaps.get(one.pk), first.get(one.pk))
        for one in people if one.pk in jp
    ]  # fmt: skip
    return sorted(found, key=lambda row: (-(row.jp.kurang or 0), row.orang.nama))


def waiting_consents(pengguna: Pengguna) -> QuerySet[Kepesertaan]:
    """Of the own team, not of the whole unit: what this superior is asked."""
    team = team_of(akses(pengguna).orang_id, akses(pengguna).tanggal)
    rows = Kepesertaan.objects.filter(pegawai_id__in=team, status=StatusPeserta.DIAJUKAN)
    return rows.select_related("pegawai", "angkatan__program").order_by("angkatan__tutup_pada", "pk")


def waiting_certificates(pengguna: Pengguna) -> QuerySet[Sertifikat]:
    """From outside, to be verified by this account; never the own ones."""
    rows = Sertifikat.objects.filter(status=StatusSertifikat.DIAJUKAN).visible_to(pengguna)
    rows = rows.exclude(pegawai_id=akses(pengguna).orang_id)
    return rows.select_related("pegawai").order_by("diajukan_pada", "pk")
