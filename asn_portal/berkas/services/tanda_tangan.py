"""The signature on a paper: asked of the provider, or uploaded as a scan that a second person confirms; and withdrawn.

Asking the provider takes seconds and the passphrase must not be kept, so it happens in the request, but never inside a
transaction: a short one takes number and code and says who is asking (`upaya_id`), then the provider signs, then a second
one stores the file if the paper is still where it was. Whoever dies in between has changed nothing but the number, which
stays with the paper.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from asn_portal.berkas import simpan, tte
from asn_portal.berkas.aturan.alur_naskah import ALUR_NASKAH
from asn_portal.berkas.cetak.naskah import draw_naskah
from asn_portal.berkas.enums import CaraTandaTangan, HasilPindai, LangkahNaskah, StatusNaskah
from asn_portal.berkas.isi import BerkasDitolak
from asn_portal.berkas.isi.pdf import check_pdf
from asn_portal.berkas.isi.tanda_tangan import holds, is_signed_whole
from asn_portal.berkas.isi.terima import Kiriman, accept
from asn_portal.berkas.kode import new_kode
from asn_portal.berkas.models import PDF, Naskah
from asn_portal.berkas.naskah import TUGAS_PASTIKAN, TUGAS_TANDA_TANGAN, identity_of
from asn_portal.berkas.permissions import naskah as permissions
from asn_portal.berkas.services.naskah import (
    ask_second_look,
    ask_signature,
    check_not_signing,
    check_same,
    close_all,
    locked,
    note_step,
    tell,
)
from asn_portal.berkas.services.nomor import DIGANTI, give_up_nomor, take_nomor
from asn_portal.berkas.services.tampil_naskah import drop_pictures
from asn_portal.berkas.signals import naskah_dicabut
from asn_portal.berkas.tte import TIDAK_PASTI, Frasa, Penanda, Sebab, TTEGagal
from asn_portal.core import outbox
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import close_tugas
from asn_portal.core.templatetags.bentuk import tanggal as hari_terbaca
from asn_portal.core.workflow import check_transition

FOLDER = "naskah"


# -- electronic --------------------------------------------------------------------------------------------


def sign_naskah(naskah_id: UUID, *, frasa: Frasa, putaran: int | None = None, by: Pengguna) -> Naskah:
    """One paper, signed by the provider in the name of its signatory. A repeated click finds it signed and is content."""
    row = _begin(naskah_id, putaran=putaran, by=by)
    if row.is_sah:
        return row
    try:
        signed, pages = _ask_provider(row, frasa, by)
    except TTEGagal as refused:
        _give_up(row, refused.sebab, by=by)
        raise
    return _store(row, signed, halaman=pages, by=by)


@perubahan
def _begin(naskah_id: UUID, *, putaran: int | None, by: Pengguna) -> Naskah:
    """Number, day and code for this paper, and who asks. Nothing of it shows before the signature is there."""
    row = locked(naskah_id)
    require(permissions.can_sign_naskah(by, row))
    if row.is_sah and row.status != StatusNaskah.DICABUT and row.cara == CaraTandaTangan.TTE:
        record_jejak(row, "naskah_tanda_tangan_berulang", by=by, subjek_id=row.subjek_id, unit_id=row.unit_id)
        return row
    check_transition(ALUR_NASKAH, row.status, StatusNaskah.DITANDATANGANI)
    if row.status != StatusNaskah.TANDA_TANGAN:
        raise TransitionError(f"Naskah ini sekarang {row.get_status_display().lower()}. Muat ulang halaman ini.")
    check_same(row, putaran)
    check_not_signing(row)
    _check_authority(row, timezone.localdate())
    _number(row, timezone.localdate())
    row.upaya_id, row.upaya_pada = uuid4(), timezone.now()
    row.save()
    record_jejak(
        row, "naskah_tte_diminta", by=by, subjek_id=row.subjek_id, unit_id=row.unit_id, rincian={"nomor": row.nomor}
    )
    return row


def _check_authority(row: Naskah, hari: date) -> None:
    """Authority is asked on the day of the signature, and stays on the paper as it was then."""
    authority = permissions.authority_on(row, hari)
    if authority is None:
        raise DomainError(
            f"Kewenangan {row.nama_penanda_tangan} menandatangani naskah ini tidak berlaku pada {hari_terbaca(hari)}. "
            "Kembalikan naskah ini agar penanda tangannya diganti.",
            galat="kewenangan_berakhir",
        )
    row.kewenangan = authority.sebab


def _number(row: Naskah, hari: date) -> None:
    row.nomor = take_nomor(row, hari.year)
    row.tanggal = hari
    row.kode = row.kode or new_kode()


def _ask_provider(row: Naskah, frasa: Frasa, by: Pengguna) -> tuple[bytes, int]:
    """The signed file and its number of pages; what is not this paper, whole and signed, is no answer."""
    pdf = draw_naskah(row, konsep=False)
    penanda = Penanda(identity_of(by), row.nama_penanda_tangan)
    signed = tte.provider().sign(pdf, penanda=penanda, frasa=frasa, kunci=f"{row.pk}:{row.putaran}:{row.tanggal}")
    if not is_signed_whole(signed) or not (signed.startswith(pdf) or holds(signed, row.kode_terbaca)):
        raise TTEGagal(Sebab.JAWABAN_RUSAK)
    try:
        return signed, check_pdf(signed, "naskah")
    except BerkasDitolak:
        raise TTEGagal(Sebab.JAWABAN_RUSAK) from None


@perubahan
def _give_up(asked: Naskah, sebab: Sebab, *, by: Pengguna) -> None:
    """The paper stays where it was; the next try may begin at once."""
    row = locked(asked.pk)
    if row.upaya_id == asked.upaya_id:
        row.upaya_id = row.upaya_pada = None
        row.nomor_keluar = row.nomor_keluar or sebab in TIDAK_PASTI
        row.save(update_fields=["upaya_id", "upaya_pada", "nomor_keluar"])
    details = {"sebab": sebab.name.lower()}
    record_jejak(row, "naskah_tte_gagal", by=by, subjek_id=row.subjek_id, unit_id=row.unit_id, rincian=details)


@perubahan
def _store(asked: Naskah, signed: bytes, *, halaman: int, by: Pengguna) -> Naskah:
    """The first answer counts; one that comes after another was taken changes nothing."""
    row = locked(asked.pk)
    if row.upaya_id != asked.upaya_id or row.status != StatusNaskah.TANDA_TANGAN:
        raise TransitionError(f"Naskah ini sekarang {row.get_status_display().lower()}. Muat ulang halaman ini.")
    row.upaya_id = row.upaya_pada = None
    row.cara, row.jenis_isi, row.pindai = CaraTandaTangan.TTE, PDF, HasilPindai.TIDAK_DIPINDAI
    row.halaman = halaman
    _keep_file(row, signed)
    _finish(row, LangkahNaskah.DITANDATANGANI, by=by)
    return row


def _keep_file(row: Naskah, content: bytes) -> None:
    row.sidik = hashlib.sha256(content).hexdigest()
    row.nama_simpan = simpan.write(simpan.new_name(FOLDER, timezone.localdate()), content)
    outbox.enqueue("berkas.draw_naskah", str(row.pk))


def _finish(row: Naskah, langkah: LangkahNaskah, *, by: Pengguna) -> None:
    """Signed: what follows is done by the worker, once."""
    row.status, row.ditandatangani_pada = StatusNaskah.DITANDATANGANI, timezone.now()
    row.save()
    note_step(
        row, langkah, by=by, sebagai=row.jabatan_penanda_tangan if by.pk == row.penanda_tangan_id else "",
        rincian={"cara": str(row.cara), "sidik": row.sidik, "kewenangan": row.kewenangan},
    )  # fmt: skip
    close_all(row, by)
    outbox.enqueue("berkas.deliver_naskah", str(row.pk), kunci=str(row.pk))


# -- by hand -----------------------------------------------------------------------------------------------


@perubahan
def prepare_print(naskah_id: UUID, *, by: Pengguna) -> Naskah:
    """Number, day and code for a paper that is printed and signed by hand. Until its scan is confirmed the public page
    says that it is not valid yet.
    """
    row = locked(naskah_id)
    require(permissions.can_upload_scan(by, row))
    if row.status != StatusNaskah.TANDA_TANGAN:
        check_transition(ALUR_NASKAH, row.status, StatusNaskah.PEMERIKSAAN)
        raise TransitionError(f"Naskah ini sekarang {row.get_status_display().lower()}. Muat ulang halaman ini.")
    check_not_signing(row)
    _check_authority(row, timezone.localdate())
    _number(row, timezone.localdate())
    row.nomor_keluar = True
    row.save()
    note_step(row, LangkahNaskah.DISIAPKAN, by=by)
    return row


@perubahan
def upload_scan(naskah_id: UUID, kiriman: Sequence[Kiriman], *, nomor: str, tanggal: date, by: Pengguna) -> Naskah:
    """The signed paper comes back, with the number and the day that stand on it."""
    row = locked(naskah_id)
    require(permissions.can_upload_scan(by, row))
    check_transition(ALUR_NASKAH, row.status, StatusNaskah.PEMERIKSAAN)
    check_not_signing(row)
    _check_day(row, tanggal)
    _check_authority(row, tanggal)
    content = accept(kiriman)
    if nomor != row.nomor:
        give_up_nomor(row, DIGANTI)
    row.nomor, row.tanggal, row.kode = nomor, tanggal, row.kode or new_kode()
    row.cara, row.diunggah_oleh, row.dipastikan_oleh = CaraTandaTangan.BASAH, by, None
    row.jenis_isi, row.halaman, row.pindai = content.jenis_isi, content.halaman, content.pindai
    row.status = StatusNaskah.PEMERIKSAAN
    _keep_file(row, content.isi)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as refused:
        raise DomainError(
            "Nomor ini sudah dipakai naskah lain dari unit yang sama. Periksa nomor di kertasnya.", galat="nomor_ganda"
        ) from refused
    note_step(row, LangkahNaskah.DIUNGGAH, by=by, rincian={"sidik": row.sidik, "pindai": row.pindai})
    close_tugas(jenis=TUGAS_TANDA_TANGAN, objek_id=row.pk, by=by)
    ask_second_look(row, _second_persons(row, by))
    return row


def _check_day(row: Naskah, hari: date) -> None:
    if hari > timezone.localdate():
        raise DomainError("Tanggal naskah tidak boleh sesudah hari ini.", galat="tanggal")
    if hari < row.tanggal_data:
        raise DomainError(
            "Tanggal naskah tidak boleh sebelum konsepnya disusun. Periksa tanggal di kertasnya.", galat="tanggal"
        )


def _second_persons(row: Naskah, uploader: Pengguna) -> list[Pengguna]:
    """The signatory knows best what he signed; if he uploaded it himself, those who put their initials."""
    if row.penanda_tangan_id != uploader.pk:
        return [row.penanda_tangan]
    return [one.pemaraf for one in row.daftar_paraf.select_related("pemaraf") if one.pemaraf_id != uploader.pk]


@perubahan
def confirm_scan(naskah_id: UUID, *, by: Pengguna) -> Naskah:
    """The second look: number, day, signature and words are those of the konsep."""
    row = locked(naskah_id)
    require(permissions.can_confirm_scan(by, row))
    check_transition(ALUR_NASKAH, row.status, StatusNaskah.DITANDATANGANI)
    if row.status != StatusNaskah.PEMERIKSAAN:
        raise TransitionError(f"Naskah ini sekarang {row.get_status_display().lower()}. Muat ulang halaman ini.")
    row.dipastikan_oleh = by
    _finish(row, LangkahNaskah.DIPASTIKAN, by=by)
    return row


@perubahan
def refuse_scan(naskah_id: UUID, *, alasan: str, by: Pengguna) -> Naskah:
    """The scan is not what it should be: it is thrown away, and the paper waits for another."""
    row = locked(naskah_id)
    require(permissions.can_confirm_scan(by, row))
    if row.status != StatusNaskah.PEMERIKSAAN:
        raise TransitionError(f"Naskah ini sekarang {row.get_status_display().lower()}. Muat ulang halaman ini.")
    check_transition(ALUR_NASKAH, row.status, StatusNaskah.TANDA_TANGAN)
    thrown, uploader = row.nama_simpan, row.diunggah_oleh
    row.status, row.cara, row.nama_simpan, row.sidik, row.halaman = StatusNaskah.TANDA_TANGAN, "", "", "", 0
    row.diunggah_oleh = None
    row.save()
    drop_pictures(row)
    note_step(row, LangkahNaskah.DITOLAK, by=by, alasan=alasan)
    close_tugas(jenis=TUGAS_PASTIKAN, objek_id=row.pk, by=by)
    ask_signature(row)
    transaction.on_commit(lambda: simpan.storage().delete(thrown))
    if uploader is not None:
        tell(
            uploader, row, judul="Pindaian naskah ditolak", isi="Pemeriksa kedua menolak pindaian yang Anda unggah; alasannya ada di halaman naskah.",
            url=f"/naskah/{row.pk}/", mengapa="Anda mengunggah pindaian itu.", oleh=by.nama,
        )  # fmt: skip
    return row


# -- withdrawn ---------------------------------------------------------------------------------------------


@perubahan
def withdraw_naskah(naskah_id: UUID, *, alasan: str, by: Pengguna) -> Naskah:
    """A signed paper counts no longer; whoever checks it reads since when and why."""
    row = locked(naskah_id)
    require(permissions.can_withdraw_naskah(by, row))
    check_transition(ALUR_NASKAH, row.status, StatusNaskah.DICABUT)
    row.status, row.dicabut_pada, row.alasan_cabut = StatusNaskah.DICABUT, timezone.now(), alasan
    row.save(update_fields=["status", "dicabut_pada", "alasan_cabut"])
    note_step(row, LangkahNaskah.DICABUT, by=by, alasan=alasan)
    naskah_dicabut.send(sender=Naskah, naskah=row, oleh=by)
    owner = row.dokumen.pemilik if row.dokumen else None
    if owner is not None and row.dokumen is not None:
        tell(
            owner, row, judul="Naskah tentang Anda dicabut" if row.subjek_id else "Naskah yang Anda buat dicabut",
            isi="Naskah itu tidak berlaku lagi. Alasannya ada di halaman dokumennya.",
            url=f"/dokumen/{row.dokumen_id}/", mengapa="Naskah itu tersimpan di Dokumen saya.", oleh=by.nama,
        )  # fmt: skip
    return row


@dataclass(frozen=True)
class HasilTandaTangan:
    """What became of one of many."""

    naskah_id: UUID
    berhasil: bool
    kalimat: str
    nomor: str = ""


# After this long nobody looks at the page any more: the rest is left for another click.
LAMA_BERSAMA = 35.0
WAKTU_HABIS = "Belum dimintakan, karena penyedia lambat. Tanda tangani sisanya sekali lagi."


def sign_many(ids: Sequence[tuple[UUID, int]], *, frasa: Frasa, by: Pengguna) -> list[HasilTandaTangan]:
    """One after another; a wrong one stops nobody, except that a wrong passphrase is wrong for all: the provider locks
    accounts after a few of them.
    """
    results, over, begun = [], "", monotonic()
    for pk, putaran in ids:
        over = over or (WAKTU_HABIS if monotonic() - begun > LAMA_BERSAMA else "")
        if over:
            results.append(HasilTandaTangan(pk, False, over))
            continue
        try:
            row = sign_naskah(pk, frasa=frasa, putaran=putaran, by=by)
            results.append(HasilTandaTangan(pk, True, "", row.nomor))
        except TTEGagal as refused:
            over = _stops_all(refused.sebab)
            results.append(HasilTandaTangan(pk, False, refused.pesan))
        except DomainError as refused:
            results.append(HasilTandaTangan(pk, False, refused.pesan))
    return results


def _stops_all(sebab: Sebab) -> str:
    """Asking on would only repeat the refusal, or keep a whole list of people waiting."""
    whole = {Sebab.FRASA_SALAH, Sebab.BELUM_TERDAFTAR, Sebab.SERTIFIKAT_HABIS, Sebab.TANPA_NIK, Sebab.TIDAK_AKTIF}
    if sebab in whole | {Sebab.TIDAK_MENJAWAB}:
        return "Belum dimintakan, karena naskah sebelumnya tidak dapat ditandatangani."
    return ""
