"""Work teams as pages read them: the leader's page of a member holds nothing but what that member put into the team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet

from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from kinerja import permissions_tim as permissions
from kinerja.enums import StatusSKP
from kinerja.models import (
    AnggotaTim,
    Evaluasi,
    HasilTim,
    Progres,
    RencanaHasilKerja,
    TelaahBukti,
    TimKerja,
    UsulUmpanBalik,
)

CATATAN_TERBANYAK = 30


@dataclass(frozen=True)
class DaftarTim:
    """The teams one is in, by what one is in them."""

    dipimpin: list[TimKerja]
    diikuti: list[TimKerja]


def teams_of(pengguna: Pengguna) -> DaftarTim:
    """Two queries."""
    mine = akses(pengguna).orang_id
    if mine is None:
        return DaftarTim([], [])
    member = AnggotaTim.objects.filter(pegawai_id=mine, keluar_pada=None).values("tim_id")
    return DaftarTim(
        list(_counted(TimKerja.objects.filter(ketua_id=mine))), list(_counted(TimKerja.objects.filter(pk__in=member)))
    )


def managed_of(pengguna: Pengguna, *, kata: str = "", keadaan: str = "") -> QuerySet[TimKerja]:
    """Those of the units this account forms teams in; running ones first."""
    rows = permissions.managed_teams(pengguna)
    if kata:
        rows = rows.filter(Q(nama__icontains=kata) | Q(tugas__icontains=kata) | Q(ketua__nama__icontains=kata))
    if keadaan in {"berjalan", "ditutup"}:
        rows = rows.filter(ditutup_pada__isnull=keadaan == "berjalan")
    return _counted(rows)


def _counted(rows: QuerySet[TimKerja]) -> QuerySet[TimKerja]:
    members = Count("daftar_anggota", filter=Q(daftar_anggota__keluar_pada=None))
    order = (F("ditutup_pada").desc(nulls_first=True), "-berlaku", "nama", "pk")
    return rows.select_related("ketua").annotate(banyak=members).order_by(*order)


def members_of(tim: TimKerja) -> list[AnggotaTim]:
    """With the number of their results in the team."""
    rows = tim.daftar_anggota.filter(keluar_pada=None).select_related("pegawai")
    return list(rows.annotate(banyak_hasil=Count("daftar_hasil")).order_by("pegawai__nama"))


@dataclass(frozen=True)
class HasilAnggota:
    """One result of a member with the notes of the team's days, and what the leader has said."""

    hasil: HasilTim
    rhk: RencanaHasilKerja
    catatan: list[tuple[Progres, TelaahBukti | None]]
    usul: list[UsulUmpanBalik]


def results_of(pengguna: Pengguna, anggota: AnggotaTim) -> list[HasilAnggota]:
    """What the leader sees of one member: four queries, whatever there is."""
    lines = list(permissions.led_results(pengguna).filter(anggota=anggota).prefetch_related("daftar_usul"))
    garis = {one.garis for one in lines}
    latest = {row.garis: row for row in _approved(anggota.pegawai_id, garis)}
    notes = permissions.led_notes(pengguna).filter(pegawai_id=anggota.pegawai_id, rhk__garis__in=garis)
    looked = Prefetch("daftar_telaah", TelaahBukti.objects.filter(hasil__in=lines), to_attr="telaah_tim")
    notes = notes.select_related("rhk").prefetch_related("daftar_bukti", looked).order_by("-tanggal", "-dicatat_pada")
    by_line: dict[UUID, list[tuple[Progres, TelaahBukti | None]]] = defaultdict(list)
    for note in notes:
        held = by_line[note.rhk.garis]
        if len(held) < CATATAN_TERBANYAK:
            held.append((note, next(iter(note.telaah_tim), None)))
    return [
        HasilAnggota(one, latest[one.garis], by_line[one.garis], list(one.daftar_usul.all()))
        for one in lines
        if one.garis in latest
    ]


def _approved(pegawai_id: UUID, garis: set[UUID]) -> QuerySet[RencanaHasilKerja]:
    """The lines as they count; later versions replace earlier ones."""
    rows = RencanaHasilKerja.objects.filter(
        skp__pegawai_id=pegawai_id, garis__in=garis, skp__status=StatusSKP.DISETUJUI
    )
    return rows.select_related("skp__periode").prefetch_related("daftar_indikator").order_by("skp__versi", "urut")


# -- beside the rating ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SuaraTim:
    """What a team leader says to one result of an evaluation."""

    tim: str
    ketua: str
    peran: str
    usul: str = ""
    sesuai: int = 0
    kurang: int = 0
    catatan: list[str] = field(default_factory=list)


def voices_for(row: Evaluasi) -> Mapping[UUID, list[SuaraTim]]:
    """By line of the plan; two queries. Also of teams that were closed meanwhile."""
    notes = TelaahBukti.objects.filter(progres__tanggal__range=(row.mulai, row.sampai))
    words = UsulUmpanBalik.objects.filter(tahun=row.tahun, jenis=row.jenis, nomor=row.nomor)
    rows = HasilTim.objects.filter(anggota__pegawai_id=row.pegawai_id, anggota__tim__berlaku__overlap=row.masa)
    rows = rows.select_related("anggota__tim__ketua").prefetch_related(
        Prefetch("daftar_telaah", notes, to_attr="telaah_masa"), Prefetch("daftar_usul", words, to_attr="usul_masa")
    )
    found: dict[UUID, list[SuaraTim]] = defaultdict(list)
    for one in rows:
        team, looked = one.anggota.tim, one.telaah_masa
        found[one.garis].append(
            SuaraTim(
                team.nama, team.ketua.nama_lengkap, one.anggota.peran, next((word.teks for word in one.usul_masa), ""),
                sum(note.sesuai for note in looked), sum(not note.sesuai for note in looked),
                [note.catatan for note in looked if note.catatan],
            )
        )  # fmt: skip
    return dict(found)
