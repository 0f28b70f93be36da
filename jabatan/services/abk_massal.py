"""Workloads by the thousand: the tasks of whole units from one workbook, written in sets. Called by imports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.models import Pengguna
from asn_portal.core.models.dasar import new_ids
from asn_portal.core.permissions import require
from asn_portal.lembar.impor import Baris
from jabatan import permissions
from jabatan.enums import StatusAnalisis
from jabatan.models import AnalisisBebanKerja, TugasABK
from jabatan.selectors.abk import check_abk
from jabatan.services.abk import jke_of
from pegawai.services.penempatan import hold_agency

SUDAH_DIAMBIL = "ABK ini sudah diambil alih ke peta, jadi tidak ditarik."
# Exact: whole persons and what is left over, so that a whole one stays one. As abk_jabatan (PermenPANRB 1/2020).
TOTALS = """
UPDATE jabatan_analisisbebankerja a
SET total = round(x.beban / a.jke_menit, 4),
    kebutuhan = div(x.beban, a.jke_menit) + (mod(x.beban, a.jke_menit) > 0)::int, diubah_pada = now()
FROM (SELECT abk_id, sum(jumlah_hasil * waktu_menit) AS beban FROM jabatan_tugasabk
      WHERE abk_id = ANY(%(abk)s::uuid[]) GROUP BY 1) x
WHERE a.id = x.abk_id
"""


@perubahan
def import_abk(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """One step of an import; the tasks of a seat may come in several."""
    require(permissions.can_import_workloads(by))
    hold_agency(by.instansi_id)
    check_abk(by, rows, impor=impor)
    good = [row for row in rows if row.benar]
    record_jejak(None, "abk_diimpor", by=by, rincian={"impor": str(impor), "tugas": len(good)})
    heads = _heads(good, impor, by)
    ids = list(heads.values())
    last = dict(
        TugasABK.objects.filter(abk_id__in=ids).values("abk_id").annotate(n=Max("urut")).values_list("abk_id", "n")
    )
    tasks = []
    for row in good:
        abk_id = heads[_key(row)]
        last[abk_id] = last.get(abk_id, 0) + 1
        tasks.append(
            TugasABK(
                abk_id=abk_id, urut=last[abk_id], uraian=row.nilai["uraian"], satuan=row.nilai["satuan"],
                jumlah_hasil=row.nilai["jumlah_hasil"], waktu_menit=row.temuan["menit"],
            )
        )  # fmt: skip
        row.objek, row.hasil = row.temuan["jabatan"], {"abk": str(abk_id)}
    TugasABK.objects.bulk_create(tasks, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute(TOTALS, {"abk": [str(pk) for pk in ids]})


def _key(row: Baris) -> tuple[UUID, int]:
    return row.temuan["jabatan"], row.nilai["tahun"]


def _heads(rows: Sequence[Baris], impor: UUID, by: Pengguna) -> dict[tuple[UUID, int], UUID]:
    """The analysis of every seat and year of these rows, made when it is not there."""
    wanted = {_key(row) for row in rows}
    there = AnalisisBebanKerja.objects.filter(impor=impor, jabatan_id__in={seat for seat, _ in wanted})
    found = {(abk.jabatan_id, abk.tahun): abk.pk for abk in there}
    missing = sorted(wanted - set(found), key=str)
    made: list[Any] = []
    for pk, (seat, tahun) in zip(new_ids(len(missing)), missing, strict=True):
        jke, dasar = jke_of(tahun)
        made.append(
            AnalisisBebanKerja(
                id=pk, jabatan_id=seat, tahun=tahun, jke_menit=jke, dasar_hukum=dasar, total=0, kebutuhan=0, disusun_oleh=by,
                impor=impor,
            )
        )  # fmt: skip
        found[seat, tahun] = pk
    AnalisisBebanKerja.objects.bulk_create(made)
    return found


@perubahan
def take_back_abk(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """What this import proposed goes; what HR has taken over stays."""
    hold_agency(by.instansi_id)
    mine = AnalisisBebanKerja.objects.filter(
        impor=impor, pk__in={row.hasil["abk"] for row in rows if row.hasil.get("abk")}
    )
    taken = {str(pk) for pk in mine.exclude(status=StatusAnalisis.DIUSULKAN).values_list("pk", flat=True)}
    for row in rows:
        if row.hasil.get("abk") in taken:
            row.tolak = SUDAH_DIAMBIL
    record_jejak(None, "abk_ditarik", by=by, rincian={"impor": str(impor), "tugas": len(rows)})
    mine.filter(status=StatusAnalisis.DIUSULKAN).delete()
