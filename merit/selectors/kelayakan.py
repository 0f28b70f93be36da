"""Everybody who comes into question for a kind of post, with every requirement and what of the record says so.

One source, two speeds: `merit.aturan.promosi` answers for one person by the registered rules, the statement here for all of
them; tests/merit/test_kelayakan.py holds both to the same answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from asn_portal.core.models import JalurUnit, Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.relasi import fetch_with
from asn_portal.core.selectors.unit import unit_names
from asn_portal.core.templatetags.bentuk import angka
from jabatan.aturan.kecocokan import Fakta
from jabatan.aturan.pengisian import SYARAT, TABEL_SYARAT
from jabatan.enums import JenisJabatan, Jenjang
from jabatan.selectors.cocok import KATA, evidence
from jabatan.selectors.perlu import ACUAN, SYARAT_BAWAAN, compose
from jabatan.selectors.perlu import SYARAT as SYARAT_KURSI
from jabatan.selectors.syarat import SyaratSatu
from kinerja.aturan.kata import PREDIKAT, RINCIAN_JENJANG
from merit import mesin, permissions, permissions_suksesi
from merit.aturan import promosi
from merit.aturan.promosi import PENUH, TERBUKA, FaktaPromosi
from merit.selectors import kelayakan_sql
from pegawai.models.pegawai import full_name
from pegawai.selectors.hukum import GOLONGAN
from pegawai.selectors.peringatan_sql import TINGKAT_BKN

DISIPLIN = "hukdis"
KEADAAN = {
    "memenuhi": "Memenuhi semua syarat", "tanpa_data": "Ada data yang belum tercatat", "belum": "Ada syarat yang belum terpenuhi",
    "semua": "Semua",
}  # fmt: skip


@dataclass(frozen=True)
class Butir:
    """One requirement: what is asked, how the person stands to it, what of the record says so and where that stands."""

    nama: str
    diminta: str
    keadaan: str
    bukti: str
    url: str = ""

    @property
    def kata(self) -> str:
        return KATA[self.keadaan]


@dataclass(frozen=True)
class CalonPromosi:
    pegawai_id: UUID
    nama: str
    jabatan: str
    unit: str
    butir: list[Butir]
    fakta: FaktaPromosi

    @property
    def keadaan(self) -> str:
        found = {one.keadaan for one in self.butir}
        return next(one for one in ("belum", "tanpa_data", "memenuhi") if one in found)

    @property
    def kurang(self) -> list[Butir]:
        return [one for one in self.butir if one.keadaan != "memenuhi"]


@dataclass(frozen=True)
class DaftarPromosi:
    """One page of the list with what is around it."""

    calon: list[CalonPromosi]
    jumlah: dict[str, int]

    def banyak(self, keadaan: str) -> int:
        return sum(self.jumlah.values()) if keadaan == "semua" else self.jumlah[keadaan]


@dataclass(frozen=True)
class Pertanyaan:
    """Which kind of post, asked by whom, on which day."""

    target: str
    pengguna: Pengguna
    hari: date
    q: str = ""

    @property
    def fungsional(self) -> bool:
        return self.target not in SYARAT

    @property
    def items(self) -> list[str]:
        """Sanctions are read by those who keep the files; the committee is told of them when somebody is proposed."""
        asked = promosi.items_of(self.target)
        return asked if permissions.can_see_everybody(self.pengguna) else [kode for kode in asked if kode != DISIPLIN]


def target_choices() -> list[tuple[str, str]]:
    return [(kode, word_of(kode)) for kode in promosi.TARGET]


def word_of(target: str) -> str:
    return str(JenisJabatan(target).label if target in SYARAT else Jenjang(target).label)


def additions(tanya: Pertanyaan) -> list[SyaratSatu]:
    """One query."""
    managerial = tanya.target in SYARAT
    rows = fetch_with(
        compose(kelayakan_sql.TAMBAHAN, kelayakan_sql.JENIS_INI, ACUAN, SYARAT_KURSI), SYARAT_BAWAAN, instansi=tanya.pengguna.instansi_id, hari=tanya.hari,
        jenis=tanya.target if managerial else JenisJabatan.FUNGSIONAL.value, jenjang="" if managerial else tanya.target,
    )  # fmt: skip
    return [SyaratSatu(*row) for row in rows]


def eligible(
    tanya: Pertanyaan, *, keadaan: str = "memenuhi", urut: str = "", mulai: int = 0, batas: int = 30
) -> DaftarPromosi:
    """Three queries, however many people: what the agency asks for, the page with the sums, the names of units."""
    extra = additions(tanya)
    people = _people(tanya)
    statement = kelayakan_sql.statement_of(tanya.target, tanya.items, extra, people, saring=keadaan, urut=urut)
    values = people.nilai | kelayakan_sql.values_of(tanya.target, extra, tanya.hari)
    rows = fetch_with(statement, TINGKAT_BKN, GOLONGAN, **values, mulai=mulai, batas=batas)
    jumlah = dict(zip(("memenuhi", "tanpa_data", "belum"), rows[0][:3], strict=True))
    found = [row[4:] for row in rows if row[3] is not None]
    units = unit_names({row[4] for row in found if row[4]}, tanya.hari)
    return DaftarPromosi([_dress(tanya, extra, row, units) for row in found], jumlah)


def _people(tanya: Pertanyaan) -> mesin.Pertanyaan:
    """PNS of the right posts, and those without a recorded post; of the committee's units; never the reader."""
    siapa = mesin.Siapa(
        "p.jenis = 'pns' AND coalesce(nullif(kursi.jenjang, ''), kursi.jenis, '') = ANY(%(asal_atau_tanpa)s::text[])"
        " AND p.id IS DISTINCT FROM %(saya)s::uuid",
        (("saya", akses(tanya.pengguna).orang_id), ("asal_atau_tanpa", [*promosi.sources_of(tanya.target), ""])),
    )
    if tanya.q:
        siapa = siapa.dan(mesin.Siapa("strpos(lower(p.nama), lower(%(q)s)) > 0", (("q", tanya.q),)))
    if not permissions.can_see_everybody(tanya.pengguna):
        siapa = siapa.dan(mesin.Siapa("anggota.unit_id = ANY(%(unit)s::uuid[])", (("unit", _units(tanya)),)))
    return mesin.ask_people(
        instansi_id=tanya.pengguna.instansi_id, pada=tanya.hari, diketahui=timezone.now(), siapa=siapa
    )


