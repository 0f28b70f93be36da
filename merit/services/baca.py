"""Readings of other people's rows, noted where those people can see it."""

from __future__ import annotations

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.models import Pengguna
from asn_portal.core.services.jejak import record_read
from merit.models import Putaran
from pegawai.models import Pegawai
from pegawai.selectors.orang import reader_of

KELOMPOK = "Nilai merit"


def note_reading(putaran: Putaran, pegawai: Pegawai, *, by: Pengguna) -> None:
    """The person sees who has opened the own row."""
    tujuan = f"Penjelasan {putaran.versi.instrumen.nama}, keadaan {putaran.pada}"
    record_read([pegawai.pk], kelompok=KELOMPOK, tujuan=tujuan, oleh=reader_of(by, pegawai))


@perubahan
def note_download(putaran: Putaran, bentuk: str, *, by: Pengguna) -> None:
    record_jejak(putaran, "putaran_diunduh", by=by, rincian={"bentuk": bentuk, "jumlah": putaran.jumlah})
