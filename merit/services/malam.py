"""What happens at night: the live view of everybody, and a sample of stored rows held to the law."""

from __future__ import annotations

import json
import logging
from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from asn_portal.core.enums import KelompokKabar, Peran
from asn_portal.core.models import Pengguna, PenugasanPeran
from asn_portal.core.services.tugas import SISTEM, notify
from asn_portal.core.sql import fetch
from merit.mesin import ask, chunks, persons
from merit.models import BERISI, NilaiBerjalan, Putaran, SampelMerit, VersiInstrumen
from merit.murni import compute
from merit.services.hitung import current_versions, refresh_live
from merit.susunan import Susunan

logger = logging.getLogger("asn.merit")

SAMPEL = 50
BAGIAN = """
SELECT DISTINCT akar.id FROM core_jalurunit AS letak
  JOIN core_unitkerja AS akar ON akar.nomor = subpath(letak.jalur, 1, 1)::text::bigint
 WHERE letak.instansi_id = %(instansi)s AND letak.berlaku @> %(hari)s::date AND nlevel(letak.jalur) > 1
"""
# Any rows will do: the clock of the night chooses where the sample starts.
CONTOH = """
SELECT pegawai_id, skor, y, x, total, kotak, gerbang, kurang FROM merit_nilai
 WHERE putaran = %(nomor)s AND pegawai_id >= gen_random_uuid() ORDER BY pegawai_id LIMIT %(banyak)s
"""


def live_parts(hari: date) -> list[tuple[UUID, UUID | None]]:
    """Every instrument in force and every perangkat daerah: one job each."""
    parts: list[tuple[UUID, UUID | None]] = []
    for versi in current_versions():
        units = [row[0] for row in fetch(BAGIAN, instansi=versi.instrumen.instansi_id, hari=hari)]
        parts += [(versi.pk, unit_id) for unit_id in (None, *units)]
    return parts


@transaction.atomic
def refresh_part(versi_id: UUID, unit_id: UUID | None) -> None:
    versi = VersiInstrumen.objects.select_related("instrumen").get(pk=versi_id)
    refresh_live(versi, chunks([unit_id], timezone.localdate()))
    # Out of the service, or computed for the last time two nights ago: no longer a live row.
    NilaiBerjalan.objects.filter(versi=versi, dihitung_pada__lt=timezone.now() - timedelta(days=2)).delete()


@transaction.atomic
def check_sample(putaran: Putaran | None = None) -> SampelMerit | None:
    """Some rows of the latest run once more by plain arithmetic. A difference is told to the keepers of the system."""
    latest = (
        putaran or Putaran.objects.filter(status__in=BERISI).select_related("versi").order_by("-selesai_pada").first()
    )
    if latest is None:
        return None
    rows = {row[0]: row[1:] for row in fetch(CONTOH, nomor=latest.nomor, banyak=SAMPEL)}
    found = _found(latest, list(rows))
    different: Counter[str] = Counter()
    susunan = latest.versi.susunan
    for pegawai_id, stored in rows.items():
        different.update(_differences(susunan, stored, found.get(pegawai_id)))
    count = max(different.values(), default=0)
    result = SampelMerit.objects.create(diperiksa=len(rows), beda=count, rincian=dict(different))
    if count:
        _alarm(latest, result)
    return result


def _found(putaran: Putaran, ids: list[UUID]) -> dict[UUID, list[dict[str, Any] | None]]:
    asked = ask(
        putaran.versi.susunan, instansi_id=putaran.instansi_id, pada=putaran.pada, diketahui=putaran.diketahui_pada,
        siapa=persons(ids), beserta_isi=True,
    )  # fmt: skip
    return {row[0]: json.loads(row[-1]) for row in fetch(asked.sql, **asked.nilai)}


def _differences(susunan: Susunan, stored: tuple[Any, ...], isi: list[dict[str, Any] | None] | None) -> set[str]:
    """Names of what differs between a stored row and the arithmetic on what it was read from."""
    if isi is None:
        return {"orang"}
    skor, y, x, total, kotak, gerbang, kurang = stored
    never = {kode for kode, lama in zip(susunan.kode, skor, strict=True) if lama is None and kode not in kurang}
    pure = compute(susunan, isi, tertutup=bool(gerbang), tak_berlaku=never)
    wrong = {kode for kode, lama, baru in zip(susunan.kode, skor, pure.skor, strict=True) if lama != baru}
    scales = {sumbu.kode: sumbu.skala for sumbu in susunan.sumbu}
    for nama, lama, baru in (("y", y, pure.y), ("x", x, pure.x)):
        expected = None if baru is None else baru * scales[nama]
        wrong |= {nama} if lama != expected else set()
    return (
        wrong
        | ({"kotak"} if kotak != pure.kotak else set())
        | ({"total"} if (total is None) != (pure.total is None) else set())
    )


def _alarm(putaran: Putaran, hasil: SampelMerit) -> None:
    logger.error(
        "merit sample: %s of %s rows of run %s differ: %s", hasil.beda, hasil.diperiksa, putaran.nomor, hasil.rincian
    )
    roles = PenugasanPeran.objects.pada(timezone.localdate()).filter(
        peran__in=[Peran.ADMIN_BKD, Peran.ADMIN_SISTEM], unit__instansi_id=putaran.instansi_id
    )
    for pengguna in Pengguna.objects.filter(pk__in=roles.values("pengguna_id"), is_active=True):
        notify(
            pengguna, judul=f"Hasil putaran merit {putaran.nomor} tidak sesuai aturan",
            isi=f"Dari {hasil.diperiksa} baris contoh, {hasil.beda} berbeda dari hitungan menurut aturan. Jangan terbitkan putaran ini.",
            kelompok=KelompokKabar.TUGAS, mengapa="Setiap malam contoh hasil dihitung lagi menurut aturan.",
            aturan=putaran.versi.dasar, oleh=SISTEM,
            keberatan="Periksa perubahan data sesudah putaran dihitung, lalu mulai putaran baru.",
        )  # fmt: skip
