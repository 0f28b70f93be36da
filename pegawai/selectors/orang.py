"""One person: where he stands, what may be done with the record, who looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna, PenugasanPeran
from asn_portal.core.permissions import akses, can_open_surat_tugas
from asn_portal.core.services.jejak import Pembaca
from asn_portal.core.sql import fetch
from pegawai import permissions
from pegawai.enums import AlasanAtasan
from pegawai.models import HubunganAtasan, KeanggotaanUnit, NomorPegawai, Pegawai
from pegawai.models.pegawai import full_name, members_below
from pegawai.selectors.laporan import LATEST, SHOWN, LaporanSaya


def person_of(pengguna: Pengguna) -> Pegawai | None:
    """The record of this account; None for an account without a person."""
    return Pegawai.objects.filter(pengguna=pengguna).first()


@dataclass(frozen=True)
class DataSaya:
    """The own record in short, as lists show it today, and what became of the own reports about its parts. What is not
    known is empty.
    """

    id: UUID
    nama_lengkap: str
    nip: str | None
    jabatan: str
    unit_id: UUID | None
    unit: str
    atasan_id: UUID | None
    atasan: str
    laporan: dict[str, LaporanSaya]


OWN = """
SELECT orang.id, orang.nama, orang.gelar_depan, orang.gelar_belakang, orang.nip, orang.jabatan_kini,
       orang.unit_kini_id, rincian.nama, atas.id, atas.nama, atas.gelar_depan, atas.gelar_belakang,
       (SELECT json_agg(to_json(terbaru)) FROM (LAPORAN) AS terbaru)
FROM pegawai_pegawai AS orang
LEFT JOIN core_rincianunit AS rincian
       ON rincian.unit_id = orang.unit_kini_id AND upper_inf(rincian.tercatat) AND rincian.berlaku @> %(hari)s::date
LEFT JOIN pegawai_pegawai AS atas ON atas.id = orang.atasan_kini_id
WHERE orang.pengguna_id = %(akun)s
""".replace("LAPORAN", LATEST)


def superior_on(pegawai_id: UUID | None, hari: date) -> Pegawai | None:
    """The superior of a person on a day, with the account; None: nobody, or nobody recorded. One query."""
    links = HubunganAtasan.objects.pada(hari).filter(pegawai_id=pegawai_id)
    link = links.select_related("atasan", "atasan__pengguna").first()
    return link.atasan if link is not None else None


def own_record(pengguna: Pengguna, now: datetime) -> DataSaya:
    """The record of an account that has one. One query."""
    pk, *names, nip, jabatan, unit_id, unit, atasan_id, nama, depan, belakang, found = fetch(
        OWN, akun=pengguna.pk, hari=timezone.localdate(now), sejak=now - SHOWN
    )[0]
    superior = full_name(nama, depan, belakang) if atasan_id else ""
    reports = {
        row["bagian"]: LaporanSaya(UUID(row["id"]), row["status"], datetime.fromisoformat(row["dibuat_pada"]))
        for row in found or ()
    }
    return DataSaya(pk, full_name(*names), nip, jabatan, unit_id, unit or "", atasan_id, superior, reports)


@dataclass(frozen=True)
class Tempat:
    """Where a person stands on a day: the unit, the superior, and the rows that say so. What is not known is empty."""

    keanggotaan_id: UUID | None
    unit_id: UUID | None
    unit: str
    hubungan_id: UUID | None
    atasan_id: UUID | None
    atasan: str
    alasan: str
    dasar: str


PLACE = """
SELECT anggota.id, anggota.unit_id, rincian.nama, hubungan.id, hubungan.alasan, hubungan.dasar,
       atas.id, atas.nama, atas.gelar_depan, atas.gelar_belakang
FROM pegawai_pegawai AS orang
LEFT JOIN pegawai_keanggotaanunit AS anggota
       ON anggota.pegawai_id = orang.id AND upper_inf(anggota.tercatat) AND anggota.berlaku @> %(hari)s::date
LEFT JOIN core_rincianunit AS rincian
       ON rincian.unit_id = anggota.unit_id AND upper_inf(rincian.tercatat) AND rincian.berlaku @> %(hari)s::date
LEFT JOIN pegawai_hubunganatasan AS hubungan
       ON hubungan.pegawai_id = orang.id AND upper_inf(hubungan.tercatat) AND hubungan.berlaku @> %(hari)s::date
