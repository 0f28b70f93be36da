"""The day of a round: its placements are written, by sets, each set one transaction. What was written stays when a worker
dies; the next one goes on. Rows of one chain or swap are written together, so that no seat ever has two holders.

A row that a rule stands against by now stays behind with its sentence, and so does whoever waits for the seat it keeps.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import outbox
from asn_portal.core.audit import perubahan, record_each, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.models import Pengguna, UnitKerja, write_period
from asn_portal.core.models.dasar import close_many, new_ids, subtract
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import Kabar, notify_all
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import check_transition
from jabatan import permissions
from jabatan.aturan.alur_mutasi import ALUR_MUTASI
from jabatan.aturan.putaran_mutasi import stands_against
from jabatan.enums import JenisPenempatan, StatusButirMutasi, StatusMutasi
from jabatan.models import ButirMutasi, Penempatan, PutaranMutasi, RincianJabatan
from jabatan.selectors.periksa_mutasi import check_rows
from jabatan.services.atasan import follow_map
from jabatan.services.daftar import refresh_posts
from jabatan.services.mutasi import BUKA, as_what
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.services.penempatan import LAPORKAN, hold_agency, place_member

# So many people are written in one transaction, unless one chain is longer.
SEKALI = 200


def open_due(hari: date | None = None) -> int:
    """Rounds whose day has come and that still wait: a net under the job that was written when they were published."""
    today = hari or timezone.localdate()
    due = PutaranMutasi.objects.filter(status=StatusMutasi.TERBIT, tanggal_pelantikan__lte=today)
    ids = list(due.values_list("pk", flat=True))
    for pk in ids:
        outbox.enqueue(BUKA, str(pk))
    return len(ids)


def open_moves(putaran_id: UUID) -> bool:
    """One set. Returns whether the round is done; if not, another job goes on."""
    waiting = PutaranMutasi.objects.filter(pk=putaran_id, status=StatusMutasi.TERBIT)
    if not waiting.filter(tanggal_pelantikan__lte=timezone.localdate()).exists():
        return True
    done = _open_set(putaran_id)
    if not done:
        outbox.enqueue(BUKA, str(putaran_id))
    return done


@perubahan
def _open_set(putaran_id: UUID) -> bool:
    agency = PutaranMutasi.objects.values_list("instansi_id", flat=True).get(pk=putaran_id)
    hold_agency(agency)
    row = PutaranMutasi.objects.select_for_update(of=("self",)).select_related("terbit_oleh").get(pk=putaran_id)
    by = row.terbit_oleh
    assert by is not None
    going = _those_that_go(row)
    part = _first_set(going)
    if part:
        _write(row, part, by)
    done = len(part) == len(going)
    if done and row.status == StatusMutasi.TERBIT:
        check_transition(ALUR_MUTASI, row.status, StatusMutasi.SELESAI)
        row.status, row.berlaku_pada = StatusMutasi.SELESAI, timezone.now()
        row.save(update_fields=["status", "berlaku_pada"])
    record_jejak(row, "mutasi_berlaku", by=by, alasan=row.sk_nomor, rincian={"orang": len(part), "selesai": done})
    return done


@perubahan
def retry_left_behind(putaran_id: UUID, *, by: Pengguna) -> int:
    """Those who stayed behind, once more: after what stood against them was put right. Returns how many went."""
    row = PutaranMutasi.objects.get(pk=putaran_id)
    hold_agency(row.instansi_id)
    row = PutaranMutasi.objects.select_for_update(of=("self",)).get(pk=putaran_id)
    require(permissions.can_work_on_round(by, row) and row.status == StatusMutasi.SELESAI)
    row.daftar_butir.filter(status=StatusButirMutasi.TERTINGGAL).update(status=StatusButirMutasi.IKUT, tertinggal="")
    part = _those_that_go(row)
    if part:
        _write(row, part, by)
    record_jejak(row, "mutasi_diulang", by=by, rincian={"orang": len(part)})
    return len(part)


def _those_that_go(row: PutaranMutasi) -> list[ButirMutasi]:
    """Against whom nothing stands. Whoever falls out may keep a seat that another waits for: asked again until it holds."""
    rows = {
        butir.pk: butir
        for butir in row.daftar_butir.filter(status=StatusButirMutasi.IKUT).select_related("ke", "pegawai")
    }
    while rows:
        found = check_rows(row, (StatusButirMutasi.IKUT,))
        stopped = [pk for pk in rows if _against(rows[pk], found.get(pk, []))]
        if not stopped:
            break
        for pk in stopped:
            butir = rows.pop(pk)
            butir.status, butir.tertinggal = StatusButirMutasi.TERTINGGAL, _against(butir, found[pk])[:300]
            butir.save(update_fields=["status", "tertinggal"])
    return list(rows.values())


def _against(butir: ButirMutasi, temuan: list[Any]) -> str:
    """Approved with its findings: only what nothing excuses counts on the day, and what is new."""
    known = {satu["kunci"] for satu in butir.temuan}
    fresh = [satu for satu in temuan if satu.sekat == "tolak" or satu.kunci not in known]
    return stands_against(fresh, butir.pengecualian)


def _first_set(rows: Sequence[ButirMutasi]) -> list[ButirMutasi]:
    """Whole chains, up to `SEKALI` people."""
    group = {row.pk: row.pk for row in rows}

    def root(pk: UUID) -> UUID:
        while group[pk] != pk:
            group[pk] = group[group[pk]]
            pk = group[pk]
        return pk

    leaves = {row.dari_id: row.pk for row in rows if row.dari_id}
    for row in rows:
        if row.ke_id in leaves and row.ke.tunggal:
            group[root(row.pk)] = root(leaves[row.ke_id])
    chains: dict[UUID, list[ButirMutasi]] = {}
    for row in rows:
        chains.setdefault(root(row.pk), []).append(row)
    part: list[ButirMutasi] = []
    for chain in chains.values():
        if part and len(part) + len(chain) > SEKALI:
            break
        part += chain
    return part


def _write(row: PutaranMutasi, part: Sequence[ButirMutasi], by: Pengguna) -> None:
    people = [butir.pegawai_id for butir in part]
    list(Pegawai.objects.select_for_update(of=("self",)).filter(pk__in=people).order_by("pk"))
    masa = DateRange(row.tmt, None, "[)")
    left = _replace(row, part, masa)
    acting = _end_acting([butir.ke_id for butir in part], masa)
    follow_map({*left, *(butir.ke_id for butir in part)}, masa, orang=[*people, *acting])
    _take_along(row, part)
    refresh_posts(people)
    _note(row, part, by)


def _replace(row: PutaranMutasi, part: Sequence[ButirMutasi], masa: DateRange) -> set[UUID]:
    """All former posts end, then all new ones begin; which seats were left."""
    wanted = {(butir.pegawai_id, as_what(butir.ke, butir.dasar_rangkap)): butir for butir in part}
    known = Penempatan.objects.kini().select_for_update().filter(
        pegawai_id__in=[butir.pegawai_id for butir in part], berlaku__overlap=masa
    ).exclude(jenis=JenisPenempatan.RANGKAP)  # fmt: skip
    ending = [old for old in known if (old.pegawai_id, old.jenis) in wanted]
    now = close_many(Penempatan, [old.pk for old in ending])
    recorded = DateTimeTZRange(now, None, "[)")
    rows = [_until(old, rest, recorded) for old in ending for rest in subtract(old.berlaku, masa)]
    for pk, ((_, kind), butir) in zip(new_ids(len(wanted)), wanted.items(), strict=True):
        butir.penempatan_id, butir.status, butir.tertinggal = pk, StatusButirMutasi.BERLAKU, ""
        rows.append(
            Penempatan(
                id=pk, pegawai_id=butir.pegawai_id, jabatan_id=butir.ke_id, tunggal=butir.ke.tunggal, jenis=kind,
                dasar=row.nama[:200], dasar_rangkap=butir.dasar_rangkap, sk_nomor=row.sk_nomor, sk_tanggal=row.sk_tanggal,
                tanggal_pelantikan=row.tanggal_pelantikan, berlaku=masa, tercatat=recorded,
            )
        )  # fmt: skip
    Penempatan.objects.bulk_create(rows)
    _store(part)
    return {old.jabatan_id for old in ending}


def _until(old: Penempatan, berlaku: DateRange, recorded: DateTimeTZRange) -> Penempatan:
    kept = {
        name: getattr(old, name)
        for name in (
            "pegawai_id", "jabatan_id", "tunggal", "jenis", "sub_jabatan", "dasar", "dasar_rangkap", "sk_nomor", "sk_tanggal",
            "tanggal_pelantikan",
        )
    }  # fmt: skip
    return Penempatan(berlaku=berlaku, tercatat=recorded, **kept)


STORE = """
UPDATE jabatan_butirmutasi b SET status = 'berlaku', tertinggal = '', penempatan_id = x.penempatan
FROM unnest(%(butir)s::uuid[], %(penempatan)s::uuid[]) x (butir, penempatan) WHERE b.id = x.butir
"""


def _store(part: Sequence[ButirMutasi]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            STORE, {"butir": [str(one.pk) for one in part], "penempatan": [str(one.penempatan_id) for one in part]}
        )


def _end_acting(seats: Sequence[UUID], masa: DateRange) -> list[UUID]:
    """A Plt. or Pj. ends when the holder comes; who they were."""
    rows = Penempatan.objects.kini().filter(
        jabatan_id__in=seats, jenis__in=(JenisPenempatan.PLT, JenisPenempatan.PJ), berlaku__overlap=masa
    )
    people = []
    for row in list(rows):
        keys = {"jabatan_id": row.jabatan_id, "jenis": row.jenis, "pegawai_id": row.pegawai_id}
        write_period(Penempatan, keys=keys, berlaku=masa, values=None)
        people.append(row.pegawai_id)
    return people


def _take_along(row: PutaranMutasi, part: Sequence[ButirMutasi]) -> None:
    """The unit follows the own post."""
    own = [butir for butir in part if as_what(butir.ke, butir.dasar_rangkap) != JenisPenempatan.RANGKAP]
    units = dict(
        RincianJabatan.objects.pada(row.tmt)
        .filter(jabatan_id__in=[b.ke_id for b in own])
        .values_list("jabatan_id", "unit_id")
    )
    rows = KeanggotaanUnit.objects.pada(row.tmt).filter(pegawai_id__in=[b.pegawai_id for b in own])
    here = dict(rows.values_list("pegawai_id", "unit_id"))
    there = UnitKerja.objects.in_bulk(set(units.values()))
    for butir in own:
        unit = units[butir.ke_id]
        if here.get(butir.pegawai_id) != unit:
            place_member(butir.pegawai, unit=there[unit], mulai=row.tmt, dasar=f"{row.nama}: {row.sk_nomor}"[:200])


def _note(row: PutaranMutasi, part: Sequence[ButirMutasi], by: Pengguna) -> None:
    """Each in the own history, and a notice: from today on nothing of it is a secret."""
    names = dict(
        RincianJabatan.objects.pada(row.tmt)
        .filter(jabatan_id__in=[b.ke_id for b in part])
        .values_list("jabatan_id", "nama")
    )
    acts = [
        {
            "objek_id": str(one.penempatan_id), "subjek_id": one.pegawai_id, "unit_id": one.pegawai.unit_kini_id,
            "alasan": row.sk_nomor, "rincian": {"jabatan": names[one.ke_id], "mulai": row.tmt.isoformat(), "jabatan_id": str(one.ke_id)},
        }
        for one in part
    ]  # fmt: skip
    record_each("ditempatkan", Penempatan._meta.label, acts, by=by)
    accounts = Pengguna.objects.filter(pk__in=[one.pegawai.pengguna_id for one in part], is_active=True).in_bulk()
    notify_all([
        Kabar(
            accounts[one.pegawai.pengguna_id], "Penempatan Anda berubah",
            f"Mulai {tanggal(row.tmt)} Anda menjabat {names[one.ke_id]}.",
            reverse("pegawai:pegawai_detail", args=[one.pegawai_id]), KelompokKabar.DATA, "Putaran mutasi mulai berlaku.",
            f"Keputusan {row.sk_nomor}", by.nama, LAPORKAN,
        )
        for one in part
        if one.pegawai.pengguna_id in accounts
    ])  # fmt: skip
