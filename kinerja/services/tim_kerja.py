"""Work teams: formed by HR or the leader of the unit, joined with one's own results, accompanied by the team leader.

What the leader writes stands beside a rating and never in it: words become feedback by the hand of the penilai only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.models.dasar import periode as days
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import notify
from jabatan.models import TimKhusus
from kinerja import permissions_tim as permissions
from kinerja.enums import StatusSKP
from kinerja.models import AnggotaTim, HasilTim, RencanaHasilKerja, TelaahBukti, TimKerja, UsulUmpanBalik
from kinerja.selectors.evaluasi import span_of
from kinerja.selectors.tim_khusus import members_on
from kinerja.services.pelaksanaan import refuse_closed
from pegawai.models import Pegawai

DASAR = "PermenPANRB 7/2022: sistem kerja, tim kerja dan penugasan."


@dataclass(frozen=True)
class IsianTim:
    """What a team is: name, task, on what it rests, who leads it, from when to when."""

    nama: str
    tugas: str
    dasar: str
    ketua: Pegawai
    mulai: date
    sampai: date
    # Beside which task team of the map; its members come along.
    tim_khusus: TimKhusus | None = None


def _unit_of(isian: IsianTim, by: Pengguna) -> Pegawai:
    """The team belongs to the unit of its leader; whoever forms it forms teams there."""
    leader = isian.ketua
    if leader.unit_kini is None:
        raise DomainError("Unit kerja ketua tim belum tercatat, jadi timnya belum dapat dibentuk.", galat="tanpa_unit")
    require(permissions.can_form_team_in(by, leader.unit_kini))
    if isian.sampai < isian.mulai:
        raise DomainError("Hari terakhir mendahului hari pertama. Periksa tanggalnya.", galat="masa_terbalik")
    return leader


def _free(khusus: TimKhusus | None, row: TimKerja | None, by: Pengguna) -> TimKhusus | None:
    """A task team that this account sees, and that no other open team stands beside."""
    if khusus is None or (row is not None and row.tim_khusus_id == khusus.pk):
        return khusus
    require(TimKhusus.objects.visible_to(by).filter(pk=khusus.pk).exists())
    TimKhusus.objects.select_for_update(of=("self",)).get(pk=khusus.pk)
    if TimKerja.objects.terbuka().filter(tim_khusus=khusus).exists():
        raise DomainError("Tim khusus ini sudah mempunyai tim kerja. Buka yang sudah ada.", galat="sudah_ada")
    return khusus


@perubahan
def form_team(isian: IsianTim, *, by: Pengguna) -> TimKerja:
    """A new team; its leader is told."""
    leader = _unit_of(isian, by)
    row = TimKerja.objects.create(
        instansi_id=leader.instansi_id, unit=leader.unit_kini, nama=isian.nama, tugas=isian.tugas, dasar=isian.dasar,
        ketua=leader, berlaku=days(isian.mulai, isian.sampai), dibuat_oleh=by, tim_khusus=_free(isian.tim_khusus, None, by),
    )  # fmt: skip
    _trace(row, "tim_kerja_dibentuk", by)
    if row.tim_khusus is not None:
        add_members(row.pk, members_on(row.tim_khusus, leader, timezone.localdate()), by=by)
    _tell(leader, f"Anda memimpin {row.nama}", "Bagi peran anggota, periksa bukti, dan usulkan umpan balik.", row, by)
    return row


@perubahan
def change_team(tim_id: UUID, isian: IsianTim, *, by: Pengguna) -> TimKerja:
    """Also another leader: what the former one wrote stays."""
    row = _locked(tim_id)
    require(permissions.managed_teams(by).filter(pk=row.pk).exists())
    leader = _unit_of(isian, by)
    if row.daftar_anggota.filter(pegawai=leader, keluar_pada=None).exists():
        raise DomainError(
            "Ketua tim tidak menjadi anggota timnya sendiri. Keluarkan dulu dari anggota.", galat="rangkap"
        )
    changed = row.ketua_id != leader.pk
    row.nama, row.tugas, row.dasar, row.ketua = isian.nama, isian.tugas, isian.dasar, leader
    row.unit, row.berlaku = leader.unit_kini, days(isian.mulai, isian.sampai)
    row.tim_khusus = _free(isian.tim_khusus, row, by)
    row.save()
    _trace(row, "tim_kerja_diubah", by)
    if changed:
        _tell(leader, f"Anda memimpin {row.nama}", "Anda menggantikan ketua tim sebelumnya.", row, by)
    return row


@perubahan
def close_team(tim_id: UUID, *, by: Pengguna) -> TimKerja:
    """From now on its leader reads nothing of its members; what was written stays beside the ratings."""
    row = _locked(tim_id)
    require(permissions.managed_teams(by).filter(pk=row.pk).exists())
    row.ditutup_pada = timezone.now()
    row.save(update_fields=["ditutup_pada"])
    _trace(row, "tim_kerja_ditutup", by)
    return row


@perubahan
def add_members(tim_id: UUID, orang: Collection[Pegawai], *, by: Pengguna) -> int:
    """By whoever forms the team, or by its leader; each is asked to put his results into it."""
    row = _locked(tim_id)
    require(permissions.is_leader(by, row) or permissions.managed_teams(by).filter(pk=row.pk).exists())
    if any(person.pk == row.ketua_id for person in orang):
        raise DomainError("Ketua tim tidak menjadi anggota timnya sendiri.", galat="rangkap")
    there = {one.pegawai_id: one for one in row.daftar_anggota.all()}
    added = 0
    for person in orang:
        member = there.get(person.pk)
        if member is not None and member.keluar_pada is None:
            continue
        if member is None:
            AnggotaTim.objects.create(tim=row, pegawai=person)
        else:
            member.keluar_pada = None
            member.save(update_fields=["keluar_pada"])
        added += 1
        words = "Pilih hasil kerja Anda yang dikerjakan dalam tim ini; ketua tim hanya membaca yang Anda pilih."
        _tell(person, f"Anda anggota {row.nama}", words, row, by)
    _trace(row, "anggota_tim_ditambah", by, jumlah=added)
    return added


@perubahan
def remove_member(anggota_id: UUID, *, by: Pengguna) -> AnggotaTim:
    """Out of the team: its leader no longer reads the results; what was written stays."""
    member = AnggotaTim.objects.select_related("pegawai__pengguna").get(pk=anggota_id)
    row = _locked(member.tim_id)
    require(permissions.is_leader(by, row) or permissions.managed_teams(by).filter(pk=row.pk).exists())
    member.keluar_pada = timezone.now()
    member.save(update_fields=["keluar_pada"])
    _trace(row, "anggota_tim_dikeluarkan", by, orang=member.pegawai_id)
    return member


@perubahan
def assign_part(anggota_id: UUID, *, peran: str, by: Pengguna) -> AnggotaTim:
    """The part of a member, by the leader."""
    member = AnggotaTim.objects.select_related("pegawai__pengguna").get(pk=anggota_id)
    row = _locked(member.tim_id)
    require(permissions.is_leader(by, row) and member.keluar_pada is None)
    member.peran = peran
    member.save(update_fields=["peran"])
    _trace(row, "peran_tim_dibagi", by, orang=member.pegawai_id)
    _tell(member.pegawai, f"Peran Anda dalam {row.nama}", peran, row, by)
    return member


@perubahan
def choose_results(tim_id: UUID, garis: Iterable[UUID], *, by: Pengguna) -> list[HasilTim]:
    """Which of the own results belong into the team. What the leader has written on already cannot be taken out."""
    row = _locked(tim_id)
    member = row.daftar_anggota.filter(pegawai__pengguna=by, keluar_pada=None).first()
    require(member is not None)
    assert member is not None
    own = set(lines_for(member, row).values_list("garis", flat=True))
    wanted = set(garis) & own
    there = {one.garis: one for one in member.daftar_hasil.all()}
    for line, one in there.items():
        if line in wanted:
            continue
        if one.daftar_telaah.exists() or one.daftar_usul.exists():
            raise DomainError(
                "Hasil kerja yang sudah ditelaah ketua tim tetap dalam tim. Bicarakan dengan ketua tim.",
                galat="ditelaah",
            )
        one.delete()
    HasilTim.objects.bulk_create([HasilTim(anggota=member, garis=line) for line in wanted - set(there)])
    _trace(row, "hasil_tim_dipilih", by, jumlah=len(wanted))
    return list(member.daftar_hasil.all())


def lines_for(member: AnggotaTim, tim: TimKerja) -> QuerySet[RencanaHasilKerja]:
    """Results of the member's approved plans that run while the team does."""
    rows = RencanaHasilKerja.objects.filter(skp__pegawai_id=member.pegawai_id, skp__status=StatusSKP.DISETUJUI)
    return rows.filter(skp__berlaku__overlap=tim.berlaku).order_by("skp__berlaku", "jenis", "urut")