LEFT JOIN pegawai_pegawai AS atas ON atas.id = hubungan.atasan_id
WHERE orang.id = %(orang)s
"""


def place_on(pegawai: Pegawai, tanggal: date) -> Tempat:
    """Unit and superior on a day. One query."""
    member, unit_id, unit, link, alasan, dasar, atasan_id, nama, depan, belakang = fetch(
        PLACE, orang=pegawai.pk, hari=tanggal
    )[0]
    superior = full_name(nama, depan, belakang) if link else ""
    reason = AlasanAtasan(alasan).label if link else ""
    return Tempat(member, unit_id, unit or "", link, atasan_id, superior, reason, dasar or "")


def profile_actions(pengguna: Pengguna, pegawai: Pegawai) -> dict[str, bool]:
    """What this account may see of the person and do with the record."""
    permissions.know_reach(pengguna, pegawai)
    return {
        "nomor": permissions.can_see_numbers(pengguna, pegawai),
        "pribadi": permissions.can_see_data_pribadi(pengguna, pegawai),
        "kertas": permissions.can_print_papers(pengguna, pegawai),
        "buka_nik": permissions.can_reveal_data_pribadi(pengguna, pegawai),
        "pindah": permissions.can_move_pegawai(pengguna, pegawai),
        "ganti_nomor": permissions.can_set_nomor(pengguna, pegawai),
        "atasan": permissions.can_set_atasan(pengguna, pegawai),
        "lapor": permissions.can_report(pengguna, pegawai),
        "periksa": can_open_surat_tugas(pengguna, pegawai.pk),
        "lihat": permissions.may_offer_view(pengguna, pegawai),
        "berhenti": permissions.can_report_leaving(pengguna, pegawai),
    }


def numbers_of(pegawai: Pegawai) -> list[NomorPegawai]:
    """Every NIP and NRK as known now, the newest first, with whether it is today's (`berlaku_kini`)."""
    rows = NomorPegawai.objects.kini().filter(pegawai=pegawai)
    today = Q(berlaku__contains=timezone.localdate())
    return list(rows.annotate(berlaku_kini=ExpressionWrapper(today, BooleanField())).order_by("-berlaku", "jenis"))


@dataclass(frozen=True)
class Masa:
    """A stretch of a person's unit or superior, as known now. `sampai` is the last day, None while it goes on."""

    id: UUID
    mulai: date
    sampai: date | None
    nama: str
    alasan: str
    dasar: str


HISTORY = """
SELECT 'unit', anggota.id, lower(anggota.berlaku) AS mulai, upper(anggota.berlaku), anggota.dasar, '',
       (SELECT nama FROM core_rincianunit AS rincian
        WHERE rincian.unit_id = anggota.unit_id AND upper_inf(rincian.tercatat)
          AND rincian.berlaku @> lower(anggota.berlaku)), '', ''
FROM pegawai_keanggotaanunit AS anggota WHERE anggota.pegawai_id = %(orang)s AND upper_inf(anggota.tercatat)
UNION ALL
SELECT 'atasan', hubungan.id, lower(hubungan.berlaku), upper(hubungan.berlaku), hubungan.dasar, hubungan.alasan,
       atas.nama, atas.gelar_depan, atas.gelar_belakang
FROM pegawai_hubunganatasan AS hubungan JOIN pegawai_pegawai AS atas ON atas.id = hubungan.atasan_id
WHERE hubungan.pegawai_id = %(orang)s AND upper_inf(hubungan.tercatat)
ORDER BY mulai DESC
"""


def histories(pegawai: Pegawai) -> dict[str, list[Masa]]:
    """Every unit (with its name at that time) and every superior, newest first. One query."""
    found: dict[str, list[Masa]] = {"unit": [], "atasan": []}
    for apa, pk, mulai, akhir, dasar, alasan, nama, depan, belakang in fetch(HISTORY, orang=pegawai.pk):
        sampai = akhir - date.resolution if akhir else None
        name = full_name(nama, depan, belakang) if nama else ""
        found[apa].append(Masa(pk, mulai, sampai, name, AlasanAtasan(alasan).label if alasan else "", dasar))
    return found


def hr_of(pegawai: Pegawai, tanggal: date) -> list[Pengguna]:
    """Both HRs of a person: every operator whose subtree holds the unit, and HR of the province; never the person."""
    member = KeanggotaanUnit.objects.pada(tanggal).filter(pegawai=pegawai).values_list("unit_id", flat=True).first()
    path = core_selectors.path_of(member, tanggal) if member else None
    labels = [int(label) for label in path.split(".")] if path else []
    roles = PenugasanPeran.objects.pada(tanggal).filter(
        Q(peran=Peran.ADMIN_BKD) | Q(peran=Peran.ADMIN_UNIT, unit__nomor__in=labels),
        unit__instansi_id=pegawai.instansi_id,
    )
    return list(
        Pengguna.objects.filter(pk__in=roles.values("pengguna_id"), is_active=True).exclude(pk=pegawai.pengguna_id)
    )


def reader_of(pengguna: Pengguna, pegawai: Pegawai) -> Pembaca:
    """Who reads, as the owner of the data will see it: role and unit, never the name. The role is one that reaches
    this person: HR of the unit before HR of the province.
    """
    mine = akses(pengguna)
    rows = [j.peran for j in mine.reach(Sumber.DATA_PRIBADI) if j.peran.peran != Peran.PEGAWAI]
    near = [row for row in rows if row.jalur and _member_below(pegawai, row.jalur, mine.tanggal)]
    role = max(near, key=lambda row: len((row.jalur or "").split(".")), default=rows[0] if rows else None)
    person = person_of(pengguna)
    unit = place_on(person, mine.tanggal).unit if person else (role.nama_unit if role else "")
    case = permissions.case_of(pengguna, pegawai)
    return Pembaca(
        pengguna, role.peran if role else Peran.PEGAWAI, unit, rutin=False, surat_tugas_id=case.pk if case else None
    )


def _member_below(pegawai: Pegawai, jalur: str, tanggal: date) -> bool:
    return members_below([jalur], tanggal).filter(pegawai=pegawai).exists()
