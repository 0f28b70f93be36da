"""Certificates: issued, brought from outside and verified, revoked; and the row of the file that each one writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.berkas.kode import new_kode
from asn_portal.berkas.services.dokumen import Isian, upload_dokumen
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.regulasi import add_bulan
from asn_portal.core.services.tugas import BILA_KELIRU, SISTEM, Kabar, notify_all
from asn_portal.core.templatetags.bentuk import angka, tanggal
from pegawai.enums import SumberRiwayat
from pegawai.jenis_riwayat import jenis_riwayat
from pegawai.models import Pegawai, Riwayat
from pegawai.services.riwayat import place_row, withdraw_row
from pelatihan import permissions
from pelatihan.enums import JENIS_DIKLAT, AsalSertifikat, StatusSertifikat
from pelatihan.models import Kepesertaan, ProgramPelatihan, Sertifikat
from pelatihan.models.sertifikat import HIDUP
from pelatihan.services.katalog import jp_of

SUDAH_ADA = "Sertifikat pelatihan ini dengan tanggal yang sama sudah ada. Lihat pada daftar sertifikat."


def next_number(tahun: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('pelatihan_nomor_sertifikat')")
        return f"SERT-{tahun}-{cursor.fetchone()[0]:06d}"


def issue(
    pegawai: Pegawai, *, asal: AsalSertifikat, program: ProgramPelatihan, penyelenggara: str, mulai: date, selesai: date,
    kepesertaan: Kepesertaan | None, by: Pengguna | None,
) -> Sertifikat:  # fmt: skip
    """Part of the caller's change, which traces it."""
    if (known := standing(pegawai, program.judul, selesai, by)) is not None:
        return known
    now, today = timezone.now(), timezone.localdate()
    months = program.masa_berlaku_bulan
    row = Sertifikat(
        pegawai=pegawai, asal=asal, kepesertaan=kepesertaan, program=program, nama=pegawai.nama_lengkap, judul=program.judul,
        penyelenggara=penyelenggara, bentuk=program.bentuk, tingkat=program.tingkat, nomor=next_number(today.year),
        mulai=mulai, selesai=selesai, tanggal=today, jp=program.jp, dasar_jp=program.dasar_jp,
        berlaku_sampai=add_bulan(selesai, months) if months else None, kode=new_kode(),
        status=StatusSertifikat.DISAHKAN, diajukan_pada=now, diputus_oleh=by, diputus_pada=now,
    )  # fmt: skip
    row.riwayat_id = write_riwayat(row)
    insert_certificate(row)
    return row


def standing(pegawai: Pegawai, judul: str, selesai: date, by: Pengguna | None) -> Sertifikat | None:
    """The same training, brought from outside before the portal issues it: verified, it is the certificate; still waiting,
    it gives way. Nobody's upload keeps a batch from being closed.
    """
    Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai.pk)
    rows = Sertifikat.objects.filter(pegawai=pegawai, judul__iexact=judul, selesai=selesai, status__in=HIDUP)
    row = rows.filter(asal=AsalSertifikat.LUAR).select_related("pegawai__pengguna").first()
    if row is None or row.status == StatusSertifikat.DISAHKAN:
        return row
    row.status, row.diputus_oleh, row.diputus_pada = StatusSertifikat.DITOLAK, by, timezone.now()
    row.catatan = "Portal menerbitkan sertifikat pelatihan ini sendiri; unggahan ini tidak diperlukan lagi."
    row.save(update_fields=["status", "diputus_oleh", "diputus_pada", "catatan"])
    return None


def insert_certificate(row: Sertifikat) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refused:
        raise DomainError(SUDAH_ADA, galat="sudah_ada") from refused


