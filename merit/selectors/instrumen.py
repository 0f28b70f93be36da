"""Instruments and their versions as pages ask for them."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from asn_portal.core.models import Pengguna
from merit import permissions
from merit.enums import StatusVersi
from merit.models import Instrumen, VersiInstrumen
from merit.susunan import Susunan


def instruments(pengguna: Pengguna) -> QuerySet[Instrumen]:
    """Of the own agency, with the version in force and the draft, if there is one."""
    rows = VersiInstrumen.objects.filter(instrumen=OuterRef("pk")).order_by("-nomor")
    published = rows.filter(status=StatusVersi.TERBIT)
    return (
        Instrumen.objects.filter(instansi_id=pengguna.instansi_id)
        .annotate(
            berlaku_id=Subquery(published.values("pk")[:1]), berlaku_nomor=Subquery(published.values("nomor")[:1]),
            dasar=Subquery(published.values("dasar")[:1]), keyakinan=Subquery(published.values("keyakinan")[:1]),
            draf_id=Subquery(rows.filter(status=StatusVersi.DRAF).values("pk")[:1]),
        )
        .order_by("nama")
    )  # fmt: skip


def versions(pengguna: Pengguna) -> QuerySet[VersiInstrumen]:
    rows = VersiInstrumen.objects.filter(instrumen__instansi_id=pengguna.instansi_id)
    return rows.select_related("instrumen", "disusun_oleh", "diterbitkan_oleh")


def actions(pengguna: Pengguna, versi: VersiInstrumen) -> dict[str, bool]:
    draft = versi.status == StatusVersi.DRAF
    may = permissions.can_draft(pengguna)
    return {
        "ubah": draft and may, "uji": draft and may, "buang": draft and may,
        "terbit": permissions.can_publish_version(pengguna, versi),
        "draf": may and versi.status == StatusVersi.TERBIT
        and not versi.instrumen.daftar_versi.filter(status=StatusVersi.DRAF).exists(),
    }  # fmt: skip


def tie_words(susunan: Susunan) -> list[str]:
    words = {sumbu.kode: sumbu.nama for sumbu in susunan.sumbu} | {"duk": "Urutan kepangkatan (DUK)"}
    words |= {satu.kode: satu.komponen.nama for _, satu in susunan.semua()}
    return [words[nama] for nama in susunan.seri]


def changes(versi: VersiInstrumen) -> list[tuple[str, str, str]]:
    """What a version says otherwise than the one before: name, before, now."""
    before = (
        versi.instrumen.daftar_versi.filter(nomor__lt=versi.nomor, status=StatusVersi.TERBIT).order_by("-nomor").first()
    )
    if before is None:
        return []
    then, now = _numbers(before.susunan), _numbers(versi.susunan)
    return [
        (nama, then.get(nama, "tidak dipakai"), now.get(nama, "tidak dipakai"))
        for nama in now | then
        if now.get(nama) != then.get(nama)
    ]


def _numbers(susunan: Susunan) -> dict[str, str]:
    found = {satu.komponen.nama: f"{satu.bobot.normalize():f}".replace(".", ",") for _, satu in susunan.semua()}
    for nama, batas in (
        ("Kategori tengah mulai", susunan.batas_tengah),
        ("Kategori tertinggi mulai", susunan.batas_atas),
    ):
        if batas is not None:
            found[nama] = f"{batas.normalize():f}".replace(".", ",")
    return found
