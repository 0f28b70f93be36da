"""Data of one person pulled from SIASN: asked for, stored until somebody has compared them, taken row by row.

No page waits for SIASN: a job asks. Nothing that the portal has is overwritten; a row that says something else is shown beside
it and put right by hand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import kripto, outbox
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.kunci import register_encrypted
from asn_portal.core.services.tugas import BILA_KELIRU, notify
from asn_portal.lembar.impor import Baris
from pegawai import permissions
from pegawai.enums import StatusTarikan as S
from pegawai.models import Pegawai, TarikanSIASN
from pegawai.siasn_web import Objek, Sebab, SIASNGagal, is_active, service

KOLOM_TARIKAN = "pegawai.TarikanSIASN.isi"
SUDAH = "Data orang ini sudah ditarik dan belum selesai dibandingkan. Buka tarikan itu, atau tutup dulu."
TUTUP = "Tarikan ini sudah ditutup. Tarik lagi bila masih diperlukan."
KOSONG = "Pilih sedikitnya satu baris yang akan diambil."
BATCH = 100


@perubahan
def request_pull(pegawai_id: UUID, *, by: Pengguna) -> TarikanSIASN:
    person = Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai_id)
    require(permissions.can_take_siasn(by, person))
    if not is_active():
        raise DomainError(Sebab.TIDAK_AKTIF.value, galat="siasn_tidak_aktif")
    if not person.nip:
        raise DomainError(Sebab.TANPA_NIP.value, galat="tanpa_nip")
    try:
        with transaction.atomic():
            row = TarikanSIASN.objects.create(pegawai=person, diminta_oleh=by)
    except IntegrityError as taken:
        raise TransitionError(SUDAH, galat="sudah_ditarik") from taken
    record_jejak(row, "siasn_ditarik", by=by, subjek_id=person.pk, unit_id=person.unit_kini_id)
    outbox.enqueue("pegawai.pull_siasn", str(row.pk), kunci=str(row.pk))
    return row


def pull(tarikan_id: str) -> None:
    """The job: ask, and keep what came or why nothing did. Delivered twice it asks once."""
    row = TarikanSIASN.objects.select_related("pegawai").filter(pk=tarikan_id, status=S.MENUNGGU).first()
    if row is None:
        return
    try:
        objects = service().fetch(row.pegawai.nip or "")
    except SIASNGagal as refused:
        _note(row.pk, None, refused.sebab.value)
    else:
        _note(row.pk, objects, "")


@perubahan
def _note(tarikan_id: UUID, objects: list[Objek] | None, sebab: str) -> None:
    row = (
        TarikanSIASN.objects.select_for_update(of=("self",))
        .select_related("pegawai", "diminta_oleh")
        .get(pk=tarikan_id)
    )
    if row.status != S.MENUNGGU:
        return
    now = timezone.now()
    if objects is None:
        row.status, row.sebab, row.selesai_pada = S.GAGAL, sebab, now
    else:
        row.status, row.terbaca_pada = S.SIAP, now
        row.isi_sandi = kripto.encrypt(json.dumps(objects), kolom=KOLOM_TARIKAN)
    row.save()
    record_jejak(row, "siasn_terbaca" if objects is not None else "siasn_gagal", by=None, subjek_id=row.pegawai_id)
    word = "siap dibandingkan" if objects is not None else "tidak berhasil ditarik"
    notify(
        row.diminta_oleh, judul=f"Data SIASN {row.pegawai.nama} {word}", isi=sebab or "Bandingkan dengan berkasnya di portal.",
        url=reverse("pegawai:tarikan_detail", args=[row.pk]), kelompok=KelompokKabar.DATA, mengapa="Anda menarik data ini.",
        aturan="", oleh="Sistem", keberatan=BILA_KELIRU,
    )  # fmt: skip


def read_objects(row: TarikanSIASN) -> list[Objek]:
    """What SIASN said. The caller has noted the reading."""
    if row.isi_sandi is None:
        return []
    return [(nama, isi) for nama, isi in json.loads(kripto.decrypt(row.isi_sandi, kolom=KOLOM_TARIKAN))]


def rows_for(objects: Sequence[Objek], nip: str) -> list[Baris]:
    """As the rows of a file of SIASN."""
    context = json.dumps({"nipBaru": nip})
    return [
        Baris(nomor, {"asal": nama, "konteks": context, "isi": json.dumps(isi)})
        for nomor, (nama, isi) in enumerate(objects, 1)
    ]


@perubahan
def take_rows(
    tarikan_id: UUID, nomor: Collection[int], *, by: Pengguna, tulis: Callable[[Sequence[Baris], TarikanSIASN, Pengguna], None]
) -> tuple[int, list[str]]:  # fmt: skip
    """The chosen rows go the way of a file of SIASN (`tulis`); how many were written, and the sentences of the others."""
    row = _open(tarikan_id, by)
    chosen = [one for one in rows_for(read_objects(row), row.pegawai.nip or "") if one.nomor in nomor]
    if not chosen:
        raise DomainError(KOSONG, galat="kosong")
    record_jejak(
        row,
        "siasn_diambil",
        by=by,
        subjek_id=row.pegawai_id,
        unit_id=row.pegawai.unit_kini_id,
        rincian={"baris": len(chosen)},
    )
    tulis(chosen, row, by)
    written = sum(one.benar and bool(one.hasil) for one in chosen)
    row.diambil += written
    row.save(update_fields=["diambil"])
    return written, [next(iter(one.galat.values()), one.tolak) for one in chosen if one.galat or one.tolak]


@perubahan
def close_pull(tarikan_id: UUID, *, by: Pengguna) -> TarikanSIASN:
    """Compared: what SIASN said is kept no longer."""
    row = _open(tarikan_id, by)
    row.status, row.isi_sandi, row.selesai_pada = S.SELESAI, None, timezone.now()
    row.save(update_fields=["status", "isi_sandi", "selesai_pada"])
    record_jejak(row, "siasn_dibandingkan", by=by, subjek_id=row.pegawai_id, rincian={"diambil": row.diambil})
    return row


def _open(tarikan_id: UUID, by: Pengguna) -> TarikanSIASN:
    row = TarikanSIASN.objects.select_for_update(of=("self",)).select_related("pegawai").get(pk=tarikan_id)
    require(permissions.can_take_siasn(by, row.pegawai))
    if row.status != S.SIAP:
        raise TransitionError(TUTUP, galat="tarikan_tutup")
    return row


def _rotate() -> int:
    changed = []
    for row in TarikanSIASN.objects.exclude(isi_sandi=None).select_for_update(of=("self",)):
        if not kripto.is_current(row.isi_sandi):
            row.isi_sandi = kripto.encrypt(kripto.decrypt(row.isi_sandi, kolom=KOLOM_TARIKAN), kolom=KOLOM_TARIKAN)
            changed.append(row)
    TarikanSIASN.objects.bulk_update(changed, ["isi_sandi"], batch_size=BATCH)
    return len(changed)


register_encrypted(KOLOM_TARIKAN, _rotate)