def _units(tanya: Pertanyaan) -> list[UUID]:
    paths = permissions_suksesi.committee_paths(tanya.pengguna)
    below = JalurUnit.objects.pada(tanya.hari).filter(jalur__di_bawah=paths)
    return list(below.values_list("unit_id", flat=True)) if paths else []


def _dress(tanya: Pertanyaan, extra: list[SyaratSatu], row: tuple[Any, ...], units: Mapping[UUID, str]) -> CalonPromosi:
    (
        pk,
        nama,
        depan,
        belakang,
        unit_id,
        jabatan,
        slug,
        usia,
        hukdis,
        didik,
        golongan,
        lama,
        latih,
        ak,
        predikat,
        open_,
        states,
    ) = row
    fakta = FaktaPromosi(
        Fakta(didik, golongan, json.loads(lama), tuple(latih)), slug, usia, hukdis, ak, predikat, open_
    )
    butir = [
        Butir(
            promosi.KATA_BUTIR[kode], _asked(tanya.target, kode), keadaan, _found(kode, fakta), _where(kode, pk, tanya)
        )
        for kode, keadaan in zip(tanya.items, states, strict=False)
    ]
    butir += [
        Butir(one.jenis_kata, one.kata, keadaan, evidence(one, fakta.orang), _where(one.jenis, pk, tanya))
        for one, keadaan in zip(extra, states[len(tanya.items) :], strict=True)
    ]
    return CalonPromosi(pk, full_name(nama, depan, belakang), jabatan, units.get(unit_id, ""), butir, fakta)


