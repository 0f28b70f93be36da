"""Daftar riwayat hidup in the order of the official form, and what the record lacks for it."""

from __future__ import annotations

from typing import Any

from asn_portal.core.templatetags.bentuk import nip, rupiah, tanggal
from pegawai.enums import HubunganKeluarga
from pegawai.jenis_riwayat import pangkat
from pegawai.selectors.kertas import (
    BELUM,
    ORANG_TUA,
    PASANGAN,
    BerkasDiri,
    Kertas,
    Kurang,
    day,
    decree,
    ended,
    grid,
    lack,
    paper,
    part,
    rank,
    sign,
)


def born(diri: BerkasDiri) -> str:
    return f"{diri.pribadi.tempat_lahir or BELUM}, {tanggal(diri.orang.tanggal_lahir)}"


def faith(diri: BerkasDiri) -> tuple[str, str]:
    return "Agama", str(diri.pribadi.agama or BELUM)


def drh(diri: BerkasDiri) -> dict[str, Any]:
    """Daftar riwayat hidup in the order of the official form."""
    parts = [_person(diri), _education(diri), _career(diri), _honours(diri), _family(diri), _organisations(diri)]
    vow = (
        "Demikian daftar riwayat hidup ini saya buat dengan sesungguhnya, dan apabila di kemudian hari terdapat keterangan "
        "yang tidak benar saya bersedia dituntut di muka pengadilan serta bersedia menerima segala tindakan yang diambil "
        "oleh Pemerintah."
    )
    return paper(
        diri, "Daftar riwayat hidup", parts, penutup=[vow], tanda_tangan=[{"tempat_tanggal": "", "jabatan": "", "nama": " ",
        "nip": ""}, sign(diri, "Yang membuat,")], lampiran="Susunan menurut Anak Lampiran I-c Keputusan Kepala BKN 11/2002",
    )  # fmt: skip


def _person(diri: BerkasDiri) -> dict[str, Any]:
    known, contact = diri.pribadi, diri.kontak
    account = diri.orang.pengguna
    return part(
        "I. Keterangan perorangan",
        ("Nama lengkap", diri.orang.nama_lengkap),
        ("NIP", nip(diri.orang.nip) if diri.orang.nip else BELUM),
        ("Pangkat dan golongan ruang", rank(diri)),
        ("Tempat, tanggal lahir", born(diri)),
        ("Jenis kelamin", diri.orang.get_jenis_kelamin_display()),
        faith(diri),
        ("Status perkawinan", str(known.kawin or BELUM)),
        (
            "Alamat rumah",
            " ".join(p for p in (contact.alamat_domisili or contact.alamat, contact.kode_pos) if p) or BELUM,
        ),
        ("Telepon, surel", ", ".join(p for p in (account.telepon, account.email) if p) if account else BELUM),
        ("Tinggi, berat badan", f"{BELUM} cm, {BELUM} kg"),
        ("Ciri khas, cacat tubuh", BELUM),
        ("Kegemaran", BELUM),
        sempit=True,
    )


def _education(diri: BerkasDiri) -> dict[str, Any]:
    degrees = [
        (str(row.tingkat or ""), row.pendidikan.nama, row.nama_sekolah, row.nomor_ijazah, str(row.tahun_lulus or day(row.mulai)))
        for row in reversed(diri.baris["pendidikan"])
    ]  # fmt: skip
    courses = [
        (row.latihan.nama if jenis == "diklat" else row.nama, row.penyelenggara, f"{day(row.mulai)} sampai {day(row.sampai)}",
         str(row.jumlah_jam or ""), row.nomor)
        for jenis in ("diklat", "kursus") for row in reversed(diri.baris[jenis])
    ]  # fmt: skip
    return part("II. Pendidikan", tabel=(
        grid("1. Pendidikan di dalam dan luar negeri",
             {"Tingkat": 1.1, "Pendidikan": 2, "Sekolah": 2, "Nomor ijazah": 1.4, "Lulus": 0.8}, degrees),
        grid("2. Kursus atau latihan di dalam dan luar negeri",
             {"Nama": 2.2, "Penyelenggara": 1.6, "Lamanya": 1.8, "Jam": 0.5, "Nomor": 1.2}, courses),
    ))  # fmt: skip


