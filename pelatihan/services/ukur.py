"""Levels of competence as they are recorded: brought in from assessors, and the views of the person and the superior."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_each, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.models.dasar import new_ids
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import BILA_KELIRU, Kabar, notify_all
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.lembar.impor import Baris
from pegawai.models import Pegawai
from pelatihan import permissions
from pelatihan.enums import SumberUkur
from pelatihan.models import PengukuranKompetensi
from pelatihan.selectors.celah import gaps_of
from pelatihan.selectors.ukur import prepare

ATURAN = "PermenPANRB 38/2017"
SUDAH_DITARIK = "Hasil ini sudah ditarik, atau sudah diganti hasil lain."


@perubahan
def save_view(pegawai_id: UUID, *, tingkat: Mapping[UUID, int], by: Pengguna) -> int:
    """What the person himself or the superior thinks: of the competences of the own post, as many as were answered."""
    person = Pegawai.objects.select_for_update(of=("self",)).select_related("pengguna").get(pk=pegawai_id)
    own = permissions.is_person(by, pegawai_id)
    require(own or permissions.can_judge(by, pegawai_id))
    today = timezone.localdate()
    asked = {one.kompetensi_id for one in gaps_of(pegawai_id, person.instansi_id, today)}
    given = {pk: level for pk, level in tingkat.items() if pk in asked}
    if not given:
        raise DomainError("Pilih tingkat untuk paling sedikit satu kompetensi.", galat="kosong")
    sumber = SumberUkur.MANDIRI if own else SumberUkur.ATASAN
    now = timezone.now()
    same_day = PengukuranKompetensi.objects.kini().filter(pegawai=person, sumber=sumber, tanggal=today)
    same_day.filter(kompetensi_id__in=given).update(ditarik_pada=now)
    PengukuranKompetensi.objects.bulk_create(
        PengukuranKompetensi(
            pegawai=person, kompetensi_id=pk, tingkat=level, sumber=sumber, tanggal=today, pelaksana=by.nama, oleh=by, pada=now
        )
        for pk, level in given.items()
    )  # fmt: skip
    record_jejak(
        person, "kompetensi_dipandang", by=by, subjek_id=person.pk, unit_id=person.unit_kini_id,
        rincian={"sumber": sumber.value, "kompetensi": len(given)},
    )  # fmt: skip
    return len(given)


# -- brought in ------------------------------------------------------------------------------------------------------


@perubahan
def write_many(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """Results of assessors; each person is told once."""
    require(permissions.can_record_levels(by))
    prepare(by, rows)
    good = [row for row in rows if row.benar]
    now, writer = timezone.now(), permissions.own_name_as_assessor(by)
    made = [
        PengukuranKompetensi(
            id=pk, pegawai=row.temuan["pegawai"], kompetensi_id=row.temuan["kompetensi"], tingkat=row.nilai["tingkat"],
            sumber=SumberUkur.ASESMEN, tanggal=row.nilai["tanggal"], pelaksana=row.nilai["pelaksana"],
            asesor=row.nilai.get("asesor") or writer, instrumen=row.nilai["instrumen"] or "", rujukan=row.nilai["rujukan"] or "", oleh=by, pada=now,
        )
        for row, pk in zip(good, new_ids(len(good)), strict=True)
    ]  # fmt: skip
    PengukuranKompetensi.objects.bulk_create(made)
    for row, one in zip(good, made, strict=True):
        row.objek, row.hasil = row.temuan["pegawai"].pk, {"ukur": str(one.pk)}
    record_jejak(None, "kompetensi_diimpor", by=by, rincian={"impor": str(impor), "baris": len(good)})
    _trace(good, "kompetensi_diimpor", impor, by)
    _tell({row.temuan["pegawai"].pk: (row.temuan["pegawai"], row.nilai["tanggal"]) for row in good}, by)


def _trace(rows: Sequence[Baris], aksi: str, impor: UUID, by: Pengguna) -> None:
    people: dict[UUID, int] = {}
    for row in rows:
        if row.objek is not None:
            people[row.objek] = people.get(row.objek, 0) + 1
    record_each(
        aksi, "pengukuran_kompetensi",
        (
            {"objek_id": pk, "subjek_id": pk, "unit_id": None, "alasan": "", "rincian": {"impor": str(impor), "kompetensi": n}}
            for pk, n in people.items()
        ),
        by=by,
    )  # fmt: skip


def _tell(people: Mapping[UUID, tuple[Any, date]], by: Pengguna) -> None:
    notify_all([
        Kabar(
            person.pengguna, "Hasil penilaian kompetensi Anda tercatat",
            f"Penilaian {tanggal(day)} sudah dibandingkan dengan standar jabatan Anda. Hanya Anda, atasan, dan pengelola "
            "pengembangan yang melihatnya.",
            reverse("pelatihan:kompetensi_saya"), KelompokKabar.DATA,
            mengapa="Lembaga penilai menyerahkan hasil penilaian Anda.", aturan=ATURAN, oleh=by.nama, keberatan=BILA_KELIRU,
        )
        for person, day in people.values() if person.pengguna is not None
    ])  # fmt: skip


@perubahan
def take_back_many(rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """The results of this file no longer count; what was measured before counts again."""
    require(permissions.can_record_levels(by))
    ids = [UUID(row.hasil["ukur"]) for row in rows if row.hasil.get("ukur")]
    living = set(PengukuranKompetensi.objects.kini().filter(pk__in=ids).values_list("pk", flat=True))
    taken = []
    for row in rows:
        if row.hasil.get("ukur") and UUID(row.hasil["ukur"]) in living:
            taken.append(row)
        else:
            row.tolak = SUDAH_DITARIK
    PengukuranKompetensi.objects.filter(pk__in=living).update(ditarik_pada=timezone.now())
    record_jejak(None, "kompetensi_impor_ditarik", by=by, rincian={"impor": str(impor), "baris": len(taken)})
    _trace(taken, "kompetensi_impor_ditarik", impor, by)
