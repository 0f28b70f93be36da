"""People and placements written by the hundred: the checks and the writes of one, in sets. Called by imports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import kripto
from asn_portal.core.audit import perubahan, record_each, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Instansi, Pengguna, PenugasanPeran, periode
from asn_portal.core.models.dasar import Isian, close_many, new_ids, write_periods
from asn_portal.core.permissions import akses, require
from asn_portal.core.services.peran import end_roles_of_leaver
from asn_portal.core.services.tugas import Kabar, notify_all
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.lembar.impor import Baris
from asn_portal.mutu.services import recount_after_change
from pegawai import permissions
from pegawai.enums import AlasanAtasan, JenisNomor
from pegawai.models import HubunganAtasan, KeanggotaanUnit, NomorPegawai, Pegawai
from pegawai.models.pegawai import KOLOM_NIK
from pegawai.selectors import impor as selectors
from pegawai.services.daftar import refresh_list_columns
from pegawai.services.penempatan import LAPORKAN
from pegawai.signals import unit_banyak_berubah

SUDAH_BERUBAH = "Penempatan ini sudah diubah lagi sesudah impor."
PUNYA_AKUN = "Orang ini sudah mempunyai akun."


def _hold(by: Pengguna, ids: Iterable[UUID] = ()) -> None:
    """The tree stands still, and so do these people; always in the same order, so that two imports wait and never lock
    each other out.
    """
    require(permissions.can_import_people(by))
    Instansi.objects.select_for_update(no_key=True).get(pk=by.instansi_id)
    people = Pegawai.objects.select_for_update(of=("self",)).filter(pk__in=list(ids), instansi_id=by.instansi_id)
    list(people.order_by("pk").values_list("pk"))


# -- placements -----------------------------------------------------------------------------------------------------


@perubahan
def move_many(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """`move_pegawai` for many: one statement of each kind for the set, one act in each person's history, one notice each."""
    require(permissions.can_import_people(by))
    selectors.find_people(by, rows, "pegawai")
    _hold(by, [row.temuan["pegawai"].pk for row in rows if row.temuan.get("pegawai")])
    selectors.check_moves(by, rows)
    good = [row for row in rows if row.benar]
    record_jejak(None, "penempatan_diimpor", by=by, rincian={"impor": str(impor), "orang": len(good)})
    isian = [
        Isian(
            row.temuan["pegawai"].pk, row.temuan["masa"], {"unit_id": row.temuan["unit"], "dasar": row.nilai["dasar"]}
        )
        for row in good
    ]
    written = write_periods(KeanggotaanUnit, kunci="pegawai_id", isian=isian)
    refresh_list_columns(list(written))
    _announce_moves(good, written)
    ended = _end_roles(good)
    for row in good:
        person = row.temuan["pegawai"]
        row.objek = person.pk
        row.hasil = {"baris": str(written[person.pk].pk), "peran": ended.get(person.pk, [])}
    _tell_moved(good, impor=impor, by=by)


def _announce_moves(rows: Sequence[Baris], written: Mapping[UUID, KeanggotaanUnit]) -> None:
    """Whoever was in a unit the day before is handed over to the new one. One query."""
    ended = KeanggotaanUnit.objects.kini().filter(
        pegawai_id__in=list(written), berlaku__endswith__in={row.mulai for row in written.values()}
    )
    before = {(row.pegawai_id, row.berlaku.upper): row for row in ended}
    people = {row.temuan["pegawai"].pk: row.temuan["pegawai"] for row in rows}
    moves = [
        (people[pk], before[pk, row.mulai], row)
        for pk, row in written.items()
        if (pk, row.mulai) in before and before[pk, row.mulai].unit_id != row.unit_id
    ]
    if moves:
        unit_banyak_berubah.send(sender=KeanggotaanUnit, pindahan=moves)


def _end_roles(rows: Sequence[Baris]) -> dict[UUID, list[str]]:
    """Few people hold roles: those are done one by one, as ever."""
    accounts = {row.temuan["pegawai"].pengguna_id for row in rows if row.temuan["dari"]} - {None}
    holders = set(PenugasanPeran.objects.kini().filter(pengguna_id__in=accounts).values_list("pengguna_id", flat=True))
    return {
        row.temuan["pegawai"].pk: end_roles_of_leaver(
            row.temuan["pegawai"].pengguna_id,
            dari_unit=row.temuan["dari"],
            ke_unit=row.temuan["unit"],
            mulai=row.nilai["mulai"],
        )
        for row in rows
        if row.temuan["pegawai"].pengguna_id in holders and row.temuan["dari"]
    }


