"""What posts of the demo province need: technical competences, standards of much used names, requirements by kind and level."""

from __future__ import annotations

from typing import Any

from asn_portal.core.demo import BERDIRI, Demo, salin
from asn_portal.core.demo.muat import analyse
from asn_portal.core.demo.tulis import sejak
from asn_portal.core.sql import fetch
from jabatan.enums import JenisJabatan, JenisKompetensi, JenisSyarat
from jabatan.models import AcuanJabatan, KamusKompetensi, StandarKompetensi, SyaratJabatan, TingkatKompetensi

DASAR = "Keputusan standar kompetensi jabatan (contoh)"
DASAR_SYARAT = "Peta persyaratan jabatan (contoh)"
# Technical competences: code, name, definition, and words of the posts that need them.
TEKNIS = (
    ("TEK-1", "Penyusunan kebijakan", "Menyusun, menelaah, dan menilai rancangan kebijakan.", ("kebijakan", "perencana")),
    ("TEK-2", "Pengelolaan keuangan daerah", "Menganggarkan, menatausahakan, dan melaporkan keuangan daerah.", ("keuangan", "anggaran", "bendahara")),
    ("TEK-3", "Pengadaan barang dan jasa", "Merencanakan, memilih penyedia, dan mengelola kontrak.", ("pengadaan",)),
    ("TEK-4", "Pengelolaan data dan informasi", "Mengumpulkan, mengolah, dan menyajikan data.", ("data", "statisti", "komputer")),
    ("TEK-5", "Pembelajaran", "Merencanakan, melaksanakan, dan menilai pembelajaran.", ("guru",)),
    ("TEK-6", "Pelayanan kesehatan", "Memberi pelayanan kesehatan sesuai kewenangan profesi.", ("dokter", "perawat", "bidan", "apoteker")),
    ("TEK-7", "Manajemen aparatur", "Mengelola perencanaan, pengembangan, dan kinerja aparatur.", ("sumber daya manusia", "aparatur", "kepegawaian")),
    ("TEK-8", "Tata kelola administrasi", "Mengelola surat, arsip, dan pelayanan perkantoran.", ("administrasi", "pengadministrasi", "arsip")),
    ("TEK-9", "Pengawasan intern", "Mengaudit, meninjau, dan memberi saran perbaikan.", ("auditor", "pengawas")),
    ("TEK-10", "Penataan bangunan dan infrastruktur", "Merencanakan dan mengawasi bangunan dan prasarana.", ("bangunan", "jalan", "teknik")),
)  # fmt: skip
ARTI = (
    "Memahami konsep dan istilah dasarnya.", "Melaksanakan dengan panduan.", "Melaksanakan mandiri dan membimbing rekan.",
    "Menyelesaikan masalah yang rumit dan menyempurnakan cara kerja.", "Menjadi rujukan dan menyusun kebijakannya.",
)  # fmt: skip
# By level or kind: education, rank, then years of experience in which posts. Managerial education and years follow the law.
SYARAT: dict[str, tuple[str, str, str, str]] = {
    "pemula": ("slta", "II/a", "", ""), "terampil": ("d3", "II/c", "", ""), "mahir": ("d3", "III/a", "2", "terampil"),
    "penyelia": ("d3", "III/c", "2", "mahir"), "ahli_pertama": ("s1", "III/a", "", ""),
    "ahli_muda": ("s1", "III/c", "2", "ahli_pertama|pelaksana"), "ahli_madya": ("s1", "IV/a", "2", "ahli_muda|pengawas"),
    "ahli_utama": ("s2", "IV/d", "2", "ahli_madya|administrator|jpt_pratama"), "pelaksana": ("slta", "", "", ""),
    "pengawas": ("", "III/b", "", ""), "administrator": ("", "III/d", "", ""), "jpt_pratama": ("", "IV/b", "", ""),
    "jpt_madya": ("", "IV/c", "", ""),
}  # fmt: skip
PELATIHAN = {
    "pengawas": "Pelatihan Kepemimpinan Pengawas", "administrator": "Pelatihan Kepemimpinan Administrator",
    "jpt_pratama": "Pelatihan Kepemimpinan Nasional Tingkat II", "jpt_madya": "Pelatihan Kepemimpinan Nasional Tingkat I",
}  # fmt: skip
# Fields of study that posts ask for: managerial ones by kind, the others by the technical competence of their name.
ILMU = {
    "TEK-1": "Administrasi Negara, Administrasi Publik, Ilmu Pemerintahan, Perencanaan Wilayah dan Kota, Hukum",
    "TEK-2": "Akuntansi, Ekonomi, Manajemen, Administrasi", "TEK-3": "Hukum, Ekonomi, Teknik, Administrasi, Manajemen",
    "TEK-4": "Informatika, Administrasi, Rekam Medis", "TEK-5": "Pendidikan, Informatika, Teknik",
    "TEK-6": "Kedokteran, Keperawatan, Kebidanan, Farmasi, Apoteker, Penyakit Dalam",
    "TEK-7": "Manajemen, Psikologi, Administrasi Negara, Administrasi Publik, Ilmu Pemerintahan",
    "TEK-8": "Administrasi, Sejarah, Perpustakaan, Manajemen", "TEK-9": "Akuntansi, Hukum, Ekonomi, Administrasi, Pendidikan",
    "TEK-10": "Teknik, Arsitektur, Perencanaan Wilayah dan Kota",
}  # fmt: skip
ILMU_MANAJERIAL = "Administrasi Negara, Administrasi Publik, Ilmu Pemerintahan, Manajemen, Hukum, Ekonomi, Teknik"
ILMU_LAIN = "Semua bidang ilmu"
# What the law asks of managerial posts, said again beside the field.
PENDIDIKAN_MANAJERIAL = {"pengawas": "d3", "administrator": "s1", "jpt_pratama": "s1", "jpt_madya": "s1"}
TINGKAT = {"ahli_utama": 5, "ahli_madya": 4, "ahli_muda": 3, "ahli_pertama": 2, "penyelia": 3, "mahir": 2}
NAMES = """
SELECT j.jenis, j.jenjang, r.nama, count(*) FROM jabatan_rincianjabatan r JOIN jabatan_jabatan j ON j.id = r.jabatan_id
WHERE j.instansi_id = %(instansi)s AND upper_inf(r.tercatat) AND j.jenis IN ('fungsional', 'pelaksana')
GROUP BY 1, 2, 3 ORDER BY 4 DESC, 3 LIMIT 60
"""


