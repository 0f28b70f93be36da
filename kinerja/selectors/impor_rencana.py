"""Plans on their way in from elsewhere: checked in sets against the source of the year and what is known."""

from __future__ import annotations

from collections.abc import Sequence

from asn_portal.core.models import Pengguna
from asn_portal.lembar.impor import Baris
from kinerja.models import RencanaLuar
from kinerja.selectors.impor import check_source
from pegawai.models import Pegawai
from pegawai.selectors.impor import DIRI_SENDIRI

# What an import writes, compares, and puts back when it is taken back.
ISI = (
    "jabatan", "jenis", "teks", "rhk_pimpinan", "aspek", "perspektif", "indikator", "target", "sumber", "sumber_tanggal",
    "referensi",
)  # fmt: skip
SUDAH = "Sudah ada: rencana yang sama sudah tercatat."
NOMOR = "Nomor hasil kerja dan nomor ukuran mulai dari 1."


def prepare(by: Pengguna, rows: Sequence[Baris]) -> None:
    """`temuan["baru"]` is the row to write, `temuan["lama"]` what it corrects."""
    ready = []
    for row in rows:
        if row.galat or "pegawai" not in row.temuan:
            continue
        if row.temuan["pegawai"].pengguna_id == by.pk:
            row.wrong("pegawai", DIRI_SENDIRI)
        elif row.nilai["nomor"] < 1 or (row.nilai["urut"] or 1) < 1:
            row.wrong("nomor", NOMOR)
        else:
            ready.append(row)
    check_source(by, ready)
    _compare([row for row in ready if not row.galat])


def _compare(rows: Sequence[Baris]) -> None:
    people = {row.temuan["pegawai"].pk for row in rows}
    known = {
        (one.pegawai_id, one.tahun, one.nomor, one.urut): one
        for one in RencanaLuar.objects.filter(pegawai__in=people, tahun__in={row.nilai["tahun"] for row in rows})
    }
    for row in rows:
        fresh = _row(row)
        same = known.get((fresh.pegawai_id, fresh.tahun, fresh.nomor, fresh.urut))
        if same is not None and all(getattr(same, name) == getattr(fresh, name) for name in ISI):
            row.sudah_ada = SUDAH
        row.temuan |= {"baru": fresh, "lama": same}


def _row(row: Baris) -> RencanaLuar:
    isi, person = row.nilai, row.temuan["pegawai"]
    words = {name: isi[name] or "" for name in ISI if name != "sumber_tanggal"}
    words |= {"jabatan": isi["jabatan"] or person.jabatan_kini, "jenis": isi["jenis"] or "utama"}
    return RencanaLuar(
        pegawai=person, tahun=isi["tahun"], nomor=isi["nomor"], urut=isi["urut"] or 1, sumber_tanggal=isi["sumber_tanggal"],
        **words,
    )  # fmt: skip


def plan_from_elsewhere(pegawai: Pegawai, tahun: int) -> list[RencanaLuar]:
    """Line by line as it stands there."""
    return list(RencanaLuar.objects.filter(pegawai=pegawai, tahun=tahun).order_by("nomor", "urut"))
