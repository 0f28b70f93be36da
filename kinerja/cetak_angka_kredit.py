"""The three forms of angka kredit as PDF: conversion of the last predicate, accumulation of the jenjang, determination."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from asn_portal.berkas.cetak import render_pdf
from asn_portal.core.selectors.pengaturan import pengaturan
from asn_portal.core.templatetags.bentuk import angka, nip, tanggal
from jabatan.enums import JenisPenempatan
from jabatan.models import Penempatan
from kinerja.enums import JenisAngkaKredit
from kinerja.models import AngkaKredit
from kinerja.selectors.angka_kredit import HitunganJenjang, Kelayakan, RingkasanAngkaKredit
from kinerja.selectors.identitas import Identitas, identity_of
from pegawai.models import DataKepegawaian, DataPribadi, Pegawai, RiwayatGolongan
from pegawai.selectors.orang import superior_on

FORMULIR = {
    "konversi": "Konversi predikat kinerja ke angka kredit",
    "akumulasi": "Akumulasi angka kredit",
    "penetapan": "Penetapan angka kredit",
}
TANPA = "-"


def draw_credits(formulir: str, ringkasan: RingkasanAngkaKredit, hari: date, *, sendiri: bool = False) -> bytes | None:
    """None while there is nothing to print. A konsep: the penilai determines it with a signature. `sendiri`: for the
    person itself, with what concerns nobody else.
    """
    if ringkasan.kini is None or not ringkasan.kini.konversi:
        return None
    data = _common(formulir, ringkasan, ringkasan.kini, hari, sendiri=sendiri) | _BODY[formulir](
        ringkasan, ringkasan.kini
    )
    title = f"{FORMULIR[formulir]} {ringkasan.pegawai.nama}"
    return render_pdf("angka_kredit", data, judul=title, tanggal=hari, konsep=True)


def determination_data(ringkasan: RingkasanAngkaKredit, hari: date) -> dict[str, Any]:
    """The third form as plain values, for the paper that is signed."""
    assert ringkasan.kini is not None
    return _common("penetapan", ringkasan, ringkasan.kini, hari, sendiri=False) | _determination(
        ringkasan, ringkasan.kini
    )


def _common(
    formulir: str, ringkasan: RingkasanAngkaKredit, kini: HitunganJenjang, hari: date, *, sendiri: bool
) -> dict[str, Any]:
    person = ringkasan.pegawai
    known = pengaturan(person.instansi_id, hari)
    own = identity_of(person, hari)
    penilai = superior_on(person.pk, hari)
    above = identity_of(penilai, hari) if penilai is not None else {}
    rows = kini.konversi[-1:] if formulir == "konversi" else kini.konversi
    agency = known.get("nama_instansi", "")
    return {
        "formulir": formulir,
        "nama": FORMULIR[formulir],
        "nama_pendek": FORMULIR[formulir],
        "instansi": agency,
        "kota": known.get("kota", ""),
        "periode": f"{tanggal(rows[0].masa.lower)} s.d. {tanggal(rows[-1].masa.upper - date.resolution)}",
        "orang": [
            ["Nama", own["nama"]], ["NIP", nip(own["nip"]) if own["nip"] else ""],
            *_private(person, sendiri=sendiri), *_since(person, own, hari), ["Unit Kerja", own["unit"]], ["Instansi", agency],
        ],
        "penilai": [above.get("nama", ""), nip(above["nip"]) if above.get("nip") else ""],
        "kaki": f"{FORMULIR[formulir]}, jenjang {kini.nama.lower()}",
    }  # fmt: skip


def _private(person: Pegawai, *, sendiri: bool) -> list[list[str]]:
    """Filled in by hand for others: whoever reads ratings does not read private data here."""
    labels = ("Nomor Seri Karpeg", "Tempat/Tanggal Lahir", "Jenis Kelamin")
    if not sendiri:
        return [[label, ""] for label in labels]
    work = DataKepegawaian.objects.filter(pegawai=person).first()
    private = DataPribadi.objects.filter(pegawai=person).only("tempat_lahir").first()
    place = private.tempat_lahir if private is not None else ""
    born = f"{place}, {tanggal(person.tanggal_lahir)}".removeprefix(", ")
    known = (work.karpeg if work is not None else "", born, person.get_jenis_kelamin_display())
    return [[label, value] for label, value in zip(labels, known, strict=True)]


def _since(person: Pegawai, own: Identitas, hari: date) -> list[list[str]]:
    """Rank and post, each with the day from which it is held."""
    rank = RiwayatGolongan.objects.pada(hari).filter(pegawai=person).first()
    post = Penempatan.objects.pada(hari).filter(pegawai=person, jenis=JenisPenempatan.DEFINITIF).first()
    held = (("Pangkat/Golongan Ruang/TMT", own["pangkat"], rank), ("Jabatan/TMT", own["jabatan"], post))
    return [[label, f"{word}, {tanggal(row.mulai)}" if word and row is not None else word] for label, word, row in held]


def _row(row: AngkaKredit) -> dict[str, str]:
    return {
        "tahun": str(row.tahun), "bulan": str(row.bulan), "predikat": row.get_predikat_display(), "prosentase": row.prosentase,
        "koefisien": angka(row.koefisien, 2), "angka": angka(row.angka, 3),
    }  # fmt: skip


def _conversion(_: RingkasanAngkaKredit, kini: HitunganJenjang) -> dict[str, Any]:
    return {"baris": [_row(kini.konversi[-1])]}


def _accumulation(_: RingkasanAngkaKredit, kini: HitunganJenjang) -> dict[str, Any]:
    return {
        "awal": [[row.get_jenis_display(), angka(row.angka, 3)] for row in kini.awal],
        "baris": [_row(row) for row in kini.konversi],
        "jumlah": angka(kini.total, 3),
    }


def _determination(ringkasan: RingkasanAngkaKredit, kini: HitunganJenjang) -> dict[str, Any]:
    """Old is what stood before the last conversion."""
    base, integrated = kini.jumlah(JenisAngkaKredit.DASAR), kini.jumlah(JenisAngkaKredit.INTEGRASI)
    last = HitunganJenjang(kini.jenjang, kini.konversi[-1:])
    before = HitunganJenjang(kini.jenjang, [*kini.awal, *kini.konversi[:-1]])
    earlier = before.jumlah(JenisAngkaKredit.KONVERSI)
    both = kini.jumlah(JenisAngkaKredit.KONVERSI)
    rank, step = ringkasan.kelayakan
    able = rank.layak or step.layak
    goals = [one for one in (rank, step) if one.tujuan]
    first = next((one for one in goals if one.layak), goals[0] if goals else None)
    return {
        "rincian": [
            ["AK Dasar yang diberikan", angka(base, 3), TANPA, angka(base, 3), ""],
            ["AK JF lama", angka(integrated, 3), TANPA, angka(integrated, 3), "Hasil integrasi" if integrated else ""],
            ["AK Penyesuaian/Penyetaraan", TANPA, TANPA, TANPA, ""],
            [
                "AK Konversi",
                angka(earlier, 3),
                angka(last.total, 3),
                angka(both, 3),
                f"{len(kini.konversi)} masa penilaian",
            ],
            ["AK yang diperoleh dari peningkatan pendidikan", TANPA, TANPA, TANPA, ""],
        ],
        "kumulatif": [angka(before.total, 3), angka(last.total, 3), angka(kini.total, 3)],
        "ambang": [["Angka kredit minimal yang harus dipenuhi", _figure(rank.min_ak), _figure(step.min_ak)]],
        "selisih": [_difference(one, kini.total) for one in (rank, step)],
        "lebih": [one.min_ak is not None and kini.total >= one.min_ak for one in (rank, step)],
        "dapat": able,
        "tujuan": f"{first.judul.upper()} KE {first.tujuan}" if first is not None else "KENAIKAN PANGKAT/JENJANG",
    }


def _figure(value: Decimal | None) -> str:
    return angka(value, 3) if value is not None else TANPA


def _difference(one: Kelayakan, total: Decimal) -> str:
    return angka(abs(total - one.min_ak), 3) if one.min_ak is not None else TANPA


_BODY = {"konversi": _conversion, "akumulasi": _accumulation, "penetapan": _determination}
