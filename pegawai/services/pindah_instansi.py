"""Who leaves for another agency has that move in his file, as part of the act that records it."""

from __future__ import annotations

from pegawai.enums import JenisBerhenti, SumberRiwayat
from pegawai.jenis_riwayat import jenis_riwayat
from pegawai.models import Pegawai, PeristiwaBerhenti, Referensi, RiwayatPindahInstansi
from pegawai.services.riwayat import place_row, withdraw_row

PINDAH_KELUAR = "Pindah keluar"
INSTANSI = "instansi"


def note_move(row: PeristiwaBerhenti, person: Pegawai) -> str | None:
    """The row of the move; None for every other way of leaving, and where HR has already recorded one of that day."""
    kind = jenis_riwayat("pindah-instansi")
    taken = RiwayatPindahInstansi.objects.kini().filter(pegawai=person, berlaku__startswith=row.tanggal).exists()
    if row.jenis != JenisBerhenti.PINDAH or kind is None or taken:
        return None
    target = Referensi.objects.dari(INSTANSI).filter(nama__iexact=row.tujuan).first()
    nilai = {
        "instansi_asal": Referensi.objects.filter(pk=f"{INSTANSI}:{person.instansi.bkn_id}").first(),
        "instansi_tujuan": target,
        # An agency that BKN's list does not have is still named.
        "jenis_pindah": PINDAH_KELUAR if target or not row.tujuan else f"{PINDAH_KELUAR} ke {row.tujuan}"[:100],
        "sk_nomor": row.sk_nomor, "sk_tanggal": row.sk_tanggal, "sk_asal_nomor": row.sk_nomor,
        "sk_asal_tanggal": row.sk_tanggal, "dokumen": row.dokumen, "sumber": SumberRiwayat.HR,
    }  # fmt: skip
    return str(place_row(person, kind, mulai=row.tanggal, sampai=None, nilai=nilai).pk)


def withdraw_move(person: Pegawai, pk: str | None) -> None:
    """The move never was; a row that HR has corrected since stays HR's."""
    kind = jenis_riwayat("pindah-instansi")
    row = RiwayatPindahInstansi.objects.kini().filter(pk=pk, pegawai=person).first() if pk else None
    if row is not None and kind is not None:
        withdraw_row(person, kind, row)
