"""Letters of HR as official papers: the words of a template, the facts of a person or a package, on the way to the signature."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.berkas.enums import Retensi, StatusNaskah
from asn_portal.berkas.jenis import JenisDokumen, register_jenis_dokumen
from asn_portal.berkas.naskah import IsiNaskah, JenisNaskah, Susunan, register_jenis_naskah
from asn_portal.core.errors import DomainError
from asn_portal.core.permissions import visible_units
from asn_portal.core.selectors.pengaturan import pengaturan
from asn_portal.core.templatetags.bentuk import bulan_tahun, tanggal
from pegawai.models import ButirKP, DaftarKP, PaketUsul, Pegawai
from pegawai.naskah import initials, may_certify, may_extract
from pegawai.selectors.daftar_kp import may_decide_together, may_extract_rise, place_in_list, shared_texts
from pegawai.selectors.keputusan_kp import KEPUTUSAN_BERSAMA, KEPUTUSAN_KP, PETIKAN_KP, kp_data
from pegawai.selectors.surat import issuing_unit, letterhead, unit_name
from pegawai.selectors.surat_kgb import SURAT_KGB, kgb_data
from pegawai.selectors.surat_templat import current_text
from pegawai.surat import Blok, fill_text, find_surat

SURAT_KP = "surat_pengantar_kp"


class IsiSurat(IsiNaskah):
    """`acuan`: what the letter is about (the day of a rise, a package); `versi`: of the words it was made of; `fakta`: what
    the file holds once the letter is signed.
    """

    judul_surat: str
    blok: tuple[Blok, ...]
    acuan: str
    versi: int
    fakta: dict[str, str] = {}


class IsiKeputusanBersama(IsiSurat):
    """`lampiran`: number, name, NIP, old rank, new rank, day, service, pay, consideration of BKN."""

    lampiran: tuple[tuple[str, ...], ...]


def _letter(
    pengguna: Any, jenis: str, unit_id: UUID | None, hari: date, *, acuan: str, nilai: dict[str, str],
    fakta: dict[str, str] | None = None, **daftar: Any,
) -> IsiSurat:  # fmt: skip
    kind = find_surat(jenis)
    assert kind is not None
    known = pengaturan(pengguna.instansi_id, hari)
    versi, text = current_text(pengguna.instansi_id, kind)
    blok = fill_text(kind, text, nilai, daftar)
    return IsiSurat(
        judul_surat=kind.judul,
        blok=blok,
        acuan=acuan,
        versi=versi,
        fakta=fakta or {},
        **letterhead(known, unit_id, hari),
    )


def raise_letter(pengguna: Any, pegawai_id: UUID, hari: date) -> Susunan:
    person = Pegawai.objects.visible_to(pengguna).get(pk=pegawai_id)
    found = kgb_data(person, hari)
    if found.unit_id is None:
        raise DomainError("Pegawai ini belum tercatat di unit mana pun. Tempatkan dulu.", galat="tanpa_unit")
    isi = _letter(
        pengguna, SURAT_KGB, found.unit_id, hari, acuan=found.tmt.isoformat(), nilai=found.nilai, fakta=found.fakta
    )
    return Susunan(
        isi, found.unit_id, issuing_unit(found.unit_id, hari), person.nama_lengkap, initials(person.nama), person.pk
    )


def rank_decree(pengguna: Any, pegawai_id: UUID, hari: date) -> Susunan:
    person = Pegawai.objects.visible_to(pengguna).get(pk=pegawai_id)
    found = kp_data(person, hari)
    if found.unit_id is None:
        raise DomainError("Pegawai ini belum tercatat di unit mana pun. Tempatkan dulu.", galat="tanpa_unit")
    isi = _letter(
        pengguna, KEPUTUSAN_KP, found.unit_id, hari, acuan=found.tmt.isoformat(), nilai=found.nilai, fakta=found.fakta
    )
    return Susunan(
        isi, found.unit_id, issuing_unit(found.unit_id, hari), person.nama_lengkap, initials(person.nama), person.pk
    )


def shared_decree(pengguna: Any, daftar_id: UUID, hari: date) -> Susunan:
    """About everybody of a list, as each was decided; who was taken out since stands in it no longer."""
    daftar = DaftarKP.objects.select_related("unit").get(pk=daftar_id)
    nilai, lampiran = shared_texts(daftar, hari)
    if not lampiran:
        raise DomainError("Tidak ada orang dalam daftar ini yang dapat diputuskan.", galat="daftar_kosong")
    words = _letter(pengguna, KEPUTUSAN_BERSAMA, daftar.unit_id, hari, acuan=str(daftar.pk), nilai=nilai)
    isi = IsiKeputusanBersama(**words.model_dump(), lampiran=lampiran)
    about = f"{nilai['jumlah']} orang di {nilai['unit']}, periode {nilai['periode']}"
    return Susunan(isi, daftar.unit_id, issuing_unit(daftar.unit_id, hari), about[:250])


def rise_extract(pengguna: Any, butir_id: UUID, hari: date) -> Susunan:
    row = ButirKP.objects.select_related("daftar__naskah", "daftar__unit", "pegawai").get(pk=butir_id)
    decree, unit_id = row.daftar.naskah, row.daftar.unit_id
    if decree is None or decree.status != StatusNaskah.TERKIRIM or decree.tanggal is None:
        raise DomainError("Keputusannya belum ditandatangani, jadi belum ada petikannya.", galat="belum_ditandatangani")
    nilai = row.nilai | {
        "keputusan": f"Keputusan Nomor {decree.nomor} tanggal {tanggal(decree.tanggal)}", "urut": str(place_in_list(row))
    }  # fmt: skip
    isi = _letter(pengguna, PETIKAN_KP, unit_id, hari, acuan=str(row.pk), nilai=nilai)
    person = row.pegawai
    return Susunan(isi, unit_id, issuing_unit(unit_id, hari), person.nama_lengkap, initials(person.nama), person.pk)


def _page_of_list(daftar_id: UUID) -> str:
    return reverse("pegawai:kp_daftar", args=[daftar_id])


def _page_of_butir(butir_id: UUID) -> str:
    return _page_of_list(ButirKP.objects.values_list("daftar_id", flat=True).get(pk=butir_id))


def cover_letter(pengguna: Any, unit_id: UUID, hari: date) -> Susunan:
    """For the package that was last made of this unit."""
    unit = visible_units(pengguna).get(pk=unit_id)
    package = PaketUsul.objects.filter(unit=unit).order_by("-dibuat_pada").first()
    if package is None:
        raise DomainError("Unit ini belum punya paket usul kenaikan pangkat. Buat paketnya dulu.", galat="tanpa_paket")
    nilai = {
        "unit": unit_name(unit.pk, hari), "instansi": pengaturan(unit.instansi_id, hari).get("nama_instansi", ""),
        "periode": bulan_tahun(package.bulan), "jumlah": str(len(package.orang)),
    }  # fmt: skip
    people = [(row["nama"], row["arti"]) for row in package.orang]
    isi = _letter(pengguna, SURAT_KP, unit.pk, hari, acuan=str(package.pk), nilai=nilai, daftar_pegawai=people)
    return Susunan(isi, unit.pk, issuing_unit(unit.pk, hari), unit_name(unit.pk, hari))


def _of_month(halaman: str, unit_id: UUID) -> str:
    return f"{reverse(halaman)}?unit={unit_id}"


register_jenis_dokumen(
    JenisDokumen(SURAT_KP, "Surat pengantar usul kenaikan pangkat", Retensi.PENDUKUNG, unggah_sendiri=False),
    JenisDokumen(KEPUTUSAN_BERSAMA, "Keputusan kenaikan pangkat bersama", Retensi.PERSEORANGAN, unggah_sendiri=False),
)
register_jenis_naskah(
    JenisNaskah(
        SURAT_KGB, "Surat kenaikan gaji berkala", "surat_templat", "KP.06", "sk_kgb", IsiSurat, raise_letter, may_certify,
        lambda pk: reverse("pegawai:pegawai_detail", args=[pk]),
    ),
    JenisNaskah(
        KEPUTUSAN_KP, "Keputusan kenaikan pangkat", "surat_templat", "KP.05", "sk_pangkat", IsiSurat, rank_decree, may_certify,
        lambda pk: reverse("pegawai:pegawai_detail", args=[pk]),
    ),
    JenisNaskah(
        KEPUTUSAN_BERSAMA, "Keputusan kenaikan pangkat bersama", "keputusan_kp_bersama", "KP.10", KEPUTUSAN_BERSAMA,
        IsiKeputusanBersama, shared_decree, may_decide_together, _page_of_list,
        lambda row: DaftarKP.objects.values_list("pk", flat=True).get(naskah=row),
    ),
    JenisNaskah(
        PETIKAN_KP, "Petikan keputusan kenaikan pangkat", "surat_templat", "KP.11", "sk_pangkat", IsiSurat, rise_extract,
        may_extract_rise, _page_of_butir, lambda row: ButirKP.objects.values_list("pk", flat=True).get(naskah=row),
    ),
    JenisNaskah(
        SURAT_KP, "Surat pengantar usul kenaikan pangkat", "surat_templat", "KP.07", SURAT_KP, IsiSurat, cover_letter,
        may_extract, lambda pk: _of_month("pegawai:usul_kp", pk),
    ),
)  # fmt: skip
