"""Awards as pages ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, F, Prefetch, QuerySet

from asn_portal.core.models import Pengguna
from asn_portal.core.selectors.unit import unit_names
from asn_portal.core.templatetags.bentuk import angka
from kinerja.models import NominasiPenghargaan
from merit import permissions_penghargaan as permissions
from merit.enums_talenta import JenisAjang, StatusAjang, StatusUsulanPenghargaan
from merit.models import AjangPenghargaan, JuriPenghargaan, NilaiJuri, PenerimaPenghargaan, UsulanPenghargaan
from pegawai.models import Pegawai, Peringatan, Referensi

PENERIMA = StatusUsulanPenghargaan.PENERIMA


@dataclass(frozen=True)
class BarisUsulan:
    """A nomination with its people, what the jury gave, and what this account gave."""

    usulan: UsulanPenghargaan
    orang: list[Pegawai]
    rata: Decimal | None
    banyak: int
    nilai_saya: NilaiJuri | None
    boleh_nilai: bool
    boleh_cabut: bool

    @property
    def nama(self) -> str:
        return self.usulan.nama_tim or (self.orang[0].nama_lengkap if self.orang else "")


def awards_listed(pengguna: Pengguna, kueri: Mapping[str, str]) -> QuerySet[AjangPenghargaan]:
    rows = permissions.visible_awards(pengguna).select_related("penghargaan")
    tahun = kueri.get("tahun", "")
    if tahun.isascii() and tahun.isdigit() and len(tahun) == len("2026"):
        rows = rows.filter(tahun=int(tahun))
    if kueri.get("status") in StatusAjang.values:
        rows = rows.filter(status=kueri["status"])
    return rows.order_by("-tahun", "status", "nama", "id")


def nominations_of(ajang: AjangPenghargaan, pengguna: Pengguna) -> list[BarisUsulan]:
    """To those who decide the best first once the jury has worked, with its means; a juror sees the own scores, so that
    none follows another.
    """
    keeps = permissions.can_see_everybody(pengguna)
    juror = permissions.juror_of(pengguna, ajang)
    people = PenerimaPenghargaan.objects.select_related("pegawai").order_by("pegawai__nama")
    rows = permissions.visible_nominations(pengguna, ajang).annotate(
        rata=Avg("daftar_nilai__skor"), banyak=Count("daftar_nilai", distinct=True)
    )
    rows = rows.select_related("ajang", "diusulkan_oleh").prefetch_related(Prefetch("daftar_orang", people))
    own = {one.usulan_id: one for one in NilaiJuri.objects.filter(juri=juror)} if juror else {}
    return [
        BarisUsulan(
            row, [one.pegawai for one in row.daftar_orang.all()],
            Decimal(str(row.rata)) if keeps and row.rata is not None else None, row.banyak if keeps else 0, own.get(row.pk),
            ajang.status == StatusAjang.PENJURIAN and juror is not None and juror.ada_benturan is False,
            permissions.can_withdraw(pengguna, row),
        )
        # To a juror the order would tell what the others gave.
        for row in rows.order_by("status", *([F("rata").desc(nulls_last=True)] if keeps else []), "diusulkan_pada", "pk")
    ]  # fmt: skip


def to_take_over(ajang: AjangPenghargaan) -> int:
    """How many the button would bring, before those who are in already."""
    if ajang.status != StatusAjang.TERBUKA:
        return 0
    if ajang.jenis == JenisAjang.SATYALANCANA:
        code = ajang.penghargaan_id.partition(":")[2]
        rows: QuerySet[Any] = Peringatan.objects.filter(
            jenis="satyalancana", kunci=code, tanggal__lte=ajang.usul_sampai, pegawai__instansi_id=ajang.instansi_id
        )
    else:
        rows = NominasiPenghargaan.objects.filter(
            putusan="diteruskan", evaluasi__tahun=ajang.tahun, pegawai__instansi_id=ajang.instansi_id
        )
    taken = PenerimaPenghargaan.objects.filter(usulan__ajang=ajang).exclude(usulan__status="dicabut")
    return rows.exclude(pegawai_id__in=taken.values("pegawai_id")).count()


def jurors_of(ajang: AjangPenghargaan) -> list[tuple[JuriPenghargaan, int]]:
    rows = (
        ajang.daftar_juri.select_related("pengguna").annotate(banyak=Count("daftar_nilai")).order_by("pengguna__nama")
    )
    return [(row, row.banyak) for row in rows]


def winners_of(ajang: AjangPenghargaan) -> list[PenerimaPenghargaan]:
    """Those who agreed to be named."""
    rows = PenerimaPenghargaan.objects.filter(usulan__ajang=ajang, usulan__status=PENERIMA, boleh_tampil=True)
    return list(rows.select_related("pegawai", "usulan").order_by("usulan__nama_tim", "pegawai__nama"))


def own_awards(pegawai: Pegawai) -> list[PenerimaPenghargaan]:
    rows = PenerimaPenghargaan.objects.filter(
        pegawai=pegawai, usulan__status=PENERIMA, usulan__ajang__status=StatusAjang.TERBIT
    )
    return list(rows.select_related("usulan__ajang").order_by("-usulan__ajang__keputusan_tanggal", "pk"))


@dataclass(frozen=True)
class PenerimaUmum:
    """What the public page says of one winner: no number, no post."""

    nama: str
    tim: str
    unit: str
    penghargaan: str
    tahun: int
    instansi: str


def public_winners(hari: date) -> QuerySet[PenerimaPenghargaan]:
    """Only those who said yes, of awards that stand."""
    rows = PenerimaPenghargaan.objects.filter(
        boleh_tampil=True, usulan__status=PENERIMA, usulan__ajang__status=StatusAjang.TERBIT
    )
    rows = rows.select_related("pegawai", "usulan__ajang__instansi")
    return rows.order_by(
        "-usulan__ajang__keputusan_tanggal", "usulan__ajang__nama", "usulan__nama_tim", "pegawai__nama"
    )


def in_public(rows: list[PenerimaPenghargaan], hari: date) -> list[PenerimaUmum]:
    units = unit_names({one.pegawai.unit_kini_id for one in rows if one.pegawai.unit_kini_id}, hari)
    return [
        PenerimaUmum(
            one.pegawai.nama_lengkap, one.usulan.nama_tim, units.get(one.pegawai.unit_kini_id, ""), one.usulan.ajang.nama,
            one.usulan.ajang.tahun, one.usulan.ajang.instansi.nama,
        )
        for one in rows
    ]  # fmt: skip


def award_kinds() -> list[tuple[str, str]]:
    """Entries of the BKN list that a file can hold."""
    rows = Referensi.objects.terpilih().filter(jenis="penghargaan").order_by("nama", "kunci")
    return list(rows.values_list("kunci", "nama"))


def choices_to_decide(ajang: AjangPenghargaan, pengguna: Pengguna) -> list[tuple[str, str]]:
    """The open nominations in their order, with what the jury gave."""
    rows = [one for one in nominations_of(ajang, pengguna) if one.usulan.status == StatusUsulanPenghargaan.DIUSULKAN]
    return [(str(one.usulan.pk), f"{one.nama}{_mean(one)}") for one in rows]


def _mean(one: BarisUsulan) -> str:
    return "" if one.rata is None else f", rata-rata {angka(one.rata, 2)} dari {one.banyak} juri"
