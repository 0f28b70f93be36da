"""A round of moves filled from a workbook. Only by those who hold the round; called by imports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.models import Pengguna
from asn_portal.lembar.impor import Baris
from jabatan.enums import StatusMutasi
from jabatan.models import ButirMutasi, PutaranMutasi
from jabatan.selectors.abk import find_seats_named, find_units_named
from jabatan.services.mutasi import Pindah, add_rows
from pegawai.selectors.impor import find_people

TANPA_PUTARAN = "Tidak ada putaran draf bernama ini yang Anda pegang. Periksa namanya di halaman Putaran mutasi."
SUDAH = "Pegawai ini sudah ada dalam putaran."
TIDAK_DRAF = "Putarannya tidak draf lagi, jadi orangnya tidak ditarik. Keluarkan dari halaman putaran."


def check_moves(by: Pengguna, rows: Sequence[Baris], *, impor: UUID | None = None) -> None:
    """Round, person and seat of every row. A constant number of queries."""
    known = dict(
        PutaranMutasi.objects.visible_to(by)
        .filter(status=StatusMutasi.DRAF, daftar_pemegang__pengguna=by)
        .values_list("nama", "pk")
    )
    for row in rows:
        if row.nilai["putaran"] in known:
            row.temuan["putaran"] = known[row.nilai["putaran"]]
        elif row.nilai["putaran"]:
            row.wrong("putaran", TANPA_PUTARAN)
    find_people(by, rows, "pegawai")
    find_units_named(by, rows)
    find_seats_named(by, [row for row in rows if row.temuan.get("unit") and row.nilai["jabatan"]])
    present = set(ButirMutasi.objects.filter(putaran__in=known.values()).values_list("putaran_id", "pegawai_id"))
    for row in rows:
        person = row.temuan.get("pegawai")
        if person is not None and (row.temuan.get("putaran"), person.pk) in present:
            row.sudah_ada = SUDAH


@perubahan
def import_moves(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """One step of an import. The trace names neither round nor person."""
    check_moves(by, rows, impor=impor)
    good = [row for row in rows if row.benar]
    record_jejak(None, "mutasi_diimpor", by=by, rincian={"impor": str(impor), "orang": len(good)})
    rounds: dict[UUID, list[Baris]] = defaultdict(list)
    for row in good:
        rounds[row.temuan["putaran"]].append(row)
    for pk, mine in rounds.items():
        moves = [
            Pindah(
                row.temuan["pegawai"].pk, row.temuan["jabatan"], row.nilai["dasar_rangkap"] or "", row.nilai["pengecualian"] or ""
            )
            for row in mine
        ]  # fmt: skip
        add_rows(pk, moves, by=by)
        made = dict(ButirMutasi.objects.filter(putaran_id=pk).values_list("pegawai_id", "pk"))
        for row in mine:
            row.objek = made[row.temuan["pegawai"].pk]


@perubahan
def take_back_moves(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """Out of the round again, while it is a draft that this account holds."""
    mine = ButirMutasi.objects.filter(
        pk__in=[row.objek for row in rows if row.objek],
        putaran__status=StatusMutasi.DRAF,
        putaran__daftar_pemegang__pengguna=by,
    )
    going = set(mine.values_list("pk", flat=True))
    for row in rows:
        if row.objek not in going:
            row.tolak = TIDAK_DRAF
    record_jejak(None, "mutasi_impor_ditarik", by=by, rincian={"impor": str(impor), "orang": len(going)})
    ButirMutasi.objects.filter(pk__in=going).delete()
