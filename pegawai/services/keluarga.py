"""KP4: the person confirms the family list once a year; the portal asks in time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import kripto
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.models import Pengguna
from asn_portal.core.models.dasar import new_ids
from asn_portal.core.permissions import require
from asn_portal.core.services.kunci import register_encrypted
from asn_portal.core.services.tugas import assign_tugas, close_tugas
from pegawai import permissions
from pegawai.enums import HubunganKeluarga
from pegawai.models import KonfirmasiKeluarga, Pegawai, RiwayatKeluarga
from pegawai.selectors.kertas import BerkasDiri
from pegawai.selectors.kp4 import dependants

TUGAS_KP4 = "pegawai.konfirmasi_keluarga"
KOLOM_KELUARGA = "pegawai.KonfirmasiKeluarga.isi"
# Asked a part each day, so that one January does not wake everybody at once.
SEHARI = 3_000
WAKTU = timedelta(days=60)
BATCH = 500


@perubahan
def confirm_keluarga(diri: BerkasDiri, *, by: Pengguna) -> KonfirmasiKeluarga:
    """The list as it stands is right, says the person. Confirming again in the same year keeps the latest."""
    pegawai = Pegawai.objects.select_for_update(of=("self",)).get(pk=diri.orang.pk)
    require(permissions.is_self(by, pegawai))
    listed = [
        {
            "nama": one.baris.nama, "hubungan": one.baris.hubungan, "tanggal_lahir": str(one.baris.tanggal_lahir or ""),
            "masih_sekolah": one.baris.masih_sekolah,
        }
        for one in dependants(diri)
    ]  # fmt: skip
    row, _ = KonfirmasiKeluarga.objects.update_or_create(
        pegawai=pegawai,
        tahun=diri.hari.year,
        defaults={
            "dikonfirmasi_pada": timezone.now(),
            "isi_sandi": kripto.encrypt(json.dumps(listed), kolom=KOLOM_KELUARGA),
        },
    )
    record_jejak(row, "keluarga_dikonfirmasi", by=by, subjek_id=pegawai.pk, unit_id=pegawai.unit_kini_id)
    close_tugas(jenis=TUGAS_KP4, objek_id=row.pk, by=by)
    return row


@dataclass(frozen=True)
class Terkonfirmasi:
    """The word of one year: when it was asked or given, and the list as it stood then."""

    tahun: int
    diminta_pada: datetime | None
    pada: datetime | None
    daftar: list[dict[str, Any]]


def confirmations(pegawai: Pegawai) -> list[Terkonfirmasi]:
    """Every year, the newest first. One query; whoever calls has looked who may read it."""
    rows = KonfirmasiKeluarga.objects.filter(pegawai=pegawai).order_by("-tahun")
    return [Terkonfirmasi(row.tahun, row.diminta_pada, row.dikonfirmasi_pada, confirmed_list(row)) for row in rows]


def confirmed_list(row: KonfirmasiKeluarga) -> list[dict[str, Any]]:
    """Names with the words for kinship and a day of birth as dates are."""
    found = json.loads(kripto.decrypt(row.isi_sandi, kolom=KOLOM_KELUARGA)) if row.isi_sandi else []
    words = dict(HubunganKeluarga.choices)
    return [
        one | {
            "hubungan": words.get(one["hubungan"], one["hubungan"]),
            "tanggal_lahir": date.fromisoformat(one["tanggal_lahir"]) if one["tanggal_lahir"] else None,
        }
        for one in found
    ]  # fmt: skip


def ask_confirmations(now: datetime) -> int:
    """A duty for those with somebody in the list who were not yet asked this year; returns how many were asked."""
    tahun = timezone.localdate(now).year
    listed = RiwayatKeluarga.objects.pada(timezone.localdate(now)).filter(pegawai=OuterRef("pk"), ditanggung=True)
    known = KonfirmasiKeluarga.objects.filter(pegawai=OuterRef("pk"), tahun=tahun)
    people = Pegawai.objects.filter(Exists(listed), ~Exists(known), ditarik_pada=None, pengguna__is_active=True)
    chosen = list(people.select_related("pengguna").order_by("pk")[:SEHARI])
    return _ask(chosen, tahun, now) if chosen else 0


@perubahan
def _ask(people: list[Pegawai], tahun: int, now: datetime) -> int:
    rows = KonfirmasiKeluarga.objects.bulk_create(
        [
            KonfirmasiKeluarga(pk=pk, pegawai=person, tahun=tahun, diminta_pada=now)
            for pk, person in zip(new_ids(len(people)), people, strict=True)
        ],
        batch_size=BATCH,
    )
    for row in rows:
        _assign(row.pk, row.pegawai.pengguna, tahun, now)
    record_jejak(None, "keluarga_diminta", by=None, rincian={"tahun": tahun, "orang": len(rows)})
    return len(rows)


def _assign(row_id: UUID, pengguna: Pengguna | None, tahun: int, now: datetime) -> None:
    if pengguna is None:
        return
    assign_tugas(
        [pengguna],
        jenis=TUGAS_KP4,
        objek_id=row_id,
        judul=f"Konfirmasi daftar keluarga (KP4) tahun {tahun}",
        alasan="Tunjangan keluarga dibayar menurut daftar ini. Pastikan masih benar, setahun sekali.",
        url=reverse("pegawai:kertas_kp4"),
        batas=now + WAKTU,
    )


def _rotate() -> int:
    changed = []
    rows = KonfirmasiKeluarga.objects.exclude(isi_sandi=None).select_for_update(of=("self",))
    for row in rows.iterator(chunk_size=BATCH):
        assert row.isi_sandi is not None
        if not kripto.is_current(row.isi_sandi):
            row.isi_sandi = kripto.encrypt(kripto.decrypt(row.isi_sandi, kolom=KOLOM_KELUARGA), kolom=KOLOM_KELUARGA)
            changed.append(row)
    KonfirmasiKeluarga.objects.bulk_update(changed, ["isi_sandi"], batch_size=BATCH)
    return len(changed)


register_encrypted(KOLOM_KELUARGA, _rotate)
