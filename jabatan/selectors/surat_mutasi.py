"""Values of the papers of a round of moves: the decree with its list, the invitation, the record of the oath, extracts, SPMT."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.core.errors import DomainError
from asn_portal.core.sql import fetch
from asn_portal.core.templatetags.bentuk import angka, nip, tanggal
from jabatan.models import PutaranMutasi
from jabatan.selectors.mutasi import BarisMutasi, rows_of
from pegawai.selectors.surat import frames_of

# The whole agency: the unit above which there is none.
AKAR = """
SELECT j.unit_id FROM core_jalurunit j JOIN core_unitkerja u ON u.id = j.unit_id
WHERE u.instansi_id = %(instansi)s AND j.berlaku @> %(hari)s::date AND nlevel(j.jalur) = 1 LIMIT 1
"""
MENGINGAT = (
    "Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara",
    (
        "Peraturan Pemerintah Nomor 11 Tahun 2017 tentang Manajemen Pegawai Negeri Sipil sebagaimana telah diubah dengan "
        "Peraturan Pemerintah Nomor 17 Tahun 2020"
    ),
    "Peraturan Badan Kepegawaian Negara Nomor 5 Tahun 2019 tentang Tata Cara Pelaksanaan Mutasi",
)
BELUM = "Belum ada"


def agency_unit(instansi_id: UUID, hari: date) -> UUID:
    found = fetch(AKAR, instansi=instansi_id, hari=hari)
    if not found:
        raise DomainError("Unit tertinggi instansi ini belum tercatat. Catat dulu susunan unitnya.", galat="tanpa_unit")
    unit: UUID = found[0][0]
    return unit


def frame_of(unit_id: UUID, hari: date) -> dict[str, Any]:
    frame = frames_of([unit_id], hari)[unit_id]
    found = {name: frame.get(name, "") for name in ("instansi", "unit_kop", "kota")}
    # The agency itself is not named twice.
    return found | {"unit_kop": ""} if found["unit_kop"].casefold() == found["instansi"].casefold() else found


def going(putaran: PutaranMutasi) -> list[BarisMutasi]:
    return [row for row in rows_of(putaran) if row.ikut]


def decree(putaran: PutaranMutasi) -> dict[str, Any]:
    """Considerations, law, what is decided, and the list."""
    rows = going(putaran)
    pertek = f"Pertimbangan teknis Badan Kepegawaian Negara Nomor {putaran.pertek_nomor} tanggal {tanggal(putaran.pertek_tanggal)}"
    noted = [pertek] if putaran.pertek_nomor else []
    if putaran.izin_nomor:
        noted.append(
            f"Persetujuan tertulis Menteri Dalam Negeri Nomor {putaran.izin_nomor} tanggal {tanggal(putaran.izin_tanggal)}"
        )
    return {
        "tentang": "Pemberhentian, pengangkatan, dan pemindahan pegawai dalam jabatan",
        "menimbang": _lettered(
            [
                putaran.pertimbangan or "bahwa untuk kepentingan dinas dan pengembangan karier perlu dilakukan mutasi pegawai",
                "bahwa pegawai yang namanya tercantum dalam lampiran memenuhi syarat untuk diangkat dalam jabatan barunya",
            ]
        ),
        "mengingat": _numbered(MENGINGAT),
        "memperhatikan": _numbered(noted),
        "menetapkan": (
            ("KESATU", (f"Memberhentikan dari jabatan lama dan mengangkat dalam jabatan baru {angka(len(rows))} pegawai yang "
             f"namanya tercantum dalam lampiran, terhitung mulai tanggal {tanggal(putaran.tmt)}.")),
            ("KEDUA", "Kepada yang bersangkutan diberikan hak sesuai jabatannya menurut peraturan perundang-undangan."),
            ("KETIGA", ("Keputusan ini mulai berlaku pada tanggal ditetapkan; bila kemudian ternyata ada kekeliruan, diperbaiki "
             "sebagaimana mestinya.")),
        ),
        "lampiran": tuple(
            (str(row.urut), row.nama, nip(row.nip) if row.nip else BELUM, row.golongan or BELUM, post(row.dari, row.dari_unit),
             post(row.ke, row.ke_unit), str(row.kelas_baru or ""))
            for row in rows
        ),
    }  # fmt: skip


def invitation(putaran: PutaranMutasi) -> dict[str, Any]:
    """Who comes where and when. No post stands in it."""
    return {
        "acara": (
            ("Acara", "Pelantikan dan pengambilan sumpah jabatan"),
            ("Hari dan tanggal", tanggal(putaran.tanggal_pelantikan)),
            ("Tempat", putaran.tempat or "Diberitahukan tersendiri"),
            ("Pakaian", "Pakaian sipil lengkap"),
        ),
        "daftar": tuple((str(row.urut), row.nama) for row in going(putaran)),
    }  # fmt: skip


def record_of_oath(putaran: PutaranMutasi) -> dict[str, Any]:
    return {
        "kalimat": f"Pada tanggal {tanggal(putaran.tanggal_pelantikan)}"
        + (f", bertempat di {putaran.tempat}," if putaran.tempat else ",")
        + " telah dilantik dan diambil sumpah jabatannya pegawai yang namanya tercantum di bawah ini, di hadapan saksi dan "
        "rohaniwan masing-masing.",
        "daftar": tuple((str(row.urut), row.nama, post(row.ke, row.ke_unit)) for row in going(putaran)),
    }


def extract(putaran: PutaranMutasi, row: BarisMutasi) -> dict[str, Any]:
    return {
        "keputusan": f"Keputusan Nomor {putaran.sk_nomor} tanggal {tanggal(putaran.sk_tanggal)}",
        "baris": (
            ("Nomor urut lampiran", str(row.urut)), ("Nama", row.nama), ("NIP", nip(row.nip) if row.nip else BELUM),
            ("Golongan ruang", row.golongan or BELUM), ("Jabatan lama", post(row.dari, row.dari_unit)),
            ("Jabatan baru", post(row.ke, row.ke_unit)), ("Kelas jabatan", str(row.kelas_baru or BELUM)),
            ("Terhitung mulai tanggal", tanggal(putaran.tmt)),
        ),
        "nama": row.nama,
    }  # fmt: skip


def statement_of_duty(putaran: PutaranMutasi, row: BarisMutasi) -> dict[str, Any]:
    return {
        "baris": (
            ("Nama", row.nama), ("NIP", nip(row.nip) if row.nip else BELUM), ("Golongan ruang", row.golongan or BELUM),
            ("Jabatan", post(row.ke, row.ke_unit)),
        ),
        "kalimat": f"berdasarkan Keputusan Nomor {putaran.sk_nomor} tanggal {tanggal(putaran.sk_tanggal)} telah nyata melaksanakan "
        f"tugas sebagai {row.ke} terhitung mulai tanggal {tanggal(putaran.tmt)}.",
        "nama": row.nama,
    }  # fmt: skip


def post(nama: str, unit: str) -> str:
    return f"{nama} pada {unit}" if nama and unit else nama or BELUM


def _lettered(texts: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{chr(97 + place)}.", text) for place, text in enumerate(texts))


def _numbered(texts: Any) -> tuple[tuple[str, str], ...]:
    return tuple((f"{place}.", text) for place, text in enumerate(texts, 1))
