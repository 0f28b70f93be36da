"""Moving from the former SIMPEG: staging of dumps, codes, decisions, signatures and cut-over. Matching: cocokkan_simpeg.py."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models.functions import Lower
from django.utils import timezone

from asn_portal.core import kripto
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna, RincianUnit, UnitKerja
from asn_portal.core.models.dasar import new_ids
from asn_portal.core.permissions import require
from asn_portal.core.services.latar import start_job
from asn_portal.core.templatetags.bentuk import angka
from asn_portal.lembar.impor import Baris
from pegawai import permissions
from pegawai.enums import StatusSimpeg as S
from pegawai.enums import TumpahanSimpeg
from pegawai.models import BarisSimpeg, Migrasi, PetaKojab, PetaKolok
from pegawai.models.pegawai import KOLOM_NIK
from pegawai.sasaran_jabatan import all_sasaran_jabatan, sasaran_jabatan
from pegawai.selectors import migrasi as selectors

COCOKKAN = "pegawai.migrasi_cocokkan"
SUDAH_DICOCOKKAN = "Baris ini sudah dicocokkan, jadi tidak dikeluarkan."
SEDANG = "Pencocokan sedang berjalan. Tunggu sampai selesai."
KOSONG = "Belum ada baris SIMPEG lama. Unggah dulu berkasnya."
BELUM_COCOK = "Masih ada baris yang belum dicocokkan. Jalankan pencocokan dulu."
TANPA_UNIT = "{n} baris belum mempunyai unit. Petakan koloknya, atau putuskan barisnya satu per satu."
BELUM_SAH = "{n} unit belum mengesahkan angkanya: {nama}."
SHOWN = 3
COLUMNS = ("nrk", "nip", "kolok", "kojab")


def open_migration(by: Pengguna) -> Migrasi:
    """The one of the agency, locked; refuses when it is over. Part of the caller's change."""
    require(permissions.can_run_migration(by))
    row, _ = Migrasi.objects.get_or_create(instansi_id=by.instansi_id)
    row = Migrasi.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.ditutup_pada is not None:
        raise TransitionError(selectors.DITUTUP, galat="migrasi_ditutup")
    return row


# -- staging --------------------------------------------------------------------------------------------------------


