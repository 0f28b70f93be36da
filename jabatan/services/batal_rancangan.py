"""A publication taken back before its day: every row that it wrote goes, and what was known before is known again."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_each, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import PekerjaanLatar, Pengguna, PenugasanPeran, RincianUnit, Tugas
from asn_portal.core.models.dasar import close_many
from asn_portal.core.permissions import require
from asn_portal.core.services.latar import start_job
from asn_portal.core.services.tugas import Kabar, notify_all
from asn_portal.core.services.unit import rebuild_jalur
from asn_portal.core.templatetags.bentuk import tanggal as tulis
from asn_portal.core.workflow import check_transition
from jabatan import permissions
from jabatan.aturan.alur_rancangan import ALUR_RANCANGAN
from jabatan.enums import StatusRancangan
from jabatan.models import Penempatan, RancanganSusunan, RincianJabatan
from jabatan.serah import TUGAS_MASA, TUGAS_SERAH, TUGAS_TERIMA
from jabatan.services.atasan import follow_map, reached_people
from jabatan.services.daftar import refresh_posts
from jabatan.services.rancangan import PEKERJAAN
from jabatan.services.tolakan import save_or_say
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.services.daftar import refresh_list_columns
from pegawai.services.penempatan import LAPORKAN, hold_agency

OWN = frozenset({"id", "berlaku", "tercatat"})


@perubahan
def start_undo(rancangan_id: UUID, *, alasan: str, by: Pengguna) -> PekerjaanLatar:
    """Asked for with a reason, before the day; a job does it."""
    row = RancanganSusunan.objects.select_for_update().get(pk=rancangan_id, instansi_id=by.instansi_id)
    _check(row, by)
    parameter = {"rancangan": str(row.pk), "aksi": "batal", "alasan": alasan}
    job = start_job(PEKERJAAN, judul=f"Membatalkan {row.judul}"[:200], parameter=parameter, by=by)
    record_jejak(
        row, "pembatalan_diminta", by=by, unit_id=row.unit_id, alasan=alasan, rincian={"pekerjaan": str(job.pk)}
    )
    return job


def undo_in_steps(job: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """One transaction; asked a second time it has nothing left to do."""
    pk = UUID(job.parameter["rancangan"])
    row = RancanganSusunan.objects.get(pk=pk)
    if row.status != StatusRancangan.DIBATALKAN:
        row = undo_publication(pk, alasan=job.parameter["alasan"], by=job.pengguna)
        yield Kemajuan(1, 1, "Peta kembali seperti sebelum rancangan diterbitkan.")
    return Hasil(f"{row.judul} dibatalkan.", url=reverse("jabatan:rancangan_detail", args=[row.pk]))


@perubahan
def undo_publication(rancangan_id: UUID, *, alasan: str, by: Pengguna) -> RancanganSusunan:
    hold_agency(by.instansi_id)
    row = RancanganSusunan.objects.select_for_update().get(pk=rancangan_id, instansi_id=by.instansi_id)
    _check(row, by)
    masa = DateRange(row.tanggal, None, "[)")
    members = _written(KeanggotaanUnit, row, Q(unit__instansi_id=row.instansi_id))
    people = set(members.values_list("pegawai_id", flat=True))
    handed = list(members.values_list("pk", flat=True))
    holders = _written(Penempatan, row, Q(jabatan__instansi_id=row.instansi_id)) | _closed(
        Penempatan, row, Q(jabatan__instansi_id=row.instansi_id)
    )
    people |= set(holders.values_list("pegawai_id", flat=True))
    seats = set(holders.values_list("jabatan_id", flat=True))
    seat_rows = Q(jabatan__instansi_id=row.instansi_id)
    for found in (_written(RincianJabatan, row, seat_rows), _closed(RincianJabatan, row, seat_rows)):
        seats |= set(found.values_list("jabatan_id", flat=True))
    list(Pegawai.objects.select_for_update(of=("self",)).filter(pk__in=people).order_by("pk").values_list("pk"))
    below = reached_people(seats, masa)
    _refuse_newer(row)
    _restore(row, people)
    rebuild_jalur(row.instansi_id)
    follow_map(seats, masa, orang=[*people, *below])
    refresh_list_columns(list(people))
    refresh_posts(list(people))
    Tugas.objects.filter(
        objek_id__in=handed, jenis__in=(TUGAS_SERAH, TUGAS_TERIMA, TUGAS_MASA), selesai_pada=None
    ).update(selesai_pada=timezone.now(), selesai_oleh=by)
    row.status, row.catatan, row.dibatalkan_oleh, row.dibatalkan_pada = (
        StatusRancangan.DIBATALKAN, alasan[:300], by, timezone.now(),
    )  # fmt: skip
    row.save(update_fields=["status", "catatan", "dibatalkan_oleh", "dibatalkan_pada"])
    record_jejak(
        row, "rancangan_dibatalkan", by=by, unit_id=row.unit_id, alasan=alasan, rincian={"orang": len(people)},
    )  # fmt: skip
    _tell(row, people, alasan, by)
    return row


def _check(row: RancanganSusunan, by: Pengguna) -> None:
    require(permissions.can_undo_publication(by, row))
    check_transition(ALUR_RANCANGAN, row.status, StatusRancangan.DIBATALKAN)
    if row.tanggal <= timezone.localdate():
        raise DomainError(
            f"Susunan ini sudah berlaku sejak {tulis(row.tanggal)}, jadi tidak dapat dibatalkan. Tata lagi dengan rancangan baru.",
            galat="sudah_berlaku",
        )


def _written(model: type[Any], row: RancanganSusunan, mine: Q) -> QuerySet[Any]:
    found: QuerySet[Any] = model.objects.filter(
        mine, tercatat__startswith__gte=row.ditulis_dari, tercatat__startswith__lte=row.ditulis_sampai
    )
    return found


def _closed(model: type[Any], row: RancanganSusunan, mine: Q) -> QuerySet[Any]:
    found: QuerySet[Any] = model.objects.filter(
        mine, tercatat__endswith__gte=row.ditulis_dari, tercatat__endswith__lte=row.ditulis_sampai
    )
    return found


def _refuse_newer(row: RancanganSusunan) -> None:
    """Somebody has built on it since: a new unit holds others, a new seat is taken."""
    own = Q(unit__instansi_id=row.instansi_id)
    new_units = set(_written(RincianUnit, row, own).values_list("unit_id", flat=True)) - set(
        _closed(RincianUnit, row, own).values_list("unit_id", flat=True)
    )
    mine = Q(jabatan__instansi_id=row.instansi_id)
    new_seats = set(_written(RincianJabatan, row, mine).values_list("jabatan_id", flat=True)) - set(
        _closed(RincianJabatan, row, mine).values_list("jabatan_id", flat=True)
    )
    later = {"tercatat__startswith__gt": row.ditulis_sampai}
    sitting = Penempatan.objects.kini().filter(jabatan_id__in=new_seats, **later).select_related("pegawai").first()
    if sitting is not None:
        raise _since(f"{sitting.pegawai.nama} sudah ditempatkan pada jabatan barunya")
    member = KeanggotaanUnit.objects.kini().filter(unit_id__in=new_units, **later).select_related("pegawai").first()
    if member is not None:
        raise _since(f"{member.pegawai.nama} sudah dipindahkan ke unit barunya")
    seat = RincianJabatan.objects.kini().filter(Q(unit_id__in=new_units) | Q(induk_id__in=new_seats), **later).first()
    if seat is not None:
        raise _since(f"jabatan {seat.nama} sudah bergantung padanya")


def _since(apa: str) -> DomainError:
    return DomainError(
        f"Sejak rancangan ini diterbitkan {apa}. Batalkan dulu perubahan itu, lalu batalkan rancangannya.",
        galat="sudah_berubah",
    )


def _restore(row: RancanganSusunan, people: set[UUID]) -> None:
    """In each table the rows of that moment are closed and those that they corrected are known again."""
    accounts = Pegawai.objects.filter(pk__in=people, pengguna__isnull=False).values("pengguna_id")
    tables: tuple[tuple[type[Any], Q, str], ...] = (
        (RincianUnit, Q(unit__instansi_id=row.instansi_id), "sebuah unit"),
        (RincianJabatan, Q(jabatan__instansi_id=row.instansi_id), "sebuah jabatan"),
        (Penempatan, Q(jabatan__instansi_id=row.instansi_id), "penempatan"),
        (KeanggotaanUnit, Q(unit__instansi_id=row.instansi_id), "unit seorang pegawai"),
        (PenugasanPeran, Q(pengguna_id__in=accounts), "peran"),
    )
    found = [
        (model, list(_written(model, row, mine)), list(_closed(model, row, mine)), word) for model, mine, word in tables
    ]
    for _, written, _, word in found:
        # Rows that the publication itself corrected again are no change by somebody else.
        if any(one.tercatat.upper is not None and one.tercatat.upper > row.ditulis_sampai for one in written):
            raise _since(f"{word} yang ditatanya sudah diubah lagi")
    for model, written, _, _ in reversed(found):
        close_many(model, [one.pk for one in written if one.tercatat.upper is None])
    for model, _, closed, _ in found:
        back = [_again(one) for one in closed if one.tercatat.lower < row.ditulis_dari]
        save_or_say(lambda model=model, back=back: model.objects.bulk_create(back))


def _again(one: Any) -> Any:
    values = {f.attname: getattr(one, f.attname) for f in one._meta.concrete_fields if f.name not in OWN}
    return type(one)(berlaku=one.berlaku, **values)


def _tell(row: RancanganSusunan, people: set[UUID], alasan: str, by: Pengguna) -> None:
    """Everybody who had been told that his place would change."""
    acts, news = [], []
    for person in Pegawai.objects.filter(pk__in=people).select_related("pengguna"):
        acts.append({
            "objek_id": str(person.pk), "subjek_id": person.pk, "unit_id": row.unit_id, "alasan": alasan,
            "rincian": {"rancangan": str(row.pk)},
        })  # fmt: skip
        if person.pengguna is not None:
            news.append(Kabar(
                person.pengguna, "Perubahan penempatan Anda dibatalkan",
                f"Penempatan Anda tetap seperti sebelumnya; penataan yang berlaku {tulis(row.tanggal)} dibatalkan.",
                reverse("pegawai:pegawai_detail", args=[person.pk]), KelompokKabar.DATA, alasan, "", by.nama, LAPORKAN,
            ))  # fmt: skip
    record_each("penataan_dibatalkan", Pegawai._meta.label, acts, by=by)
    notify_all(news)