@perubahan
def check_proof(hasil_id: UUID, progres_id: UUID, *, sesuai: bool, catatan: str, by: Pengguna) -> TelaahBukti:
    """The leader's look at one note: it fits, or what is missing. Not after the stretch was handed over."""
    result = HasilTim.objects.select_related("anggota__tim", "anggota__pegawai__pengguna").get(pk=hasil_id)
    row = _locked(result.anggota.tim_id)
    require(permissions.led_results(by).filter(pk=result.pk).exists())
    note = permissions.led_notes(by).filter(pk=progres_id, pegawai_id=result.anggota.pegawai_id).first()
    require(note is not None)
    assert note is not None
    refuse_closed(note.pegawai_id, note.tanggal)
    if not sesuai and not catatan:
        raise DomainError("Tulis apa yang perlu dilengkapi.", galat="tanpa_alasan")
    found, _ = TelaahBukti.objects.update_or_create(
        hasil=result, progres=note,
        defaults={"sesuai": sesuai, "catatan": "" if sesuai else catatan, "oleh": by, "pada": timezone.now()},
    )  # fmt: skip
    _trace(row, "bukti_tim_ditelaah", by, orang=result.anggota.pegawai_id)
    if not sesuai:
        _tell(result.anggota.pegawai, f"Bukti dalam {row.nama} perlu dilengkapi", catatan, row, by)
    return found


