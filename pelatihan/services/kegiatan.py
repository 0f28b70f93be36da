"""What placements, study on duty and guidance share: a word to the person, and the certificate that comes of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils import timezone

from asn_portal.berkas.kode import new_kode
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.services.tugas import BILA_KELIRU, SISTEM, notify
from pegawai.models import Pegawai
from pegawai.selectors.orang import superior_on
from pelatihan.aturan.jam_pelajaran import TABEL_KONVERSI
from pelatihan.enums import AsalSertifikat, StatusSertifikat
from pelatihan.models import Sertifikat
from pelatihan.services.sertifikat import insert_certificate, next_number, standing, write_riwayat


def tell(
    person: Pegawai, judul: str, isi: str, url: str, *, mengapa: str, aturan: str, by: Pengguna | None,
    kelompok: KelompokKabar = KelompokKabar.LAIN,
) -> None:  # fmt: skip
    """To somebody with an account; others are told by their superior."""
    if person.pengguna is None:
        return
    notify(
        person.pengguna, judul=judul, isi=isi, url=url, kelompok=kelompok, mengapa=mengapa, aturan=aturan,
        oleh=by.nama if by else SISTEM, keberatan=BILA_KELIRU,
    )  # fmt: skip


def boss_with_account(person: Pegawai) -> Pengguna:
    """Whose consent is asked for today."""
    boss = superior_on(person.pk, timezone.localdate())
    if boss is None or boss.pengguna is None:
        raise DomainError(
            "Atasan Anda belum tercatat, sehingga belum ada yang dapat menyetujui. Laporkan dari halaman profil, lalu "
            "ajukan lagi.",
            galat="tanpa_atasan",
        )
    return boss.pengguna


def issue_for_activity(
    person: Pegawai, *, bentuk: str, judul: str, penyelenggara: str, mulai: date, selesai: date, jp: Decimal, by: Pengguna
) -> Sertifikat:  # fmt: skip
    """Counted by the rule, with its row in the file. Part of the caller's change, which traces it."""
    if (known := standing(person, judul[:200], selesai, by)) is not None:
        return known
    now, today = timezone.now(), timezone.localdate()
    row = Sertifikat(
        pegawai=person, asal=AsalSertifikat.KEGIATAN, nama=person.nama_lengkap, judul=judul[:200],
        penyelenggara=penyelenggara[:200], bentuk=bentuk, nomor=next_number(today.year), mulai=mulai, selesai=selesai,
        tanggal=max(today, selesai), jp=jp, dasar_jp=TABEL_KONVERSI.terakhir.dasar_hukum, kode=new_kode(),
        status=StatusSertifikat.DISAHKAN, diajukan_pada=now, diputus_oleh=by, diputus_pada=now,
    )  # fmt: skip
    row.riwayat_id = write_riwayat(row)
    insert_certificate(row)
    return row