def _asked(target: str, kode: str) -> str:
    """What is asked, in words."""
    row = SYARAT.get(target, {})
    match kode:
        case "jabatan_asal":
            return "Sedang menjabat " + ", ".join(_post(one).lower() for one in promosi.sources_of(target))
        case "lama_jabatan":
            return f"Paling singkat {row['lama_jabatan_tahun']} tahun"
        case "pendidikan":
            return f"Paling rendah {TABEL_SYARAT.label[row['pendidikan']]}"
        case "pengalaman":
            return f"Paling singkat {row['pengalaman_tahun']} tahun dari semua jabatan"
        case "usia":
            return f"Paling tinggi {row['usia_maks']} tahun"
        case "hukdis":
            return "Tidak pernah dihukum disiplin sedang atau berat"
        case "angka_kredit":
            return f"Paling sedikit {RINCIAN_JENJANG[promosi.JENJANG_ASAL[target]]['kenaikan_jenjang']}"
        case "predikat":
            return "Paling rendah baik"
        case _:
            return "Ada kebutuhan yang belum terisi"


def _found(kode: str, fakta: FaktaPromosi) -> str:
    """What the record says."""
    days = fakta.orang.pengalaman
    match kode:
        case "jabatan_asal":
            return _post(fakta.jabatan) if fakta.jabatan else "Jabatan hari ini belum tercatat pada peta"
        case "lama_jabatan":
            known = (
                f"{angka(promosi.years(days.get(fakta.jabatan, 0)), 1)} tahun sebagai {_post(fakta.jabatan).lower()}"
            )
            return known if fakta.jabatan else "Jabatan hari ini belum tercatat pada peta"
        case "pendidikan":
            return evidence(SyaratSatu("pendidikan", "", None, "", True, 0, ""), fakta.orang)
        case "pengalaman":
            return f"{angka(promosi.years(sum(days.values())), 1)} tahun" if days else "Riwayat jabatan belum tercatat"
        case "usia":
            return f"{fakta.usia} tahun"
        case "hukdis":
            return "Ada dalam riwayat hukuman" if fakta.hukdis else "Tidak ada dalam riwayat hukuman"
        case "angka_kredit":
            return "Angka kredit belum tercatat" if fakta.angka_kredit is None else angka(fakta.angka_kredit, 3)
        case "predikat":
            return PREDIKAT.get(fakta.predikat, "Predikat dua tahun terakhir belum tercatat")
        case _:
            return {
                TERBUKA: "Ada pada peta jabatan", PENUH: "Semua kebutuhan pada peta terisi",
            }.get(fakta.lowongan, "Jenjang berikut jabatan ini belum ada pada peta")  # fmt: skip


def _post(slug: str) -> str:
    return {**dict(JenisJabatan.choices), **dict(Jenjang.choices)}.get(slug, slug)


# Parts of the file in which the evidence stands.
BAGIAN = {
    "jabatan_asal": "jabatan", "lama_jabatan": "jabatan", "pengalaman": "jabatan", "pendidikan": "pendidikan", "hukdis": "hukuman",
    "pangkat": "golongan", "pelatihan": "kursus",
}  # fmt: skip


def _where(kode: str, pegawai_id: UUID, tanya: Pertanyaan) -> str:
    """Where the evidence stands, for those who may open it."""
    if not permissions.can_see_everybody(tanya.pengguna):
        return ""
    if kode in {"angka_kredit", "predikat"}:
        return reverse("kinerja:angka_kredit", args=[pegawai_id])
    file = reverse("pegawai:berkas", args=[pegawai_id])
    return f"{file}#bagian-{BAGIAN[kode]}" if kode in BAGIAN else file