def _career(diri: BerkasDiri) -> dict[str, Any]:
    pay = {row.mulai: rupiah(row.gaji_pokok) for row in diri.baris["kgb"]}
    ranks = [
        (pangkat(row.golongan), day(row.mulai), pay.get(row.mulai, ""), decree(row))
        for row in reversed(diri.baris["golongan"])
    ]
    return part("III. Riwayat pekerjaan", tabel=(
        grid("1. Riwayat kepangkatan golongan ruang penggajian",
             {"Pangkat, golongan": 1.8, "Berlaku sejak": 1.2, "Gaji pokok": 1, "Surat keputusan": 1.8}, ranks),
        grid("2. Pengalaman jabatan atau pekerjaan", {"Jabatan": 2, "Unit kerja": 1.6, "Mulai": 1, "Sampai": 1, "Surat keputusan": 1.6}, _posts(diri)),
    ))  # fmt: skip


def _posts(diri: BerkasDiri) -> list[tuple[str, ...]]:
    """As the map of positions has them, oldest first; contracts before that, and at least the post of today."""
    posts = [
        (post.nama, post.unit, day(post.mulai), day(post.sampai) or "sekarang", decree(post))
        for post in reversed(diri.jabatan)
    ]
    first = min((post.mulai for post in diri.jabatan), default=None)
    before = [
        (row.jabatan, "", day(row.mulai), ended(row), decree(row))
        for row in reversed(diri.baris["perjanjian"])
        if first is None or row.mulai < first
    ]
    if not posts and diri.orang.jabatan_kini:
        posts = [(diri.orang.jabatan_kini, diri.tempat.unit or "", "", "sekarang", "")]
    return before + posts


def _honours(diri: BerkasDiri) -> dict[str, Any]:
    rows = [
        (row.penghargaan.nama, str(row.tahun or row.mulai.year), decree(row))
        for row in reversed(diri.baris["penghargaan"])
    ]
    rows += [(row.nama, str(row.mulai.year), row.penyelenggara) for row in reversed(diri.baris["prestasi"])]
    return part(
        "IV. Tanda jasa dan penghargaan",
        tabel=(grid("", {"Nama": 2.2, "Tahun": 0.6, "Pemberi atau surat keputusan": 2}, rows),),
    )


def _family(diri: BerkasDiri) -> dict[str, Any]:
    def people(*hubungan: str) -> list[tuple[str, ...]]:
        return [
            (row.nama, row.get_hubungan_display(), day(row.tanggal_lahir), day(row.mulai), row.pekerjaan)
            for row in diri.keluarga(*hubungan)
        ]

    columns = {"Nama": 2, "Hubungan": 1, "Tanggal lahir": 1.2, "Nikah atau sejak": 1.2, "Pekerjaan": 1.2}
    by_hand = "Tidak dicatat di portal; diisi dengan tangan bila diminta."
    return part("V. Keterangan keluarga", tabel=(
        grid("1. Istri atau suami", columns, people(*PASANGAN)),
        grid("2. Anak", columns, people(HubunganKeluarga.ANAK)),
        grid("3. Bapak dan ibu kandung", columns, people(*ORANG_TUA)),
        grid("4. Bapak dan ibu mertua, saudara kandung", columns, [], by_hand),
    ))  # fmt: skip


def _organisations(diri: BerkasDiri) -> dict[str, Any]:
    rows = [
        (row.nama, row.jabatan, f"{day(row.mulai)} sampai {ended(row)}", row.tempat)
        for row in reversed(diri.baris["organisasi"])
    ]
    columns = {"Organisasi": 2, "Kedudukan": 1.2, "Masa": 1.8, "Tempat": 1.2}
    return part("VI. Keterangan organisasi", tabel=(grid("", columns, rows),))


def lacks_for_drh(diri: BerkasDiri) -> list[Kurang]:
    known, contact = diri.pribadi, diri.kontak
    tests = [
        (not diri.orang.nip, "NIP belum tercatat.", "laporan"),
        (not known.tempat_lahir, "Tempat lahir belum diisi.", "pribadi"),
        (known.agama_id is None, "Agama belum diisi.", "pribadi"),
        (known.kawin_id is None, "Status perkawinan belum diisi.", "pribadi"),
        (not (contact.alamat_domisili or contact.alamat), "Alamat rumah belum diisi.", "kontak"),
        (diri.kini("golongan") is None, "Pangkat dan golongan belum tercatat.", "golongan"),
        (not diri.baris["pendidikan"], "Pendidikan belum tercatat.", "pendidikan"),
        (not diri.keluarga(*ORANG_TUA), "Nama bapak dan ibu kandung belum tercatat.", "keluarga"),
    ]
    return [lack(words, target) for missing, words, target in tests if missing]


DRH = Kertas(
    "drh", "Daftar riwayat hidup (DRH)", "Untuk kenaikan pangkat, mutasi, seleksi, dan lamaran tugas belajar.",
    "Keputusan Kepala BKN 11/2002, Anak Lampiran I-c (belum diverifikasi)", drh, lacks_for_drh, berfoto=True,
)  # fmt: skip
