"""A table of sums as a file."""

from __future__ import annotations

from contextlib import closing
from typing import IO

from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.bagan import Bagan, BarisBagan, Hitungan
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.pembatas import Batas, count
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import waktu
from asn_portal.lembar.isi import Nilai
from asn_portal.lembar.tulis import BENTUK
from asn_portal.rekap import permissions, selectors
from asn_portal.rekap.susunan import Susunan

LIMIT = Batas(60, 3600)
TOO_OFTEN = f"Sudah {LIMIT.jumlah} unduhan rekap dalam satu jam. Tunggu sebentar lalu coba lagi."
EMPTY = "Tidak ada yang dihitung di sini, jadi tidak ada yang dapat diunduh. Ubah susunannya dulu."

UNKNOWN = "Pilih Excel atau CSV."


@perubahan
def take_out(susunan: Susunan, *, bentuk: str, by: Pengguna) -> tuple[str, str, IO[bytes]]:
    """The table as the page shows it to this account. Returns its name, its type and the file."""
    require(permissions.can_take_out(by) and susunan.populasi.boleh(by))
    if bentuk not in BENTUK:
        raise DomainError(UNKNOWN, galat="bentuk_tidak_ada")
    found = selectors.answer(by, susunan)
    require(found is not None)
    if count(LIMIT, "rekap", by.pk) > LIMIT.jumlah:
        raise DomainError(TOO_OFTEN, galat="terlalu_sering")
    narrowed, _, jawaban = found
    if jawaban.bagan is None:
        raise DomainError(EMPTY, galat="rekap_kosong")
    record_jejak(
        None, "rekap_diunduh", by=by, rincian={"rekap": jawaban.kalimat, "susunan": narrowed.query(), "bentuk": bentuk}
    )
    writer, kind = BENTUK[bentuk]
    heads = _heads(jawaban.bagan)
    notes = [f"{judul}: {isi}" for judul, isi in jawaban.definisi] + jawaban.catatan
    awal = [jawaban.kalimat, f"Diunduh oleh {by.nama} pada {waktu(timezone.now())}.", *notes]
    with closing(writer("Rekap", awal, heads, [False] * len(heads))) as file:
        file.add(_cells(jawaban.bagan, row) for row in (*jawaban.bagan.baris, *_foot(jawaban.bagan)))
        return f"rekap-{timezone.localdate():%Y-%m-%d}.{bentuk}", kind, file.save()


def _foot(bagan: Bagan) -> list[BarisBagan]:
    return [bagan.kaki] if bagan.kaki else []


def _heads(bagan: Bagan) -> list[str]:
    return [bagan.kepala or "Kelompok", *bagan.seri, *(["Jumlah"] if bagan.berjumlah else []), "Bagian (%)"]


def _cells(bagan: Bagan, row: BarisBagan) -> list[Nilai]:
    total = [_number(row.jumlah)] if bagan.berjumlah and row.jumlah else []
    part = round(float(row.persen), 1) if row.persen is not None else None
    return [row.label, *map(_number, row.sel), *total, part]


def _number(sel: Hitungan) -> Nilai:
    return "Disembunyikan" if sel.samar else sel.jumlah
