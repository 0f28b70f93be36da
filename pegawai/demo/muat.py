"""Writes the planned people: accounts, records, numbers, memberships, superiors, roles. A few COPY per 5,000 people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from asn_portal.core import kripto
from asn_portal.core.demo import AKAR, LAIN, Demo
from asn_portal.core.demo.akun import Akun, account_rows, write_roles
from asn_portal.core.demo.muat import analyse
from asn_portal.core.demo.sejajar import sejajar
from asn_portal.core.demo.tulis import Salinan, sejak, susun, tulis
from asn_portal.core.enums import JenisPengenal
from asn_portal.core.models import PengenalMasuk, Pengguna
from pegawai.demo.cacat import Cacat
from pegawai.demo.dokumen import load_dokumen
from pegawai.demo.kotak import Kotak
from pegawai.demo.naskah import load_naskah
from pegawai.demo.orang import Orang, Rencana, rencana
from pegawai.demo.penerimaan import load_penerimaan
from pegawai.demo.putaran import load_putaran
from pegawai.demo.riwayat import KOLOM, PenulisRiwayat
from pegawai.demo.usulan import Usulan
from pegawai.enums import AlasanAtasan, JenisNomor
from pegawai.models import (
    DataKepegawaian,
    DataPribadi,
    HubunganAtasan,
    KeanggotaanUnit,
    KontakPegawai,
    NomorPegawai,
    Pegawai,
    Referensi,
)
from pegawai.services.identitas import KOLOM_NIK
from pegawai.services.referensi import load_shipped

SEKALI = 5000
DASAR = "SK penempatan (contoh)"
KOLOM_PEGAWAI = (
    "id", "instansi_id", "pengguna_id", "nama", "gelar_depan", "gelar_belakang", "jenis", "jenis_kelamin", "tanggal_lahir",
    "nip", "nrk", "nik_sandi", "nik_sidik", "nik_sah", "unit_kini_id", "atasan_kini_id", "jabatan_kini",
)  # fmt: skip
KOLOM_NOMOR = ("id", "pegawai_id", "jenis", "nomor", "dasar", "berlaku", "tercatat")
KOLOM_ANGGOTA = ("id", "pegawai_id", "unit_id", "dasar", "berlaku", "tercatat")
KOLOM_ATASAN = ("id", "pegawai_id", "atasan_id", "alasan", "dasar", "berlaku", "tercatat")


def is_empty() -> bool:
    return not Pegawai.objects.exists()


class Penulis:
    """Turns planned people into rows. Ids are computed once: each is needed in many rows."""

    def __init__(self, demo: Demo, plan: Rencana) -> None:
        self.demo, self.plan = demo, plan
        self.orang = [demo.id("pegawai", person.nomor) for person in plan.orang]
        self.akun = [demo.id("akun", person.nomor) for person in plan.orang]
        keys = {person.unit for person in plan.orang} | {AKAR, LAIN}
        self.unit = {kunci: demo.id("unit", kunci) for kunci in keys}
        self.instansi = [demo.id("instansi", 1), demo.id("instansi", 2)]

    def rows(self, people: list[Orang]) -> list[Salinan]:
        return [
            *account_rows(self.demo, [self.account(person) for person in people]),
            susun(Pegawai, KOLOM_PEGAWAI, [self.record(person) for person in people]),
            susun(NomorPegawai, KOLOM_NOMOR, [row for person in people for row in self.numbers(person)]),
            susun(KeanggotaanUnit, KOLOM_ANGGOTA, [row for person in people for row in self.memberships(person)]),
            susun(HubunganAtasan, KOLOM_ATASAN, [row for person in people for row in self.superiors(person)]),
        ]

    def agency(self, person: Orang) -> UUID:
        return self.instansi[person.unit.startswith(LAIN)]

    def account(self, person: Orang) -> Akun:
        """Everybody has one; most have activated theirs, the others wait for a slip."""
        names = [(JenisPengenal.NIP, person.nip), (JenisPengenal.NRK, person.nrk)]
        username = person.nrk
        if person.tokoh:
            username = person.tokoh.akun
            names.append((JenisPengenal.NAMA_PENGGUNA, username))
        mail = "" if person.cacat == Cacat.TANPA_SUREL else person.surel
        return Akun(
            self.akun[person.nomor], username, person.nama, self.agency(person), mail, tuple(names),
            person.aktif_sejak, demo=person.tokoh is not None,
        )  # fmt: skip

    def record(self, person: Orang) -> tuple[Any, ...]:
        """The person, with the list columns as they are on the province's day."""
        bare = person.cacat == Cacat.TANPA_GELAR
        superior = person.atasan_tercatat
        return (
            self.orang[person.nomor], self.agency(person), self.akun[person.nomor], person.nama,
            "" if bare else person.gelar_depan, "" if bare else person.gelar_belakang, person.jenis.value, person.kelamin,
            person.karier.lahir, person.nip, person.nrk, kripto.encrypt(person.nik, kolom=KOLOM_NIK),
            kripto.digest(person.nik, kolom=KOLOM_NIK), True, self.unit[person.unit_tercatat],
            None if superior is None else self.orang[superior], person.jabatan.label,
        )  # fmt: skip

    def numbers(self, person: Orang) -> Iterator[tuple[Any, ...]]:
        since = person.karier.tmt
        berlaku, tercatat = sejak(since), sejak(self.demo.jam(since))
        for jenis, nomor in ((JenisNomor.NIP, person.nip), (JenisNomor.NRK, person.nrk)):
            yield (
                self.demo.id("nomor", f"{jenis}:{nomor}"),
                self.orang[person.nomor],
                jenis.value,
                nomor,
                "",
                berlaku,
                tercatat,
            )

    def memberships(self, person: Orang) -> Iterator[tuple[Any, ...]]:
        number, who = person.nomor, self.orang[person.nomor]
        if person.unit_lama and person.mulai_lama:
            berlaku, tercatat = sejak(person.mulai_lama, person.mulai), sejak(self.demo.jam(person.mulai_lama))
            yield self.demo.id("anggota", f"{number}:lama"), who, self.unit[person.unit_lama], DASAR, berlaku, tercatat
        berlaku, tercatat = sejak(person.mulai), sejak(self.demo.jam(person.mulai))
        yield self.demo.id("anggota", number), who, self.unit[person.unit_tercatat], DASAR, berlaku, tercatat

    def superiors(self, person: Orang) -> Iterator[tuple[Any, ...]]:
        """From the day on which both are where they are."""
        superior = person.atasan_tercatat
        if superior is None:
            return
        since = max(person.mulai, self.plan.orang[superior].mulai)
        yield (
            self.demo.id("atasan", person.nomor), self.orang[person.nomor], self.orang[superior], AlasanAtasan.PETA.value, "",
            sejak(since), sejak(self.demo.jam(since)),
        )  # fmt: skip

    def roles(self) -> None:
        write_roles(self.demo, [(self.akun[nomor], peran, self.unit[unit]) for nomor, peran, unit in self.plan.peran])


