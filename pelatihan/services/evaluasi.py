"""Evaluation: said once by the participant, and months later by the superior, who is asked by the night."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import close_tugas
from asn_portal.core.templatetags.bentuk import tanggal
from pelatihan import permissions
from pelatihan.aturan.alur_kepesertaan import DAPAT_BEREAKSI
from pelatihan.aturan.evaluasi import TABEL_EVALUASI
from pelatihan.enums import StatusAngkatan
from pelatihan.models import EvaluasiPerilaku, Kepesertaan, ReaksiPeserta

TUGAS_PERILAKU = "pelatihan.perilaku"


@perubahan
def give_reaction(kepesertaan_id: UUID, *, nilai: Mapping[str, int], saran: str, by: Pengguna) -> ReaksiPeserta:
    rows = Kepesertaan.objects.select_for_update(of=("self",)).select_related("angkatan__program")
    row = rows.get(pk=kepesertaan_id)
    require(permissions.is_own(by, row))
    if row.angkatan.status != StatusAngkatan.SELESAI or row.status not in DAPAT_BEREAKSI:
        raise DomainError("Pelatihan dinilai oleh yang mengikutinya, setelah selesai.", galat="belum_selesai")
    record_jejak(row, "pelatihan_dinilai", by=by, subjek_id=row.pegawai_id)
    made = ReaksiPeserta(kepesertaan=row, saran=saran, pada=timezone.now(), **nilai)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as twice:
        raise TransitionError(
            "Anda sudah menilai pelatihan ini. Penilaian yang pertama yang dihitung.", galat="sudah_dinilai"
        ) from twice
    return made


# Whose training ended long enough ago, and nobody was asked yet; the superior of today is asked. One statement each.
SCHEDULE = """
INSERT INTO pelatihan_evaluasiperilaku (kepesertaan_id, mulai, batas, contoh)
SELECT ikut.id, (angkatan.selesai + make_interval(months => %(mulai)s))::date,
       (angkatan.selesai + make_interval(months => %(sampai)s))::date, ''
FROM pelatihan_kepesertaan AS ikut JOIN pelatihan_angkatanpelatihan AS angkatan ON angkatan.id = ikut.angkatan_id
WHERE ikut.status = 'lulus' AND angkatan.status = 'selesai'
  AND (angkatan.selesai + make_interval(months => %(mulai)s))::date <= %(hari)s
  AND (angkatan.selesai + make_interval(months => %(sampai)s))::date > %(hari)s
ON CONFLICT (kepesertaan_id) DO NOTHING
"""
ASK = """
INSERT INTO core_tugas (id, untuk_id, jenis, judul, tentang, alasan, url, objek_id, batas, dibuat_pada)
SELECT md5(%(jenis)s || ikut.id::text || atas.pengguna_id::text || %(hari)s::text)::uuid, atas.pengguna_id, %(jenis)s,
       left('Nilai penerapan pelatihan: ' || orang.nama, 200), left(program.judul, 200),
       'Anda atasan langsungnya hari ini; pelatihannya selesai beberapa bulan lalu.', replace(%(alamat)s, %(nihil)s, ikut.id::text),
       ikut.id, (nilai.batas + 1)::timestamp AT TIME ZONE 'Asia/Jakarta' - interval '1 minute', %(pada)s
FROM pelatihan_evaluasiperilaku AS nilai JOIN pelatihan_kepesertaan AS ikut ON ikut.id = nilai.kepesertaan_id
JOIN pelatihan_angkatanpelatihan AS angkatan ON angkatan.id = ikut.angkatan_id
JOIN pelatihan_programpelatihan AS program ON program.id = angkatan.program_id
JOIN pegawai_pegawai AS orang ON orang.id = ikut.pegawai_id AND orang.ditarik_pada IS NULL
JOIN pegawai_hubunganatasan AS garis ON garis.pegawai_id = orang.id AND upper_inf(garis.tercatat) AND garis.berlaku @> %(hari)s::date
JOIN pegawai_pegawai AS atas ON atas.id = garis.atasan_id
JOIN core_pengguna AS akun ON akun.id = atas.pengguna_id AND akun.is_active
WHERE nilai.pada IS NULL AND nilai.batas >= %(hari)s
  AND NOT EXISTS (SELECT FROM core_tugas AS lama WHERE lama.jenis = %(jenis)s AND lama.objek_id = ikut.id AND lama.selesai_pada IS NULL)
ON CONFLICT DO NOTHING
"""
NIHIL = UUID(int=0)


def schedule_behaviour(hari: date, now: datetime) -> int:
    """Run every night; running twice asks nobody twice. Returns how many superiors were asked."""
    months = TABEL_EVALUASI.at(hari).nilai
    values = {
        "mulai": months["mulai"], "sampai": months["sampai"], "hari": hari, "jenis": TUGAS_PERILAKU, "pada": now,
        "alamat": reverse("pelatihan:perilaku", args=[NIHIL]), "nihil": str(NIHIL),
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SCHEDULE, values)
        cursor.execute(ASK, values)
        return int(cursor.rowcount)


@perubahan
def rate_behaviour(kepesertaan_id: UUID, *, nilai: Mapping[str, int], contoh: str, by: Pengguna) -> EvaluasiPerilaku:
    """By the superior of today, once."""
    rows = EvaluasiPerilaku.objects.select_for_update(of=("self",)).select_related("kepesertaan")
    row = rows.get(kepesertaan_id=kepesertaan_id)
    person_id = row.kepesertaan.pegawai_id
    require(permissions.can_judge(by, person_id))
    if row.pada is not None:
        raise TransitionError("Penerapan pelatihan ini sudah dinilai. Muat ulang halamannya.", galat="sudah_dinilai")
    if timezone.localdate() > row.batas:
        raise DomainError(f"Masa menilainya berakhir {tanggal(row.batas)}.", galat="lewat_batas")
    for name, value in nilai.items():
        setattr(row, name, value)
    row.contoh, row.oleh, row.pada = contoh, by, timezone.now()
    row.save()
    close_tugas(jenis=TUGAS_PERILAKU, objek_id=kepesertaan_id, by=by)
    record_jejak(row.kepesertaan, "perilaku_dinilai", by=by, subjek_id=person_id, unit_id=row.kepesertaan.unit_id)
    return row