def write_riwayat(row: Sertifikat) -> UUID:
    """The row of the person's file. One that says the same is there already: that one it is."""
    Pegawai.objects.select_for_update(of=("self",)).get(pk=row.pegawai_id)
    days = DateRange(row.mulai, row.selesai + date.resolution, "[)")
    latihan = row.program.latihan_id if row.program is not None else None
    kind = jenis_riwayat("diklat" if latihan else "kursus")
    assert kind is not None
    same: dict[str, Any] = {"latihan_id": latihan} if latihan else {"nama__iexact": row.judul}
    known = kind.model.objects.kini().filter(pegawai_id=row.pegawai_id, berlaku__overlap=days, **same).first()
    if known is not None:
        return UUID(str(known.pk))
    values: dict[str, Any] = {
        "nomor": row.nomor, "jumlah_jam": int(row.jp), "penyelenggara": row.penyelenggara, "dokumen": row.dokumen,
        "sumber": SumberRiwayat.USULAN if row.asal == AsalSertifikat.LUAR else SumberRiwayat.PELATIHAN,
    }  # fmt: skip
    values |= {"latihan_id": latihan} if latihan else {"nama": row.judul, "jenis_diklat_id": siasn_kind(row.bentuk)}
    written = place_row(row.pegawai, kind, mulai=row.mulai, sampai=row.selesai, nilai=values)
    return UUID(str(written.pk))


def siasn_kind(bentuk: str) -> str:
    return f"jenis_diklat:{JENIS_DIKLAT[bentuk]}"


def tell_issued(rows: Sequence[Sertifikat], by: Pengguna | None) -> None:
    notify_all([
        Kabar(
            row.pegawai.pengguna, f"Sertifikat {row.judul} tersedia",
            f"{angka(row.jp)} JP tercatat, dan riwayat Anda dilengkapi.",
            reverse("pelatihan:sertifikat_detail", args=[row.pk]), KelompokKabar.DATA,
            mengapa="Anda lulus pelatihannya.", aturan=row.dasar_jp, oleh=by.nama if by else SISTEM, keberatan=BILA_KELIRU,
        )
        for row in rows if row.pegawai.pengguna is not None
    ])  # fmt: skip


# -- brought from outside --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class IsianLuar:
    """What somebody says about a certificate from outside."""

    judul: str
    penyelenggara: str
    bentuk: str
    tingkat: str
    nomor: str
    mulai: date
    selesai: date
    tanggal: date
    banyaknya: Decimal
    berlaku_sampai: date | None = None


@perubahan
def bring_sertifikat(isian: IsianLuar, kiriman: Sequence[Kiriman], *, by: Pengguna) -> Sertifikat:
    """One's own, with the proof. It counts when somebody else has verified it."""
    require(permissions.can_learn(by))
    person = Pegawai.objects.select_for_update(of=("self",)).get(pengguna=by)
    today = timezone.localdate()
    if max(isian.selesai, isian.tanggal) > today:
        raise DomainError(
            "Tanggal pelatihan dan sertifikat tidak boleh sesudah hari ini. Unggah setelah pelatihan selesai.",
            galat="tanggal_depan",
        )
    if not kiriman:
        raise DomainError("Pilih berkas sertifikatnya sebagai bukti.", galat="tanpa_bukti")
    jp, dasar = jp_of(isian.bentuk, isian.tingkat, isian.banyaknya)
    same = Sertifikat.objects.filter(pegawai=person, judul__iexact=isian.judul, selesai=isian.selesai)
    if same.filter(status__in=(StatusSertifikat.DIAJUKAN, StatusSertifikat.DISAHKAN)).exists():
        raise DomainError(SUDAH_ADA, galat="sudah_ada")
    dokumen = upload_dokumen(
        kiriman, jenis="sertifikat", isian=Isian(isian.judul[:120], isian.nomor[:80], isian.tanggal), by=by
    )
    row = Sertifikat(
        pegawai=person, asal=AsalSertifikat.LUAR, nama=person.nama_lengkap, judul=isian.judul,
        penyelenggara=isian.penyelenggara, bentuk=isian.bentuk, tingkat=isian.tingkat, nomor=isian.nomor, mulai=isian.mulai,
        selesai=isian.selesai, tanggal=isian.tanggal, jp=jp, dasar_jp=dasar, berlaku_sampai=isian.berlaku_sampai,
        status=StatusSertifikat.DIAJUKAN, dokumen=dokumen, diajukan_pada=timezone.now(),
    )  # fmt: skip
    insert_certificate(row)
    record_jejak(row, "sertifikat_diunggah", by=by, subjek_id=person.pk, unit_id=person.unit_kini_id)
    return row