@perubahan
def stage_rows(tumpahan: TumpahanSimpeg, rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """Rows as they are now: what is new or changed waits to be matched, what is the same stays as it was."""
    migrasi = open_migration(by)
    selectors.check_dump(by, tumpahan, rows)
    good = [row for row in rows if row.benar]
    fresh = {one.kunci: (row, one) for row in good for one in [_staged(migrasi, tumpahan, row.nilai)]}
    known = {row.kunci: row for row in migrasi.daftar_baris.filter(tumpahan=tumpahan, kunci__in=list(fresh))}
    record_jejak(
        migrasi, "simpeg_ditampung", by=by,
        rincian={"impor": str(impor), "tumpahan": tumpahan.value, "baris": len(good)},
    )  # fmt: skip
    created, changed = [], []
    for kunci, (row, one) in fresh.items():
        old = known.get(kunci)
        if old is not None and _same(old, one):
            row.sudah_ada = "Sudah ada: baris ini sama dengan yang sudah ditampung."
        elif old is not None:
            changed.append(_renew(old, one))
        else:
            created.append(one)
    for pk, one in zip(new_ids(len(created)), created, strict=True):
        one.pk = pk
    BarisSimpeg.objects.bulk_create(created)
    BarisSimpeg.objects.bulk_update(changed, [*COLUMNS, "nik_sidik", "isi", "status", "alasan", "objek_id"])
    stored = {row.kunci: row for row in (*created, *changed)}
    for kunci, (row, _) in fresh.items():
        if kunci in stored:
            row.hasil = {"baris": str(stored[kunci].pk), "sidik": _fingerprint(stored[kunci])}
            row.objek = stored[kunci].pk
    _learn_codes(migrasi, [row.nilai for row in good])


def _staged(migrasi: Migrasi, tumpahan: TumpahanSimpeg, nilai: dict[str, Any]) -> BarisSimpeg:
    digest = kripto.digest(nilai["nik"], kolom=KOLOM_NIK) if nilai["nik"] else None
    names = {*COLUMNS, "nik"}
    rest = {name: value for name, value in nilai.items() if name not in names and value not in (None, "")}
    return BarisSimpeg(
        migrasi=migrasi, tumpahan=tumpahan, kunci=selectors.natural_key(tumpahan, nilai, digest), nik_sidik=digest,
        isi=json.loads(json.dumps(rest, default=str)), **{name: nilai.get(name) or "" for name in COLUMNS},
    )  # fmt: skip


def _fingerprint(row: BarisSimpeg) -> str:
    nik = bytes(row.nik_sidik).hex() if row.nik_sidik else ""
    text = json.dumps([row.isi, nik, *(getattr(row, name) for name in COLUMNS)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _same(old: BarisSimpeg, new: BarisSimpeg) -> bool:
    return _fingerprint(old) == _fingerprint(new)


def _renew(old: BarisSimpeg, new: BarisSimpeg) -> BarisSimpeg:
    for name in (*COLUMNS, "nik_sidik", "isi"):
        setattr(old, name, getattr(new, name))
    old.status, old.alasan, old.objek_id = S.BELUM, "", None
    return old


def _learn_codes(migrasi: Migrasi, many: Sequence[dict[str, Any]]) -> None:
    """Codes that were not met before; a unit whose name is exactly that of one of ours is proposed at once."""
    koloks = {nilai["kolok"]: nilai.get("nama_kolok") or "" for nilai in many if nilai.get("kolok")}
    kojabs = {nilai["kojab"]: nilai.get("nama_kojab") or "" for nilai in many if nilai.get("kojab")}
    new = set(koloks) - set(migrasi.daftar_kolok.filter(kode__in=list(koloks)).values_list("kode", flat=True))
    units = _units_named({koloks[kode].casefold() for kode in new} - {""}, migrasi.instansi_id)
    PetaKolok.objects.bulk_create(
        PetaKolok(migrasi=migrasi, kode=kode, nama=koloks[kode], unit_id=unit, otomatis=unit is not None)
        for kode in sorted(new)
        for unit in [units.get(koloks[kode].casefold())]
    )
    unmet = set(kojabs) - set(migrasi.daftar_kojab.filter(kode__in=list(kojabs)).values_list("kode", flat=True))
    posts = _posts_named({kojabs[kode] for kode in unmet} - {""})
    PetaKojab.objects.bulk_create(
        PetaKojab(migrasi=migrasi, kode=kode, nama=kojabs[kode], sasaran=sasaran, nilai=nilai)
        for kode in sorted(unmet)
        for sasaran, nilai in [posts.get(kojabs[kode], ("", ""))]
    )


def _posts_named(names: set[str]) -> dict[str, tuple[str, str]]:
    """Names that are a post of the map exactly, each with its register."""
    found: dict[str, tuple[str, str]] = {}
    for sasaran in all_sasaran_jabatan() if names else ():
        found = {nama: (sasaran.nama, nilai) for nama, nilai in sasaran.sama(names).items()} | found
    return found


def _units_named(names: set[str], instansi_id: UUID) -> dict[str, UUID]:
    found: dict[str, list[UUID]] = {}
    rows = RincianUnit.objects.pada(timezone.localdate()).filter(unit__instansi_id=instansi_id)
    for nama, unit in rows.annotate(kecil=Lower("nama")).filter(kecil__in=names).values_list("kecil", "unit_id"):
        found.setdefault(nama, []).append(unit)
    return {nama: units[0] for nama, units in found.items() if len(units) == 1}


@perubahan
def unstage_rows(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """Rows of a file that nobody has matched or changed since leave the staging table."""
    migrasi = open_migration(by)
    present = migrasi.daftar_baris.in_bulk([row.objek for row in rows if row.objek])
    gone = []
    for row in rows:
        found = present.get(row.objek) if row.objek else None
        if found is None or found.status != S.BELUM or _fingerprint(found) != row.hasil["sidik"]:
            row.tolak = SUDAH_DICOCOKKAN
        else:
            gone.append(found.pk)
    record_jejak(migrasi, "simpeg_dikeluarkan", by=by, rincian={"impor": str(impor), "baris": len(gone)})
    migrasi.daftar_baris.filter(pk__in=gone).delete()


# -- codes ------------------------------------------------------------------------------------------------------------


@perubahan
def map_kolok(peta_id: UUID, *, unit: UnitKerja | None, by: Pengguna) -> PetaKolok:
    """Which of our units a code means; rows with it are matched anew at the next run."""
    migrasi = open_migration(by)
    row = migrasi.daftar_kolok.select_for_update(of=("self",)).get(pk=peta_id)
    require(unit is None or unit.instansi_id == by.instansi_id)
    row.unit, row.otomatis = unit, False
    row.save(update_fields=["unit", "otomatis"])
    _match_anew(migrasi, kolok=row.kode)
    record_jejak(row, "kolok_dipetakan", by=by, unit_id=unit.pk if unit else None, rincian={"kolok": row.kode})
    return row


@perubahan
def map_kojab(peta_id: UUID, *, sasaran: str, nilai: str, by: Pengguna) -> PetaKojab:
    migrasi = open_migration(by)
    row = migrasi.daftar_kojab.select_for_update(of=("self",)).get(pk=peta_id)
    found = sasaran_jabatan(sasaran)
    if nilai and (found is None or not found.kata(nilai)):
        raise DomainError("Jabatan itu tidak dikenal. Pilih dari yang ditawarkan.", galat="jabatan_tidak_ada")
    row.sasaran, row.nilai = (sasaran, nilai) if nilai else ("", "")
    row.save(update_fields=["sasaran", "nilai"])
    _match_anew(migrasi, kojab=row.kode)
    record_jejak(row, "kojab_dipetakan", by=by, rincian={"kojab": row.kode})
    return row


@perubahan
def confirm_koloks(chosen: dict[UUID, UUID], *, by: Pengguna) -> int:
    """Many codes at once, each as the page has shown it. Codes or units that are gone meanwhile are left out."""
    migrasi = open_migration(by)
    units = set(
        UnitKerja.objects.filter(instansi_id=by.instansi_id, pk__in=chosen.values()).values_list("pk", flat=True)
    )
    rows = list(migrasi.daftar_kolok.select_for_update(of=("self",)).filter(pk__in=chosen))
    changed = [row for row in rows if chosen[row.pk] in units]
    for row in changed:
        row.unit_id, row.otomatis = chosen[row.pk], False
    record_jejak(migrasi, "kolok_dipetakan_banyak", by=by, rincian={"kode": len(changed)})
    PetaKolok.objects.bulk_update(changed, ["unit", "otomatis"])
    _match_anew(migrasi, kolok__in=[row.kode for row in changed])
    return len(changed)


@perubahan
def confirm_kojabs(chosen: dict[UUID, str], *, by: Pengguna) -> int:
    """The same for codes of posts: names that are a post of a register exactly."""
    migrasi = open_migration(by)
    posts = _posts_named(set(chosen.values()))
    rows = list(migrasi.daftar_kojab.select_for_update(of=("self",)).filter(pk__in=chosen))
    changed = [row for row in rows if chosen[row.pk] in posts]
    for row in changed:
        row.sasaran, row.nilai = posts[chosen[row.pk]]
    record_jejak(migrasi, "kojab_dipetakan_banyak", by=by, rincian={"kode": len(changed)})
    PetaKojab.objects.bulk_update(changed, ["sasaran", "nilai"])
    _match_anew(migrasi, kojab__in=[row.kode for row in changed])
    return len(changed)


def _match_anew(migrasi: Migrasi, **code: str | list[str]) -> None:
    """A row that became part of a file stays; the others take the new meaning."""
    rows = migrasi.daftar_baris.filter(objek_id=None, **code).exclude(status=S.DIPUTUS)
    rows.update(status=S.BELUM, alasan="")


@perubahan
def start_matching(*, by: Pengguna) -> Migrasi:
    migrasi = open_migration(by)
    if migrasi.pekerjaan is not None and migrasi.pekerjaan.terbuka:
        raise TransitionError(SEDANG, galat="sedang_berjalan")
    if not migrasi.daftar_baris.exists():
        raise DomainError(KOSONG, galat="tanpa_baris")
    migrasi.pekerjaan = start_job(
        COCOKKAN, judul="Mencocokkan SIMPEG lama", parameter={"migrasi": str(migrasi.pk)}, by=by
    )
    migrasi.save(update_fields=["pekerjaan"])
    record_jejak(migrasi, "simpeg_dicocokkan", by=by)
    return migrasi


# -- decisions, signatures, cut-over ----------------------------------------------------------------------------------


@perubahan
def decide_row(baris_id: UUID, *, alasan: str, by: Pengguna) -> BarisSimpeg:
    """Somebody looked: the portal is right, or there is nobody whose row this is. It leaves the worklist with its reason."""
    migrasi = open_migration(by)
    row = migrasi.daftar_baris.select_for_update(of=("self",)).get(pk=baris_id)
    if row.status not in {S.BERTENTANGAN, S.TANPA_PADANAN}:
        raise TransitionError("Baris ini sudah tidak menunggu keputusan. Muat ulang daftarnya.", galat="status_berubah")
    row.status, row.alasan = S.DIPUTUS, alasan
    row.save(update_fields=["status", "alasan"])
    record_jejak(row, "simpeg_diputus", by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=alasan)
    return row


@perubahan
def close_migration(*, by: Pengguna, now: datetime) -> Migrasi:
    """Cut-over: every row has its place, every unit has signed. After this the old system is read no more."""
    migrasi = open_migration(by)
    if migrasi.pekerjaan is not None and migrasi.pekerjaan.terbuka:
        raise TransitionError(SEDANG, galat="sedang_berjalan")
    rows = migrasi.daftar_baris
    if not rows.exists():
        raise DomainError(KOSONG, galat="tanpa_baris")
    if rows.filter(status=S.BELUM).exists():
        raise DomainError(BELUM_COCOK, galat="belum_dicocokkan")
    if homeless := rows.filter(unit=None).exclude(status=S.DIPUTUS).count():
        raise DomainError(TANPA_UNIT.format(n=angka(homeless)), galat="tanpa_unit")
    waiting = [line.nama for line in selectors.reconciliation(by, migrasi) if line.unit_id and not line.disahkan]
    if waiting:
        shown = ", ".join(waiting[:SHOWN]) + (", dan lainnya" if len(waiting) > SHOWN else "")
        raise DomainError(BELUM_SAH.format(n=angka(len(waiting)), nama=shown), galat="belum_disahkan")
    migrasi.ditutup_pada, migrasi.ditutup_oleh = now, by
    migrasi.save(update_fields=["ditutup_pada", "ditutup_oleh"])
    record_jejak(migrasi, "migrasi_ditutup", by=by, rincian={"baris": rows.count()})
    return migrasi