def is_empty() -> bool:
    return not AcuanJabatan.objects.exists()


def load_perlu(demo: Demo) -> None:
    agency = demo.id("instansi", 1)
    berlaku, tercatat = sejak(BERDIRI), sejak(demo.jam(BERDIRI))
    _dictionary(demo)
    acuan: list[tuple[Any, ...]] = []
    standar: list[tuple[Any, ...]] = []
    syarat: list[tuple[Any, ...]] = []
    for slug, needs in SYARAT.items():
        jenis = slug if slug in JenisJabatan.values else JenisJabatan.FUNGSIONAL.value
        key = demo.id("acuan", slug)
        acuan.append((key, agency, jenis, "" if slug == jenis else slug, "", None))
        syarat += [
            (demo.id("syarat", f"{slug}:{row[0]}"), key, *row, True, DASAR_SYARAT, berlaku, tercatat)
            for row in _needs(slug, *needs)
        ]
    for jenis, jenjang, nama, _ in fetch(NAMES, instansi=agency):
        fitting = [one for one in TEKNIS if any(word in nama.lower() for word in one[3])]
        if not fitting:
            continue
        key = demo.id("acuan", f"nama:{nama}")
        acuan.append((key, agency, jenis, jenjang, nama, None))
        standar += [
            (
                demo.id("standar", f"{nama}:{kode}"), key, demo.id("kompetensi", kode), TINGKAT.get(jenjang, 2), DASAR, berlaku,
                tercatat,
            )
            for kode, *_ in fitting
        ]  # fmt: skip
        syarat += [
            (
                demo.id("syarat", f"nama:{jenis}:{jenjang}:{nama}"), key, JenisSyarat.PENDIDIKAN.value,
                SYARAT[jenjang or jenis][0], None, ", ".join(ILMU[kode] for kode, *_ in fitting), True, DASAR_SYARAT, berlaku,
                tercatat,
            )
        ]  # fmt: skip
    salin(AcuanJabatan, ("id", "instansi_id", "jenis", "jenjang", "nama", "jabatan_id"), acuan)
    columns = ("id", "acuan_id", "kompetensi_id", "tingkat", "dasar", "berlaku", "tercatat")
    salin(StandarKompetensi, columns, standar)
    columns = ("id", "acuan_id", "jenis", "nilai", "tahun", "rincian", "wajib", "dasar", "berlaku", "tercatat")
    salin(SyaratJabatan, columns, syarat)
    analyse([AcuanJabatan, StandarKompetensi, SyaratJabatan])


def _needs(slug: str, pendidikan: str, golongan: str, tahun: str, asal: str) -> list[tuple[str, str, str | None, str]]:
    """Kind, value, years, and for education the field of study."""
    bidang = ILMU_MANAJERIAL if slug in PENDIDIKAN_MANAJERIAL else ILMU_LAIN
    level = pendidikan or PENDIDIKAN_MANAJERIAL[slug]
    rows: list[tuple[str, str, str | None, str]] = [(JenisSyarat.PENDIDIKAN.value, level, None, bidang)]
    rows += [(JenisSyarat.PANGKAT.value, golongan, None, "")] if golongan else []
    rows += [(JenisSyarat.PENGALAMAN.value, asal, tahun, "")] if asal else []
    return rows + ([(JenisSyarat.PELATIHAN.value, PELATIHAN[slug], None, "")] if slug in PELATIHAN else [])


def _dictionary(demo: Demo) -> None:
    agency = demo.id("instansi", 1)
    salin(
        KamusKompetensi, ("id", "instansi_id", "kode", "jenis", "nama", "definisi", "dasar", "urut", "ditutup"),
        [
            (demo.id("kompetensi", kode), agency, kode, JenisKompetensi.TEKNIS.value, nama, arti, DASAR, n, False)
            for n, (kode, nama, arti, _) in enumerate(TEKNIS, start=1)
        ],
    )  # fmt: skip
    salin(TingkatKompetensi, ("id", "kompetensi_id", "tingkat", "uraian", "indikator"), [
        (demo.id("tingkat", f"{kode}:{n}"), demo.id("kompetensi", kode), n, f"{nama}: {words[0].lower()}{words[1:]}", "")
        for kode, nama, _, _ in TEKNIS
        for n, words in enumerate(ARTI, start=1)
    ])  # fmt: skip
