"""A signed letter becomes a row of the file: the rise of pay or of rank it tells of, with the letter as its document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from asn_portal.berkas.models import Naskah
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.services.tugas import BILA_KELIRU, notify
from asn_portal.core.templatetags.bentuk import tanggal
from pegawai.enums import StatusButirKP, SumberRiwayat
from pegawai.jenis_riwayat import JenisRiwayat, jenis_riwayat
from pegawai.models import ButirKP, Pegawai
from pegawai.selectors.keputusan_kp import KEPUTUSAN_KP
from pegawai.selectors.surat_kgb import SURAT_KGB
from pegawai.services.peringatan import refresh_peringatan
from pegawai.services.riwayat import place_row, withdraw_row

Fakta = dict[str, str]


@dataclass(frozen=True)
class Terbitan:
    """What a kind of letter writes: which riwayat, its columns, and those that a row of HR must share with it."""

    riwayat: str
    aksi: str
    sebutan: str
    berbeda: str
    nilai: Callable[[Fakta], dict[str, Any]]
    sama: tuple[str, ...]

    @property
    def jenis(self) -> JenisRiwayat:
        found = jenis_riwayat(self.riwayat)
        assert found is not None
        return found


def _pay(facts: Fakta) -> dict[str, Any]:
    return {
        "golongan_id": facts["golongan"], "gaji_pokok": Decimal(facts["gaji_pokok"]),
        "masa_kerja_tahun": int(facts["masa_kerja_tahun"]), "masa_kerja_bulan": 0,
    }  # fmt: skip


def _rank(facts: Fakta) -> dict[str, Any]:
    return {
        "golongan_id": facts["golongan"], "jenis_kp_id": facts["jenis_kp"],
        "masa_kerja_tahun": int(facts["masa_kerja_tahun"]), "masa_kerja_bulan": int(facts["masa_kerja_bulan"]),
        "pertek_nomor": facts["pertek_nomor"], "pertek_tanggal": date.fromisoformat(facts["pertek_tanggal"]),
    }  # fmt: skip


TERBITAN = {
    SURAT_KGB: Terbitan(
        "kgb", "surat_kgb", "Surat KGB",
        "Berkasnya sudah mencatat gaji pokok atau golongan lain mulai tanggal itu. Periksa baris itu dan cabut surat bila keliru.",
        _pay, ("gaji_pokok", "golongan_id"),
    ),
    KEPUTUSAN_KP: Terbitan(
        "golongan", "keputusan_kp", "Keputusan kenaikan pangkat",
        "Berkasnya sudah mencatat golongan lain mulai tanggal itu. Periksa baris itu dan cabut keputusan bila keliru.",
        _rank, ("golongan_id",),
    ),
}  # fmt: skip


@perubahan
def note_signed(naskah: Naskah) -> Any | None:
    """The rise that a signed letter tells of, once. A row of that day that HR wrote without a document gets the letter; one
    that says something else stays, and whoever made the letter is told.
    """
    rule, facts = TERBITAN[naskah.jenis], naskah.data.get("fakta") or {}
    record_jejak(naskah, f"{rule.aksi}_ditandatangani", by=None, subjek_id=naskah.subjek_id, unit_id=naskah.unit_id)
    person = Pegawai.objects.select_for_update(of=("self",)).filter(pk=naskah.subjek_id).first()
    if person is None or not facts:
        return None
    mulai = date.fromisoformat(naskah.data["acuan"])
    known = rule.jenis.model.objects.kini().filter(pegawai=person, berlaku__startswith=mulai).first()
    if known is not None and known.dokumen_id == naskah.dokumen_id:
        return known
    try:
        with transaction.atomic():
            row = write_rise(person, naskah, rule, mulai, naskah.data["fakta"], known, dokumen_id=naskah.dokumen_id)
    except DomainError as refused:
        _tell_maker(naskah, rule, mulai, str(refused.pesan))
        _note_in_list(naskah, StatusButirKP.GAGAL, refused.pesan[:500])
        return None
    _note_in_list(naskah, StatusButirKP.TERCATAT)
    refresh_peringatan([person.pk])
    return row


def _note_in_list(naskah: Naskah, status: str, sebab: str = "") -> None:
    """Where the decree was made together with others."""
    ButirKP.objects.filter(naskah=naskah).update(status=status, sebab=sebab)


def write_rise(
    person: Pegawai, naskah: Naskah, rule: Terbitan, mulai: date, facts: Fakta, known: Any | None, *,
    dokumen_id: UUID | None,
) -> Any:  # fmt: skip
    """The row of a rise with the decree as its SK; a DomainError where the file says something else. Part of the caller's
    change; the person is locked.
    """
    values = rule.nilai(facts)
    if known is not None and (known.dokumen_id or any(getattr(known, name) != values[name] for name in rule.sama)):
        raise DomainError(rule.berbeda, galat=f"{rule.riwayat}_berbeda")
    values |= {
        "sk_nomor": naskah.nomor, "sk_tanggal": naskah.tanggal, "dokumen_id": dokumen_id, "sumber": SumberRiwayat.HR,
    }  # fmt: skip
    return place_row(person, rule.jenis, mulai=mulai, sampai=None, nilai=values, menggantikan=known)


def _tell_maker(naskah: Naskah, rule: Terbitan, mulai: date, sebab: str) -> None:
    notify(
        naskah.pembuat, judul=f"{rule.sebutan} {naskah.tentang} belum masuk ke berkasnya",
        isi=f"Suratnya sudah ditandatangani, tetapi riwayat {rule.jenis.judul.lower()} mulai {tanggal(mulai)} tidak ditulis.",
        url=reverse("berkas:naskah_detail", args=[naskah.pk]), kelompok=KelompokKabar.DATA, mengapa=sebab,
        aturan=naskah.nomor, oleh="Sistem", keberatan=BILA_KELIRU,
    )  # fmt: skip


@perubahan
def undo_signed(naskah: Naskah, *, by: Pengguna) -> None:
    """The letter counts no longer, nor does the row that it wrote. Where HR had the row before, it is HR's again."""
    rule = TERBITAN[naskah.jenis]
    rows = rule.jenis.model.objects.kini().filter(pegawai_id=naskah.subjek_id, dokumen_id=naskah.dokumen_id)
    person = Pegawai.objects.select_for_update(of=("self",)).filter(pk=naskah.subjek_id).first()
    record_jejak(naskah, f"{rule.aksi}_dicabut", by=by, subjek_id=naskah.subjek_id, unit_id=naskah.unit_id)
    row = rows.first() if naskah.dokumen_id else None
    _note_in_list(naskah, StatusButirKP.DICABUT)
    if person is None or row is None:
        return
    undo_rise(person, naskah, rule, row)
    refresh_peringatan([person.pk])


def undo_rise(person: Pegawai, naskah: Naskah, rule: Terbitan, row: Any) -> None:
    """The row goes, or is again what it was before this decree. Part of the caller's change."""
    before = row
    while before is not None and before.sk_nomor == naskah.nomor:
        before = rule.jenis.model.objects.filter(pk=before.menggantikan_id).first()
    if before is None:
        withdraw_row(person, rule.jenis, row)
        return
    own = {name: getattr(before, name) for name in ("sk_nomor", "sk_tanggal", "dokumen_id", "sumber")}
    place_row(person, rule.jenis, mulai=row.mulai, sampai=None, nilai=own, menggantikan=row)
