"""One participation, and whom somebody may nominate."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from pegawai.models import Pegawai
from pegawai.models.pegawai import team_of
from pelatihan.aturan.alur_kepesertaan import BERTEMPAT, MENGIKAT
from pelatihan.hari import days_of
from pelatihan.models import AngkatanPelatihan, Kepesertaan

TERBANYAK = 500


def candidates(pengguna: Pengguna, angkatan: AngkatanPelatihan) -> list[tuple[str, str]]:
    """People within reach who are free on these days, by name."""
    busy = Kepesertaan.objects.filter(
        status__in=MENGIKAT, angkatan__mulai__lte=angkatan.selesai, angkatan__selesai__gte=angkatan.mulai
    )
    people = Pegawai.objects.visible_to(pengguna, Sumber.PELATIHAN, "v").exclude(pk=akses(pengguna).orang_id)
    people = people.exclude(pk__in=busy.values("pegawai_id")).order_by("nama")[:TERBANYAK]
    return [(str(one.pk), f"{one.nama}, {one.jabatan_kini}" if one.jabatan_kini else one.nama) for one in people]


def nomination_text(angkatan: AngkatanPelatihan, jumlah: int) -> str:
    days = days_of(angkatan.mulai, angkatan.selesai)
    more = f" Ditampilkan {TERBANYAK} nama pertama." if jumlah == TERBANYAK else ""
    return f"{angkatan.program.judul}, {days}. Usulan Anda sekaligus persetujuan; pegawainya dikabari.{more}"


@dataclass(frozen=True)
class HadirSesi:
    judul: str
    mulai: object
    hadir: bool


def attendance(row: Kepesertaan) -> list[HadirSesi]:
    there = set(row.daftar_hadir.values_list("sesi_id", flat=True))
    return [HadirSesi(one.judul, one.mulai, one.pk in there) for one in row.angkatan.daftar_sesi.order_by("nomor")]


def others_away(pengguna: Pengguna, row: Kepesertaan) -> QuerySet[Kepesertaan]:
    """Who of the own team is away on these days already."""
    team = team_of(akses(pengguna).orang_id, akses(pengguna).tanggal)
    rows = Kepesertaan.objects.filter(pegawai_id__in=team, status__in=BERTEMPAT, masa__overlap=row.masa)
    return rows.exclude(pk=row.pk).select_related("pegawai", "angkatan__program")
