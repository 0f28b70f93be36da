"""Notes, proofs and feedback as pages read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from kinerja.enums import JenisUmpanBalik, StatusSKP
from kinerja.models import SKP, BuktiDukung, Evaluasi, Progres, RencanaAksi, RencanaHasilKerja, UmpanBalik
from kinerja.permissions_tim import led_notes
from pegawai.models import Pegawai

TERBANYAK = 60


@dataclass(frozen=True)
class Rekaman:
    """What is recorded about somebody between two days."""

    # The latest notes and words; lines with a proof and the number of notes are of the whole stretch.
    progres: list[Progres]
    umpan_balik: list[UmpanBalik]
    garis_berbukti: set[UUID]
    banyak: int

    def tones(self) -> tuple[int, int]:
        """How many words of praise, how many about what to improve."""
        kinds = [row.jenis for row in self.umpan_balik]
        return kinds.count(JenisUmpanBalik.APRESIASI), kinds.count(JenisUmpanBalik.PERBAIKAN)


def notes_of(pegawai_id: UUID, mulai: date, sampai: date) -> list[Progres]:
    closed = Evaluasi.objects.tersampaikan().filter(
        pegawai_id=OuterRef("pegawai_id"),
        masa__startswith__lte=OuterRef("tanggal"),
        masa__endswith__gt=OuterRef("tanggal"),
    )
    rows = Progres.objects.filter(pegawai_id=pegawai_id, tanggal__range=(mulai, sampai)).annotate(
        terkunci=Exists(closed)
    )
    return list(
        rows.select_related("rhk").prefetch_related("daftar_bukti").order_by("-tanggal", "-dicatat_pada")[:TERBANYAK]
    )


def record_of(pegawai_id: UUID, mulai: date, sampai: date) -> Rekaman:
    """Four queries and one for the proofs, whatever there is. Words upwards are about somebody else and not among them."""
    notes = Progres.objects.filter(pegawai_id=pegawai_id, tanggal__range=(mulai, sampai))
    proved = notes.filter(daftar_bukti__isnull=False).values_list("rhk__garis", flat=True).distinct()
    words = UmpanBalik.objects.filter(pegawai_id=pegawai_id, pada__date__range=(mulai, sampai))
    words = words.exclude(jenis=JenisUmpanBalik.KE_ATASAN)
    return Rekaman(
        notes_of(pegawai_id, mulai, sampai), list(words.select_related("dari", "rhk").order_by("-pada")[:TERBANYAK]),
        set(proved), notes.count(),
    )  # fmt: skip


def own_lines(pegawai: Pegawai, tahun: int) -> list[RencanaHasilKerja]:
    """Results of the approved plans of a year, the running stretch first."""
    rows = RencanaHasilKerja.objects.filter(skp__pegawai=pegawai, skp__tahun=tahun, skp__status=StatusSKP.DISETUJUI)
    return list(rows.select_related("skp").order_by("-skp__berlaku", "jenis", "urut"))


def actions_of(skp: SKP) -> QuerySet[RencanaAksi]:
    return RencanaAksi.objects.filter(rhk__skp=skp).select_related("rhk").order_by("nomor", "rhk__urut")


def feedback_between(pengguna: Pengguna, skp: SKP) -> list[UmpanBalik]:
    """What the two sides have said to one another in the year of the plan; each side reads all of it."""
    mine = akses(pengguna).orang_id
    down = Q(pegawai_id=skp.pegawai_id) & ~Q(jenis=JenisUmpanBalik.KE_ATASAN)
    up = Q(dari_id=skp.pegawai_id, jenis=JenisUmpanBalik.KE_ATASAN)
    up &= Q(pegawai_id=mine) | Q(dari_id=mine)
    rows = UmpanBalik.objects.filter(down | up, pada__year=skp.tahun)
    return list(rows.select_related("dari", "rhk").order_by("-pada")[:TERBANYAK])


def proofs_seen(pengguna: Pengguna) -> QuerySet[BuktiDukung]:
    """Files of notes that this account may read: also those in a team that it leads."""
    notes, led = Progres.objects.visible_to(pengguna), led_notes(pengguna)
    rows = BuktiDukung.objects.filter(Q(progres__in=notes) | Q(progres__in=led), dokumen__isnull=False)
    return rows.select_related("dokumen", "pegawai")
