"""Putting work into inboxes, opening it, deciding many cases that were read, and telling people what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from asn_portal.core import hanya_lihat, outbox
from asn_portal.core.enums import CaraSurel, KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.jenis_tugas import jenis_tugas
from asn_portal.core.models import BacaanTugas, Notifikasi, Pengguna, PilihanPemberitahuan, Tugas
from asn_portal.core.models.dasar import new_ids
from asn_portal.core.permissions import require
from asn_portal.core.permissions.tugas import visible_tugas
from asn_portal.core.selectors.tugas import bulk_rows
from asn_portal.core.templatetags.bentuk import angka

# As many as one page shows and one request decides.
MOST_AT_ONCE = 50


def assign_tugas(
    untuk: Iterable[Pengguna],
    *,
    jenis: str,
    objek_id: UUID,
    judul: str,
    alasan: str,
    url: str,
    batas: datetime | None = None,
    tentang: str = "",
) -> None:
    """One open duty per person and case; asking twice leaves one. Called by services, inside their transaction.

    `alasan` tells why it came to this person, `tentang` about whom or what it is.
    """
    values = {"jenis": jenis, "objek_id": objek_id, "judul": judul, "tentang": tentang, "alasan": alasan, "url": url}
    assign_all([Tugas(untuk=orang, batas=batas, **values) for orang in untuk])


def assign_all(rows: Sequence[Tugas]) -> None:
    """Duties of many cases at once, each as of assign_tugas."""
    Tugas.objects.bulk_create(rows, ignore_conflicts=True)


@dataclass(frozen=True)
class Alamat:
    """To whom an open duty goes now, and why."""

    tugas: Tugas
    untuk_id: UUID
    alasan: str


def readdress_tugas(daftar: Sequence[Alamat]) -> int:
    """Open duties go to somebody else; where that account holds the same case already, one of both stays. Part of the
    caller's change.
    """
    held = set(
        Tugas.objects.filter(
            untuk_id__in={satu.untuk_id for satu in daftar}, objek_id__in={satu.tugas.objek_id for satu in daftar},
            selesai_pada=None,
        ).values_list("untuk_id", "jenis", "objek_id")
    )  # fmt: skip
    moved, twice = [], []
    for satu in daftar:
        key = (satu.untuk_id, satu.tugas.jenis, satu.tugas.objek_id)
        if key in held:
            twice.append(satu.tugas.pk)
            continue
        held.add(key)
        satu.tugas.untuk_id, satu.tugas.alasan = satu.untuk_id, satu.alasan[:300]
        moved.append(satu.tugas)
    Tugas.objects.bulk_update(moved, ["untuk_id", "alasan"], batch_size=500)
    Tugas.objects.filter(pk__in=twice).delete()
    return len(moved)


def close_tugas(*, jenis: str, objek_id: UUID, by: Pengguna | None) -> None:
    """The case is decided: it leaves every inbox."""
    Tugas.objects.filter(jenis=jenis, objek_id=objek_id, selesai_pada=None).update(
        selesai_pada=timezone.now(), selesai_oleh=by
    )


def open_tugas(tugas: Tugas, *, by: Pengguna) -> str:
    """Note that it was read, and return where the case is. What was delegated opens only for an own right."""
    jenis = jenis_tugas(tugas.jenis)
    mine = by.pk in {tugas.untuk_id, tugas.selesai_oleh_id}
    if not mine and tugas.objek_id not in jenis.berhak(by, [tugas.objek_id]):
        raise DomainError(
            f"Tugas ini tidak dapat Anda buka: Anda sendiri tidak berwenang memutuskannya. Tugas tetap pada {tugas.untuk.nama}.",
            galat="tanpa_kewenangan",
        )
    if hanya_lihat.current() is None:
        BacaanTugas.objects.bulk_create([BacaanTugas(tugas=tugas, pengguna=by)], ignore_conflicts=True)
    return tugas.url


# -- many at once ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class HasilTugas:
    """What became of one of many."""

    tugas: Tugas
    berhasil: bool
    kalimat: str


def decide_many(jenis_kunci: str, tugas_ids: Sequence[UUID], *, catatan: str, by: Pengguna) -> list[HasilTugas]:
    """Decide the chosen cases one after another, each by the service of its app with its own lock, check and trace.
    What was not read, carries a flag or is refused stays open, and its row says why.
    """
    jenis = jenis_tugas(jenis_kunci)
    massal = jenis.massal
    require(massal is not None and jenis.berwenang(by))
    assert massal is not None
    if not tugas_ids:
        raise DomainError("Pilih paling sedikit satu tugas.", galat="tanpa_pilihan")
    if len(tugas_ids) > MOST_AT_ONCE:
        raise DomainError(f"Pilih paling banyak {MOST_AT_ONCE} tugas sekali putus.", galat="terlalu_banyak")
    wanted = set(tugas_ids)
    results = [
        _decide_one(baris.tugas, baris.sebab, massal.putuskan, catatan, by)
        for baris in bulk_rows(by, jenis)
        if baris.tugas.pk in wanted
    ]
    known = {hasil.tugas.pk for hasil in results}
    gone = visible_tugas(by).filter(pk__in=wanted - known, jenis=jenis_kunci)
    return results + [HasilTugas(row, False, "Sudah diputuskan orang lain, atau tidak lagi pada Anda.") for row in gone]


def _decide_one(
    tugas: Tugas, sebab: str, putuskan: Callable[[UUID, str, Pengguna], Any], catatan: str, by: Pengguna
) -> HasilTugas:
    if sebab:
        return HasilTugas(tugas, False, sebab)
    try:
        with transaction.atomic():
            putuskan(tugas.objek_id, catatan, by)
    except DomainError as refused:
        return HasilTugas(tugas, False, refused.pesan)
    except PermissionDenied:
        return HasilTugas(tugas, False, "Anda tidak berwenang memutuskan yang ini.")
    return HasilTugas(tugas, True, "")


# How to object, in the words that most notices share.
SISTEM = "Portal Pegawai, dengan sendirinya"
BILA_KELIRU = "Bila keliru, hubungi pengelola kepegawaian unit Anda."
BILA_BUKAN_ANDA = "Bila bukan Anda yang melakukannya, segera hubungi pengelola kepegawaian unit Anda."

# -- telling -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kabar:
    """A notice in its parts: what changed (`isi`), why, by which rule, by whom, how to object."""

    untuk: Pengguna
    judul: str
    isi: str
    url: str = ""
    kelompok: KelompokKabar = KelompokKabar.LAIN
    mengapa: str = ""
    aturan: str = ""
    oleh: str = ""
    keberatan: str = ""
    # Those of one key become one notice for each person. `isi` then ends with the sums of `hitungan`: what, how many.
    kunci: str = ""
    hitungan: dict[str, int] = field(default_factory=dict)

    @property
    def kalimat(self) -> str:
        return f"{self.isi}{_in_words(self.hitungan)}"


def _in_words(hitungan: dict[str, int]) -> str:
    return f": {', '.join(f'{angka(n)} {kata}' for kata, n in sorted(hitungan.items()))}." if hitungan else ""


def notify(
    untuk: Pengguna,
    *,
    judul: str,
    isi: str,
    url: str = "",
    kelompok: KelompokKabar = KelompokKabar.LAIN,
    mengapa: str = "",
    aturan: str = "",
    oleh: str = "",
    keberatan: str = "",
) -> None:
    """A notice on the page, and an e-mail that only says that there is one, as its owner has chosen."""
    notify_all([Kabar(untuk, judul, isi, url, kelompok, mengapa, aturan, oleh, keberatan)])


def notify_all(daftar: Sequence[Kabar]) -> None:
    """The same for many people: as many statements for a thousand as for one."""
    daftar = _not_joined(daftar)
    if not daftar:
        return
    ways = _chosen_ways(daftar)
    rows = [
        Notifikasi(
            pk=pk, untuk=kabar.untuk, judul=kabar.judul, isi=kabar.kalimat, url=kabar.url, kelompok=kabar.kelompok,
            mengapa=kabar.mengapa, aturan=kabar.aturan, oleh=kabar.oleh, keberatan=kabar.keberatan,
            kunci=kabar.kunci, hitungan=kabar.hitungan,
            surel=ways.get((kabar.untuk.pk, kabar.kelompok), CaraSurel.SEGERA),
        )
        for pk, kabar in zip(new_ids(len(daftar)), daftar, strict=True)
    ]  # fmt: skip
    Notifikasi.objects.bulk_create(rows)
    at_once = [row for row in rows if row.surel == CaraSurel.SEGERA and row.untuk.email and row.untuk.is_active]
    outbox.enqueue_many("core.send_notice_mail", [[str(row.pk)] for row in at_once])


def _not_joined(daftar: Sequence[Kabar]) -> list[Kabar]:
    """Those that are news. The others join the notice of their key: its sums grow and it is unread again; no second e-mail
    goes out. One writer at a time has a key (the job of its batch), and the database allows one notice each.
    """
    fresh: dict[tuple[UUID, str], Kabar] = {}
    for kabar in daftar:
        known = fresh.get((kabar.untuk.pk, kabar.kunci)) if kabar.kunci else None
        sums = dict(Counter(known.hitungan) + Counter(kabar.hitungan)) if known else kabar.hitungan
        fresh[kabar.untuk.pk, kabar.kunci or str(len(fresh))] = replace(kabar, hitungan=sums)
    keys = {kabar.kunci for kabar in daftar if kabar.kunci}
    people = {kabar.untuk.pk for kabar in daftar if kabar.kunci}
    told = list(Notifikasi.objects.select_for_update().filter(kunci__in=keys, untuk__in=people)) if keys else []
    for row in told:
        kabar = fresh.pop((row.untuk_id, row.kunci), None)
        if kabar is not None:
            row.hitungan = dict(Counter(row.hitungan) + Counter(kabar.hitungan))
            row.isi, row.url, row.dibaca_pada = replace(kabar, hitungan=row.hitungan).kalimat, kabar.url, None
    Notifikasi.objects.bulk_update(told, ["hitungan", "isi", "url", "dibaca_pada"])
    return list(fresh.values())


def _chosen_ways(daftar: Sequence[Kabar]) -> dict[tuple[UUID, str], str]:
    """What concerns the safety of an account is not a matter of choice."""
    groups = {kabar.kelompok for kabar in daftar} - {KelompokKabar.KEAMANAN}
    if not groups:
        return {}
    people = {kabar.untuk.pk for kabar in daftar}
    rows = PilihanPemberitahuan.objects.filter(pengguna_id__in=people, kelompok__in=groups)
    return {(pengguna, kelompok): cara for pengguna, kelompok, cara in rows.values_list("pengguna", "kelompok", "cara")}


def mark_read(notifikasi_id: UUID, *, by: Pengguna) -> None:
    Notifikasi.objects.filter(pk=notifikasi_id, untuk=by, dibaca_pada=None).update(dibaca_pada=timezone.now())


def mark_all_read(*, by: Pengguna) -> None:
    Notifikasi.objects.filter(untuk=by, dibaca_pada=None).update(dibaca_pada=timezone.now())
