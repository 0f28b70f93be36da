"""Results of technical tests: written down once for candidates of a pool, corrected with a second signature."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import assign_tugas, close_tugas
from asn_portal.core.workflow import check_transition
from merit import permissions_suksesi as permissions
from merit.aturan.alur_talenta import ALUR_UJI
from merit.enums_talenta import StatusUji
from merit.models import RencanaSuksesi, UjiTeknis
from merit.selectors import suksesi as selectors
from merit.services.suksesi import DIRI, TUGAS_UJI, accounts_of

TERTINGGI = Decimal(100)


@dataclass(frozen=True)
class BeritaAcara:
    """Where results come from."""

    tanggal: date
    penyelenggara: str
    nomor: str


def _lock(rencana_id: UUID) -> RencanaSuksesi:
    rows = RencanaSuksesi.objects.select_for_update(of=("self",)).select_related("putaran__versi", "jabatan")
    return rows.get(pk=rencana_id)


@perubahan
def record_tests(
    rencana_id: UUID, nilai: Mapping[UUID, Decimal], berita: BeritaAcara, *, by: Pengguna
) -> list[UjiTeknis]:
    """Results of some candidates from one report. Who has one already needs a correction; nobody else's are written then."""
    row = _lock(rencana_id)
    require(permissions.can_record_test(by, row))
    pool = _pool(row, by)
    _check(berita, nilai.values())
    known = {one.pegawai_id: one for one in pool.calon}
    if not nilai or set(nilai) - set(known):
        raise DomainError("Isi nilai untuk paling sedikit satu calon dalam daftar.", galat="bukan_calon")
    if had := [known[pk].nama for pk in nilai if known[pk].uji is not None]:
        raise DomainError(f"Hasil {had[0]} sudah tercatat. Pakai koreksi.", galat="sudah_ada")
    now = timezone.now()
    try:
        with transaction.atomic():
            rows = UjiTeknis.objects.bulk_create(
                UjiTeknis(
                    rencana=row, pegawai_id=pk, nilai=value, tanggal=berita.tanggal, penyelenggara=berita.penyelenggara,
                    nomor=berita.nomor, dicatat_oleh=by, dicatat_pada=now,
                )
                for pk, value in nilai.items()
            )  # fmt: skip
    except IntegrityError as refused:
        raise DomainError(
            "Hasil salah satu calon baru saja tercatat. Muat ulang halaman.", galat="sudah_ada"
        ) from refused
    record_jejak(row, "uji_teknis_dicatat", by=by, rincian={"nomor": berita.nomor, "orang": len(rows)})
    return rows


def _pool(row: RencanaSuksesi, by: Pengguna) -> selectors.Kelompok:
    pool = selectors.pool_of(row, by)
    if pool.diri:
        raise DomainError(DIRI, galat="diri_sendiri")
    if pool.bobot is None:
        raise DomainError("Uji teknis tidak ikut dihitung untuk jabatan ini.", galat="tanpa_bobot")
    return pool


def _check(berita: BeritaAcara, nilai: Iterable[Decimal]) -> None:
    if berita.tanggal > timezone.localdate():
        raise DomainError("Tanggal uji tidak boleh di masa depan. Periksa berita acaranya.", galat="masa_depan")
    if any(not 0 <= one <= TERTINGGI for one in nilai):
        raise DomainError("Nilai uji teknis 0 sampai 100. Periksa berita acaranya.", galat="nilai_salah")


@perubahan
def correct_test(uji_id: UUID, nilai: Decimal, berita: BeritaAcara, *, alasan: str, by: Pengguna) -> UjiTeknis:
    """The old result counts until a second person has signed."""
    old = UjiTeknis.objects.select_related("rencana", "pegawai").get(pk=uji_id)
    row = _lock(old.rencana_id)
    require(permissions.can_record_test(by, row))
    _pool(row, by)
    _check(berita, [nilai])
    old.refresh_from_db(fields=["status"])
    if old.status != StatusUji.BERLAKU:
        raise DomainError("Hasil ini tidak berlaku lagi. Muat ulang halaman.", galat="status_berubah")
    try:
        with transaction.atomic():
            new = UjiTeknis.objects.create(
                rencana=row, pegawai=old.pegawai, nilai=nilai, tanggal=berita.tanggal, penyelenggara=berita.penyelenggara,
                nomor=berita.nomor, status=StatusUji.MENUNGGU, mengganti=old, alasan=alasan, dicatat_oleh=by,
                dicatat_pada=timezone.now(),
            )  # fmt: skip
    except IntegrityError as refused:
        raise DomainError(
            "Koreksi hasil ini masih menunggu tanda tangan kedua.", galat="menunggu_tanda_tangan"
        ) from refused
    record_jejak(row, "uji_teknis_dikoreksi", by=by, subjek_id=old.pegawai_id, alasan=alasan)
    _ask_second(new, row, by)
    return new


def _ask_second(new: UjiTeknis, row: RencanaSuksesi, by: Pengguna) -> None:
    others = [one for one in accounts_of(row.instansi_id) if permissions.visible_plans(one).filter(
        pk=row.pk).exists() and one.pk not in {by.pk, new.pegawai.pengguna_id}]  # fmt: skip
    assign_tugas(
        others, jenis=TUGAS_UJI, objek_id=new.pk, judul="Tanda tangan kedua: koreksi hasil uji teknis",
        tentang=row.nama_jabatan, alasan="Hasil yang dikoreksi berlaku setelah ditandatangani orang kedua.",
        url=reverse("merit:suksesi_detail", args=[row.pk]),
    )  # fmt: skip


@perubahan
def sign_test(uji_id: UUID, *, setuju: bool, catatan: str, by: Pengguna) -> UjiTeknis:
    """By another one than who wrote the correction down, never about oneself."""
    row = _lock(UjiTeknis.objects.values_list("rencana_id", flat=True).get(pk=uji_id))
    new = UjiTeknis.objects.select_related("rencana", "pegawai", "mengganti").get(pk=uji_id)
    require(permissions.can_sign_test(by, new))
    if selectors.is_candidate(row, by):
        raise DomainError(DIRI, galat="diri_sendiri")
    check_transition(ALUR_UJI, new.status, StatusUji.BERLAKU if setuju else StatusUji.DITOLAK)
    if setuju:
        _put_aside(new.mengganti)
    new.status = StatusUji.BERLAKU if setuju else StatusUji.DITOLAK
    new.ditandatangani_oleh, new.ditandatangani_pada, new.catatan = by, timezone.now(), catatan
    new.save(update_fields=["status", "ditandatangani_oleh", "ditandatangani_pada", "catatan"])
    record_jejak(row, "uji_teknis_ditandatangani", by=by, subjek_id=new.pegawai_id, rincian={"setuju": setuju})
    close_tugas(jenis=TUGAS_UJI, objek_id=new.pk, by=by)
    return new


def _put_aside(old: UjiTeknis | None) -> None:
    assert old is not None
    check_transition(ALUR_UJI, old.status, StatusUji.DIGANTIKAN)
    old.status = StatusUji.DIGANTIKAN
    old.save(update_fields=["status"])
