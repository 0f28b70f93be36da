"""The monthly input: months that HR of the province opens and closes, one statement that computes it, questions about it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import outbox
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, periode
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import assign_tugas, close_tugas, notify
from asn_portal.core.templatetags.bentuk import tanggal
from kinerja import permissions_tpp as permissions
from kinerja.kunci_tugas import TUGAS_TPP
from kinerja.models import MasaTPP, MasukanTPP, PeriodeKinerja, PersenTPP, PertanyaanTPP
from kinerja.models.evaluasi import TERSAMPAIKAN
from kinerja.selectors import tpp_sql as sql
from kinerja.selectors.tpp import shown_from
from pegawai.rekap import AWAL_JABATAN
from pegawai.selectors import hr_of

DITUTUP = "Masukan bulan ini sudah ditutup; isinya tetap seperti yang diserahkan."


@perubahan
def open_month(bulan: date, *, potong: date, by: Pengguna) -> MasaTPP:
    """A month that is computed from now on, every night until it is closed."""
    require(permissions.can_manage_tpp(by))
    assert by.instansi_id is not None
    try:
        with transaction.atomic():
            row = MasaTPP.objects.create(
                instansi_id=by.instansi_id, bulan=bulan, potong=potong, terlihat=shown_from(potong, by.instansi_id)
            )
    except IntegrityError as refused:
        raise DomainError(
            "Bulan ini sudah dibuka. Ubah batasnya di daftar, atau pilih bulan lain.", galat="sudah_ada"
        ) from refused
    record_jejak(row, "masa_tpp_dibuka", by=by, rincian={"bulan": row.nama})
    outbox.enqueue("kinerja.compute_tpp", str(row.pk))
    return row


def _open_row(masa_id: UUID, by: Pengguna) -> MasaTPP:
    row = MasaTPP.objects.select_for_update(of=("self",)).get(pk=masa_id)
    require(permissions.can_change_tpp(by, row))
    if row.ditutup_pada is not None:
        raise DomainError(DITUTUP, galat="sudah_ditutup")
    return row


@perubahan
def change_cutoff(masa_id: UUID, *, potong: date, by: Pengguna) -> MasaTPP:
    row = _open_row(masa_id, by)
    row.potong, row.terlihat = potong, shown_from(potong, row.instansi_id)
    row.save(update_fields=["potong", "terlihat"])
    record_jejak(row, "masa_tpp_diubah", by=by, rincian={"bulan": row.nama})
    outbox.enqueue("kinerja.compute_tpp", str(row.pk))
    return row


@perubahan
def close_month(masa_id: UUID, *, by: Pengguna) -> MasaTPP:
    """Computed once more and frozen, with a number to cite. Not before the cut-off is over."""
    row = _open_row(masa_id, by)
    if row.potong >= timezone.localdate():
        raise DomainError(
            f"Batas penyampaian {tanggal(row.potong)} belum lewat. Tutup bulan ini sesudahnya.", galat="belum_lewat"
        )
    _compute(row)
    row.ditutup_pada, row.ditutup_oleh = timezone.now(), by
    row.nomor = f"TPP-{row.bulan:%Y-%m}-{str(row.pk)[-8:]}"
    row.save(update_fields=["dihitung_pada", "ditutup_pada", "ditutup_oleh", "nomor"])
    record_jejak(row, "masa_tpp_ditutup", by=by, rincian={"bulan": row.nama, "nomor": row.nomor})
    return row


def _compute(row: MasaTPP, pada: datetime | None = None) -> int:
    """Returns how many rows are new or say something else than before."""
    year = PeriodeKinerja.objects.filter(instansi_id=row.instansi_id, tahun=row.bulan.year).first()
    row.dihitung_pada = pada or timezone.now()
    values: dict[str, Any] = {f"jabatan_{kode}": list(patterns) for kode, patterns in AWAL_JABATAN.items()}
    values |= {
        "masa": row.pk, "instansi": row.instansi_id, "periode": year.pk if year else None, "tahun": row.bulan.year,
        "bulan": row.bulan, "potong": row.potong, "sampai": list(TERSAMPAIKAN), "pada": row.dihitung_pada, **sql.KATA.nilai,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql.HITUNG.replace("{kata_predikat}", sql.KATA.teks), values)
        return int(cursor.rowcount)


@perubahan
def compute_month(masa_id: UUID, *, pada: datetime | None = None) -> int:
    """The job: everybody of the agency, by one statement. A second run changes nothing; a closed month stays."""
    row = MasaTPP.objects.select_for_update(of=("self",)).get(pk=masa_id)
    written = 0
    if row.ditutup_pada is None:
        written = _compute(row, pada)
        row.save(update_fields=["dihitung_pada"])
    record_jejak(row, "masukan_tpp_dihitung", by=None, rincian={"bulan": row.nama, "baris": written})
    return written


def open_months() -> list[UUID]:
    return list(MasaTPP.objects.filter(ditutup_pada=None).order_by("bulan").values_list("pk", flat=True))


# -- local policy -------------------------------------------------------------------------------------------------


@perubahan
def add_percentage(*, predikat: str, persen: Decimal, mulai: date, dasar: str, by: Pengguna) -> PersenTPP:
    """A row from a day on; the one before it ends the day before. What was closed keeps what it said."""
    require(permissions.can_manage_tpp(by))
    rows = PersenTPP.objects.select_for_update(of=("self",)).filter(instansi_id=by.instansi_id, predikat=predikat)
    if rows.filter(berlaku__startswith__gte=mulai).exists():
        raise DomainError(
            "Predikat ini sudah mempunyai persen sejak hari itu atau sesudahnya. Pilih hari yang lebih baru.",
            galat="sudah_ada",
        )
    for row in rows.filter(berlaku__contains=mulai):
        row.berlaku = periode(row.berlaku.lower, mulai - date.resolution)
        row.save(update_fields=["berlaku"])
    made = PersenTPP.objects.create(
        instansi_id=by.instansi_id, predikat=predikat, persen=persen, berlaku=periode(mulai), dasar=dasar
    )
    record_jejak(made, "persen_tpp_ditambah", by=by, rincian={"predikat": predikat})
    return made


# -- questions ----------------------------------------------------------------------------------------------------


@perubahan
def ask_about(masukan_id: UUID, *, teks: str, by: Pengguna) -> PertanyaanTPP:
    """HR of the unit and of the province get it; the first answer closes it."""
    row = MasukanTPP.objects.select_for_update(of=("self",)).select_related("masa", "pegawai").get(pk=masukan_id)
    require(permissions.can_ask_tpp(by, row))
    try:
        with transaction.atomic():
            asked = PertanyaanTPP.objects.create(masukan=row, pegawai=row.pegawai, teks=teks, pada=timezone.now())
    except IntegrityError as refused:
        raise DomainError(
            "Pertanyaan Anda tentang bulan ini masih diperiksa. Tunggu jawabannya.", galat="masih_diperiksa"
        ) from refused
    record_jejak(asked, "tpp_ditanyakan", by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id)
    assign_tugas(
        hr_of(row.pegawai, timezone.localdate()), jenis=TUGAS_TPP, objek_id=asked.pk,
        judul=f"Jawab pertanyaan {row.pegawai.nama} tentang masukan TPP {row.masa.nama}",
        tentang=f"{row.pegawai.nama_lengkap}, {row.masa.nama}",
        alasan="Pegawai yang Anda kelola menanyakan masukan kinerjanya.",
        url=reverse("kinerja:tpp_pertanyaan", args=[asked.pk]),
    )  # fmt: skip
    return asked


@perubahan
def answer_question(pertanyaan_id: UUID, *, jawaban: str, by: Pengguna) -> PertanyaanTPP:
    row = PertanyaanTPP.objects.select_for_update(of=("self",)).select_related("masukan__masa").get(pk=pertanyaan_id)
    require(permissions.can_answer_tpp(by, row))
    if row.dijawab_pada is not None:
        raise DomainError("Pertanyaan ini sudah dijawab. Muat ulang halaman untuk membacanya.", galat="sudah_dijawab")
    row.jawaban, row.dijawab_pada, row.dijawab_oleh = jawaban, timezone.now(), by
    row.save(update_fields=["jawaban", "dijawab_pada", "dijawab_oleh"])
    record_jejak(row, "tpp_dijawab", by=by, subjek_id=row.pegawai_id, unit_id=row.masukan.unit_id)
    close_tugas(jenis=TUGAS_TPP, objek_id=row.pk, by=by)
    if row.pegawai.pengguna is not None:
        notify(
            row.pegawai.pengguna, judul=f"Pertanyaan Anda tentang masukan TPP {row.masukan.masa.nama} dijawab",
            isi="Bacalah jawabannya di halaman masukan TPP.", url=reverse("kinerja:tpp_saya"), kelompok=KelompokKabar.DATA,
            mengapa="Anda menanyakan masukan kinerja bulan itu.", aturan="Masukan kinerja diperiksa sebelum batas penyampaian.",
            oleh=by.nama, keberatan="Bila jawabannya belum tepat, tanyakan lagi dari halaman yang sama.",
        )  # fmt: skip
    return row