def load_pegawai(demo: Demo) -> None:
    """Everybody of the plan, in the order of numbers."""
    load_shipped()
    plan = rencana(demo)
    writer = Penulis(demo, plan)
    files = PenulisRiwayat(demo, writer.orang)
    total = angka(len(plan.orang))
    parts = [plan.orang[first : first + SEKALI] for first in range(0, len(plan.orang), SEKALI)]
    done = 0
    for people, rows in zip(parts, sejajar(lambda part: writer.rows(part) + files.rows(part), parts), strict=True):
        tulis(rows)
        done += len(people)
        demo.lapor(f"Pegawai: {angka(done)} dari {total} orang.")
    writer.roles()
    Kotak(demo, plan, writer.orang, writer.akun).write()
    Usulan(demo, plan, writer.orang, writer.akun).write()
    load_dokumen(demo, plan, writer.orang, writer.akun)
    load_naskah(demo, plan, writer.orang, writer.akun)
    load_penerimaan(demo, plan, writer.orang, writer.akun, writer.instansi[False])
    load_putaran(demo, plan, writer.akun)
    analyse([Pengguna, PengenalMasuk, Pegawai, NomorPegawai, KeanggotaanUnit, HubunganAtasan])
    analyse([Referensi, DataKepegawaian, DataPribadi, KontakPegawai, *(model for model, _, _ in KOLOM.values())])


def angka(count: int) -> str:
    return f"{count:,}".replace(",", ".")