@perubahan
def draft_feedback(hasil_id: UUID, *, tahun: int, jenis: str, nomor: int, teks: str, by: Pengguna) -> UsulUmpanBalik:
    """Words for the penilai, for one result and one stretch of the team's days."""
    result = HasilTim.objects.select_related("anggota__tim").get(pk=hasil_id)
    row = _locked(result.anggota.tim_id)
    require(permissions.led_results(by).filter(pk=result.pk).exists())
    first, last = span_of(tahun, jenis, nomor)
    if last < row.mulai or first > row.sampai:
        raise DomainError("Masa itu di luar masa tim. Pilih masa yang lain.", galat="di_luar_masa")
    refuse_closed(result.anggota.pegawai_id, max(first, row.mulai), jenis)
    found, _ = UsulUmpanBalik.objects.update_or_create(
        hasil=result, tahun=tahun, jenis=jenis, nomor=nomor, defaults={"teks": teks, "oleh": by, "pada": timezone.now()}
    )
    _trace(row, "usul_umpan_balik_ditulis", by, orang=result.anggota.pegawai_id)
    return found


# -- shared --------------------------------------------------------------------------------------------------------


def _locked(tim_id: UUID) -> TimKerja:
    row = TimKerja.objects.select_for_update(of=("self",)).select_related("unit").get(pk=tim_id)
    if row.ditutup_pada is not None:
        raise DomainError("Tim ini sudah ditutup, jadi isinya tidak diubah lagi.", galat="sudah_ditutup")
    return row


def _trace(row: TimKerja, aksi: str, by: Pengguna, *, orang: UUID | None = None, **rincian: object) -> None:
    record_jejak(row, aksi, by=by, subjek_id=orang, unit_id=row.unit_id, rincian={"tim": row.nama, **rincian})


def _tell(orang: Pegawai, judul: str, isi: str, row: TimKerja, by: Pengguna) -> None:
    if orang.pengguna is None:
        return
    notify(
        orang.pengguna, judul=judul, isi=isi[:300], url=reverse("kinerja:tim_kerja", args=[row.pk]),
        kelompok=KelompokKabar.TUGAS, mengapa=f"Anda bagian dari {row.nama}.", aturan=DASAR, oleh=by.nama,
        keberatan="Bicarakan dengan ketua tim atau atasan langsung Anda.",
    )  # fmt: skip