def _waiting(sertifikat_id: UUID, by: Pengguna) -> Sertifikat:
    """The person first, as everywhere where a file is written."""
    Pegawai.objects.select_for_update(of=("self",)).get(
        pk=Sertifikat.objects.values_list("pegawai_id", flat=True).get(pk=sertifikat_id)
    )
    rows = Sertifikat.objects.select_for_update(of=("self",)).select_related("pegawai__pengguna", "dokumen", "program")
    row = rows.get(pk=sertifikat_id)
    require(permissions.can_verify_sertifikat(by, row))
    return row


def _decide(row: Sertifikat, ke: StatusSertifikat, catatan: str, by: Pengguna) -> None:
    if row.status != StatusSertifikat.DIAJUKAN:
        raise TransitionError(
            f"Sertifikat ini sudah {row.get_status_display().lower()}. Muat ulang halaman untuk melihat yang terbaru.",
            galat="sudah_diputus",
        )
    row.status, row.diputus_oleh, row.diputus_pada, row.catatan = ke, by, timezone.now(), catatan


@perubahan
def verify_sertifikat(sertifikat_id: UUID, *, catatan: str = "", by: Pengguna) -> Sertifikat:
    """It is what it says: JP count, and the file gets its row."""
    row = _waiting(sertifikat_id, by)
    _decide(row, StatusSertifikat.DISAHKAN, catatan, by)
    row.riwayat_id = write_riwayat(row)
    row.save()
    record_jejak(row, "sertifikat_disahkan", by=by, subjek_id=row.pegawai_id, unit_id=row.pegawai.unit_kini_id)
    _answer(row, "disahkan", f"{angka(row.jp)} JP tercatat, dan riwayat Anda dilengkapi.", by)
    return row


@perubahan
def reject_sertifikat(sertifikat_id: UUID, *, alasan: str, by: Pengguna) -> Sertifikat:
    if not alasan.strip():
        raise DomainError("Tulis alasannya, supaya pegawai tahu apa yang dapat diperbaiki.", galat="tanpa_alasan")
    row = _waiting(sertifikat_id, by)
    _decide(row, StatusSertifikat.DITOLAK, alasan, by)
    row.save()
    record_jejak(
        row, "sertifikat_ditolak", by=by, subjek_id=row.pegawai_id, unit_id=row.pegawai.unit_kini_id, alasan=alasan
    )
    _answer(row, "belum dapat disahkan", alasan, by)
    return row


@perubahan
def revoke_sertifikat(sertifikat_id: UUID, *, alasan: str, by: Pengguna) -> Sertifikat:
    """Should never have been: it stops counting, the public page says so, and its row of the file is withdrawn."""
    row = _waiting(sertifikat_id, by)
    require(permissions.can_manage(by))
    if row.status != StatusSertifikat.DISAHKAN:
        raise TransitionError("Yang dicabut hanya sertifikat yang sah.", galat="sudah_diputus")
    row.status, row.catatan, row.diputus_oleh, row.diputus_pada = StatusSertifikat.DICABUT, alasan, by, timezone.now()
    _withdraw(row)
    row.save()
    record_jejak(
        row, "sertifikat_dicabut", by=by, subjek_id=row.pegawai_id, unit_id=row.pegawai.unit_kini_id, alasan=alasan
    )
    _answer(row, "dicabut", alasan, by)
    return row


def _withdraw(row: Sertifikat) -> None:
    for kunci in ("kursus", "diklat"):
        kind = jenis_riwayat(kunci)
        assert kind is not None
        written: Riwayat | None = kind.model.objects.kini().filter(pk=row.riwayat_id, nomor=row.nomor).first()
        if written is not None:
            withdraw_row(row.pegawai, kind, written)


def _answer(row: Sertifikat, kata: str, isi: str, by: Pengguna) -> None:
    if row.pegawai.pengguna is None:
        return
    notify_all([
        Kabar(
            row.pegawai.pengguna, f"Sertifikat {row.judul} {kata}", isi,
            reverse("pelatihan:sertifikat_detail", args=[row.pk]), KelompokKabar.DATA,
            mengapa=f"Anda mengunggahnya pada {tanggal(row.diajukan_pada)}." if row.asal == AsalSertifikat.LUAR else "",
            aturan=row.dasar_jp, oleh=by.nama, keberatan=BILA_KELIRU,
        )
    ])  # fmt: skip
