"""What stands against an act on a row of a renewal round: its state, the paper made of it, the law on term, hours and pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import can_transition
from pegawai.aturan.alur_perpanjangan import ALUR_BUTIR
from pegawai.aturan.perjanjian import (
    SEBAB_BUP,
    KerjaParuhWaktu,
    akhir_masa,
    batas_masa,
    paling_singkat,
    periksa_kerja,
)
from pegawai.enums import JenisPegawai, PutusanPerjanjian, StatusButir
from pegawai.models import ButirPutaran

SUDAH_BERNASKAH = "Naskah perjanjiannya sudah dibuat. Batalkan dulu naskahnya."


@dataclass(frozen=True)
class Usul:
    """What is proposed for the chosen rows. Without months an extension lasts as long as the law allows; without `kerja` hours
    and pay stay as each row has them.
    """

    putusan: PutusanPerjanjian
    alasan: str
    bulan: int | None = None
    kerja: KerjaParuhWaktu | None = None


def cannot_become(row: ButirPutaran, ke: StatusButir) -> str:
    if can_transition(ALUR_BUTIR, row.status, ke):
        return ""
    return f"Keadaannya {row.get_status_display().lower()}, jadi tidak ikut."


def paper_stands(row: ButirPutaran) -> str:
    """What was put on paper is not changed under it."""
    return SUDAH_BERNASKAH if row.naskah is not None and row.naskah.status != "dibatalkan" else ""


def said(row: ButirPutaran) -> Usul:
    return Usul(PutusanPerjanjian(row.putusan), row.alasan)


def proposed_end(row: ButirPutaran, usul: Usul) -> date | None:
    if usul.putusan == PutusanPerjanjian.TIDAK:
        return None
    return row.batas if usul.bulan is None else akhir_masa(row.mulai, usul.bulan)


def outside(row: ButirPutaran, usul: Usul, sampai: date | None) -> str:
    """Why the law does not allow this end; empty when it does. Reckoned anew from today's records."""
    if usul.putusan == PutusanPerjanjian.TIDAK or sampai is None:
        return ""
    orang = row.pegawai
    batas = batas_masa(orang.jenis, mulai=row.mulai, jabatan=row.jabatan, tanggal_lahir=orang.tanggal_lahir)
    latest = min(batas.terakhir, row.batas)
    if latest < row.mulai:
        return f"Batas usia pensiun {tanggal(latest)} mendahului perjanjian baru; tidak dapat diperpanjang."
    if sampai > latest:
        why = "batas usia pensiun" if batas.sebab == SEBAB_BUP else "masa paling lama menurut aturan"
        return f"Paling lama sampai {tanggal(latest)} ({why})."
    if sampai < (least := paling_singkat(orang.jenis, mulai=row.mulai, batas=latest)):
        return f"Paling singkat sampai {tanggal(least)} menurut aturan."
    return ""


def unlawful_terms(row: ButirPutaran, kerja: KerjaParuhWaktu | None) -> str:
    """Why these hours or this pay cannot be; only a contract of paruh waktu has its own."""
    if kerja is None or kerja == KerjaParuhWaktu():
        return ""
    if row.pegawai.jenis != JenisPegawai.PPPK_PARUH_WAKTU:
        return "Jam kerja dan upah hanya diatur dalam perjanjian PPPK paruh waktu."
    wrong = periksa_kerja(kerja, mulai=row.mulai, upah_lama=row.perjanjian.upah)
    return " ".join(wrong.values())