def _tell_moved(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    acts, news = [], []
    for row in rows:
        person, unit, mulai = row.temuan["pegawai"], row.temuan["unit"], row.nilai["mulai"]
        rincian = {"mulai": mulai.isoformat(), "peran_berakhir": row.hasil["peran"], "impor": str(impor)}
        acts.append(_act(person.pk, unit, row.nilai["dasar"], rincian))
        if person.pengguna is not None:
            isi = f"Mulai {tanggal(mulai)} unit Anda {row.temuan['nama_unit']}."
            news.append(_news(person, "Unit Anda berubah", isi, "Penempatan Anda diubah.", row.nilai["dasar"], by))
    record_each("pindah_unit", Pegawai._meta.label, acts, by=by)
    notify_all(news)


def _act(orang: UUID, unit: UUID | None, alasan: str, rincian: dict[str, Any]) -> dict[str, Any]:
    return {"objek_id": str(orang), "subjek_id": orang, "unit_id": unit, "alasan": alasan, "rincian": rincian}


def _news(person: Pegawai, judul: str, isi: str, mengapa: str, dasar: str, by: Pengguna) -> Kabar:
    url = reverse("pegawai:pegawai_detail", args=[person.pk])
    return Kabar(person.pengguna, judul, isi, url, KelompokKabar.DATA, mengapa, dasar, by.nama, LAPORKAN)


@perubahan
def take_back_moves(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """What was known before the import is recorded again for the same days; whoever was changed since stays as he is."""
    _hold(by, [row.objek for row in rows if row.objek])
    mine = KeanggotaanUnit.objects.kini().filter(pk__in=[row.hasil["baris"] for row in rows])
    present = {str(row.pk): row for row in mine.select_related("pegawai__pengguna")}
    own = akses(by).orang_id
    for row in rows:
        if row.hasil["baris"] not in present:
            row.tolak = SUDAH_BERUBAH
        elif row.objek == own:
            row.tolak = selectors.DIRI_SENDIRI
    back = [present[row.hasil["baris"]] for row in rows if not row.tolak]
    record_jejak(None, "penempatan_impor_ditarik", by=by, rincian={"impor": str(impor), "orang": len(back)})
    _restore(back)
    refresh_list_columns([row.pegawai_id for row in back])
    acts = [_act(row.pegawai_id, row.unit_id, "", {"impor": str(impor)}) for row in back]
    record_each("penempatan_ditarik", Pegawai._meta.label, acts, by=by)
    isi = "Perubahan unit yang baru dicatat ditarik kembali; unit Anda seperti sebelumnya."
    news = [
        _news(row.pegawai, "Perubahan unit Anda ditarik", isi, "Berkas yang memuatnya keliru.", "", by) for row in back
    ]
    notify_all([kabar for kabar in news if kabar.untuk is not None])


def _restore(back: Sequence[KeanggotaanUnit]) -> None:
    """The rows that were corrected in the same moment in which ours were written, as far as ours reach, joined again with
    what was left of them before ours.
    """
    if not back:
        return
    times = {row.tercatat.lower for row in back}
    people = {row.pegawai_id: row for row in back}
    touched = KeanggotaanUnit.objects.filter(pegawai_id__in=list(people))
    before = [
        old
        for old in touched.filter(tercatat__endswith__in=times)
        if old.tercatat.upper == people[old.pegawai_id].tercatat.lower
    ]
    left = {(row.pegawai_id, row.berlaku.upper): row for row in touched.kini().exclude(pk__in=[r.pk for r in back])}
    pieces: list[tuple[KeanggotaanUnit, DateRange]] = []
    closing = [row.pk for row in back]
    for old in before:
        ours = people[old.pegawai_id].berlaku
        span = _common(old.berlaku, ours)
        rest = left.get((old.pegawai_id, span.lower))
        if rest is not None and (rest.unit_id, rest.dasar, rest.tercatat.lower) == (
            old.unit_id,
            old.dasar,
            old.tercatat.upper,
        ):
            closing.append(rest.pk)
            span = DateRange(rest.berlaku.lower, span.upper, "[)")
        pieces.append((old, span))
    close_many(KeanggotaanUnit, closing)
    KeanggotaanUnit.objects.bulk_create(
        KeanggotaanUnit(pegawai_id=old.pegawai_id, unit_id=old.unit_id, dasar=old.dasar, berlaku=span)
        for old, span in pieces
    )


def _common(one: DateRange, other: DateRange) -> DateRange:
    ends = [end for end in (one.upper, other.upper) if end is not None]
    return DateRange(max(one.lower, other.lower), min(ends, default=None), "[)")


# -- new people -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Baru:
    """The rows of one new person."""

    orang: Pegawai
    nomor: list[NomorPegawai]
    anggota: KeanggotaanUnit
    atasan: HubunganAtasan | None


@perubahan
def create_many(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """People with their numbers, unit and superior; nobody who is already there."""
    _hold(by)
    selectors.check_new_people(by, rows)
    good = [row for row in rows if row.benar]
    record_jejak(None, "pegawai_diimpor", by=by, rincian={"impor": str(impor), "orang": len(good)})
    made = [_new_person(pk, row, by) for pk, row in zip(new_ids(len(good)), good, strict=True)]
    dated = [one for baru in made for one in (*baru.nomor, baru.anggota, baru.atasan) if one]
    for pk, one in zip(new_ids(len(dated)), dated, strict=True):
        one.pk = pk
    Pegawai.objects.bulk_create(baru.orang for baru in made)
    NomorPegawai.objects.bulk_create(nomor for baru in made for nomor in baru.nomor)
    KeanggotaanUnit.objects.bulk_create(baru.anggota for baru in made)
    HubunganAtasan.objects.bulk_create(baru.atasan for baru in made if baru.atasan)
    refresh_list_columns([baru.orang.pk for baru in made])
    assert by.instansi_id is not None
    recount_after_change(by.instansi_id, *[baru.orang.pk for baru in made])
    for row, baru in zip(good, made, strict=True):
        row.objek = baru.orang.pk
        row.hasil = {"baris": [str(one.pk) for one in (*baru.nomor, baru.anggota, baru.atasan) if one]}
    acts = [_act(row.objek, row.temuan["unit"], row.nilai["dasar"], {"impor": str(impor)}) for row in good if row.objek]
    record_each("pegawai_dicatat", Pegawai._meta.label, acts, by=by)


def _new_person(pk: UUID, row: Baris, by: Pengguna) -> _Baru:
    nilai, dasar, mulai = row.nilai, row.nilai["dasar"], row.nilai["mulai"]
    person = Pegawai(
        pk=pk, instansi_id=by.instansi_id, nama=nilai["nama"], gelar_depan=nilai["gelar_depan"] or "",
        gelar_belakang=nilai["gelar_belakang"] or "", jenis=nilai["jenis"], jenis_kelamin=nilai["jenis_kelamin"],
        tanggal_lahir=nilai["tanggal_lahir"], nip=nilai["nip"], nrk=nilai["nrk"],
    )  # fmt: skip
    if nik := nilai["nik"]:
        person.nik_sandi, person.nik_sidik = kripto.encrypt(nik, kolom=KOLOM_NIK), kripto.digest(nik, kolom=KOLOM_NIK)
        person.nik_sah = row.temuan["nik_sah"]
    # A number names the person from the day it is known to the portal on, so that he may log in before his first day.
    since: date = min(mulai, timezone.localdate())
    numbers = [
        NomorPegawai(pegawai=person, jenis=jenis, nomor=nilai[jenis.value], dasar=dasar, berlaku=periode(since))
        for jenis in JenisNomor
        if nilai[jenis.value]
    ]
    member = KeanggotaanUnit(pegawai=person, unit_id=row.temuan["unit"], dasar=dasar, berlaku=periode(mulai))
    above = row.temuan.get("atasan")
    link = above and HubunganAtasan(
        pegawai=person, atasan=above, alasan=AlasanAtasan.KHUSUS, dasar=dasar, berlaku=periode(mulai)
    )
    return _Baru(person, numbers, member, link)


@perubahan
def take_back_people(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """The record stays as a withdrawn one that no list shows; its dated rows are closed and its numbers are free again."""
    _hold(by, [row.objek for row in rows if row.objek])
    people = {
        p.pk: p for p in Pegawai.objects.visible_to(by, Sumber.DIREKTORI, "w").filter(pk__in=[r.objek for r in rows])
    }
    for row in rows:
        person = people.get(row.objek) if row.objek else None
        row.tolak = selectors.DATA_BERUBAH if person is None else PUNYA_AKUN if person.pengguna_id else ""
    refused = selectors.changed_since_import(
        {row.objek: set(row.hasil["baris"]) for row in rows if row.objek and not row.tolak}
    )
    for row in rows:
        row.tolak = row.tolak or refused.get(row.objek, "")
    back = [people[row.objek] for row in rows if row.objek and not row.tolak]
    record_jejak(None, "pegawai_impor_ditarik", by=by, rincian={"impor": str(impor), "orang": len(back)})
    ids = [person.pk for person in back]
    for model in (NomorPegawai, KeanggotaanUnit, HubunganAtasan):
        close_many(model, list(model.objects.kini().filter(pegawai_id__in=ids).values_list("pk", flat=True)))
    acts = [_act(person.pk, person.unit_kini_id, "", {"impor": str(impor)}) for person in back]
    record_each("pegawai_ditarik", Pegawai._meta.label, acts, by=by)
    Pegawai.objects.filter(pk__in=ids).update(
        nip=None,
        nrk=None,
        nik_sandi=None,
        nik_sidik=None,
        nik_sah=None,
        unit_kini=None,
        atasan_kini=None,
        ditarik_pada=timezone.now(),
    )
