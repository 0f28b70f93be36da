"""Papers of learning as official papers: the decree of a study on duty, who has passed a batch with which certificate, and
certificates without a batch.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.berkas.enums import Retensi
from asn_portal.berkas.jenis import JenisDokumen, register_jenis_dokumen
from asn_portal.berkas.naskah import IsiNaskah, JenisNaskah, Susunan, register_jenis_naskah
from asn_portal.core.errors import DomainError
from asn_portal.core.izin import Sumber
from asn_portal.core.templatetags.bentuk import angka, nip, tanggal
from jabatan.selectors.surat_mutasi import agency_unit, frame_of
from pegawai.naskah import initials
from pelatihan import permissions
from pelatihan.aturan.tugas_belajar import TABEL_TUGAS_BELAJAR
from pelatihan.enums import BentukPelatihan, StatusAngkatan, StatusPeserta, StatusSertifikat, StatusTugasBelajar
from pelatihan.models import AngkatanPelatihan, PenetapanSertifikat, Sertifikat, TugasBelajar
from pelatihan.selectors.naskah import KEPUTUSAN_BELAJAR, PENETAPAN_LULUS, PENETAPAN_SERTIFIKAT, living_paper
from pelatihan.selectors.penetapan import certificates_in

TEMPLAT = "keputusan_pelatihan"
BIMBINGAN = frozenset({BentukPelatihan.COACHING, BentukPelatihan.MENTORING, BentukPelatihan.BIMBINGAN_KERJA})
DAPAT_DIPERIKSA = "Sertifikat setiap orang dapat diperiksa siapa pun dengan kode yang tercantum padanya."


class IsiPelatihan(IsiNaskah):
    objek: str
    judul_surat: str
    kalimat: str
    baris: tuple[tuple[str, str], ...]
    daftar: tuple[tuple[str, str, str, str], ...] = ()
    # What each of them has learned, where it is not the same for all.
    pelatihan: tuple[str, ...] = ()
    penutup: str


# -- study on duty -------------------------------------------------------------------------------------------------------


def may_write_study(pengguna: Any, tugas_id: UUID) -> bool:
    rows = TugasBelajar.objects.visible_to(pengguna).filter(pk=tugas_id, status=StatusTugasBelajar.DISETUJUI)
    row = rows.select_related("pegawai").first()
    writes = row is not None and permissions.can_write_study_paper(pengguna, row)
    return writes and living_paper(KEPUTUSAN_BELAJAR, tugas_id) is None


def study_decree(pengguna: Any, tugas_id: UUID, hari: date) -> Susunan:
    row = TugasBelajar.objects.visible_to(pengguna).select_related("pegawai", "tingkat").get(pk=tugas_id)
    if row.status != StatusTugasBelajar.DISETUJUI:
        raise DomainError(
            f"Tugas belajar ini {row.get_status_display().lower()}, jadi keputusannya tidak disusun lagi.",
            galat="status_berubah",
        )
    person = row.pegawai
    penerbit = agency_unit(person.instansi_id, hari)
    isi = IsiPelatihan(
        **frame_of(penerbit, hari), objek=str(row.pk), judul_surat="Keputusan tentang tugas belajar",
        kalimat="Memberikan tugas belajar kepada pegawai negeri sipil dengan keterangan sebagai berikut.",
        baris=(
            ("Nama", person.nama_lengkap), ("NIP", nip(person.nip) if person.nip else "Belum ada"),
            ("Jabatan", person.jabatan_kini or "Belum ada"), ("Jenjang dan program", f"{row.tingkat.nama} {row.program_studi}"),
            ("Perguruan tinggi", f"{row.lembaga}, {row.negara}"),
            ("Pembiayaan", " ".join(filter(None, (row.get_pembiayaan_display(), row.penyandang)))),
            ("Masa", f"{tanggal(row.mulai)} sampai {tanggal(row.selesai)}"),
            ("Jabatan selama belajar", "Dibebaskan dari jabatan" if row.dibebaskan else "Tetap pada jabatannya"),
            ("Dasar", TABEL_TUGAS_BELAJAR.at(hari).dasar_hukum),
        ),
        penutup="Pegawai yang bersangkutan melaporkan kemajuan studinya setiap semester, kembali bekerja sesudah masa tugas "
        "belajar berakhir, dan menjalani ikatan dinas menurut peraturan perundang-undangan.",
    )  # fmt: skip
    return Susunan(
        isi, row.unit_id or penerbit, penerbit, f"{person.nama}: {row}"[:250], initials(person.nama), person.pk
    )


# -- a batch that is over ------------------------------------------------------------------------------------------------


def may_write_batch(pengguna: Any, angkatan_id: UUID) -> bool:
    row = AngkatanPelatihan.objects.filter(pk=angkatan_id, status=StatusAngkatan.SELESAI).first()
    keeps = row is not None and permissions.can_manage_here(pengguna, row)
    return keeps and living_paper(PENETAPAN_LULUS, angkatan_id) is None


def certificates_of(row: AngkatanPelatihan) -> list[Sertifikat]:
    """Of everybody who passed and whose certificate counts."""
    rows = Sertifikat.objects.filter(
        kepesertaan__angkatan=row, kepesertaan__status=StatusPeserta.LULUS, status=StatusSertifikat.DISAHKAN
    )
    return list(rows.select_related("pegawai").order_by("nomor"))


def _numbered(people: list[Sertifikat]) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(
        (str(n), one.nama, nip(one.pegawai.nip) if one.pegawai.nip else "Belum ada", one.nomor)
        for n, one in enumerate(people, 1)
    )


def batch_decree(pengguna: Any, angkatan_id: UUID, hari: date) -> Susunan:
    rows = AngkatanPelatihan.objects.select_related("program", "penyelenggara")
    row = rows.get(pk=angkatan_id, instansi_id=pengguna.instansi_id)
    people = certificates_of(row)
    if not people:
        raise DomainError("Tidak ada peserta yang lulus pada angkatan ini.", galat="tanpa_lulusan")
    unit = agency_unit(row.instansi_id, hari)
    isi = IsiPelatihan(
        **frame_of(unit, hari), objek=str(row.pk), judul_surat="Keputusan tentang kelulusan peserta pelatihan",
        kalimat="Menetapkan peserta yang namanya tercantum di bawah ini lulus dan berhak atas sertifikat bernomor sebagai berikut.",
        baris=(
            ("Pelatihan", row.program.judul), ("Angkatan", f"{row.nomor} tahun {row.tahun}"),
            ("Penyelenggara", row.penyelenggara.nama), ("Masa", f"{tanggal(row.mulai)} sampai {tanggal(row.selesai)}"),
            ("Banyaknya", f"{len(people)} peserta"),
        ),
        daftar=_numbered(people), penutup=DAPAT_DIPERIKSA,
    )  # fmt: skip
    return Susunan(isi, unit, unit, str(row)[:250])


# -- certificates without a batch ----------------------------------------------------------------------------------------


def may_write_together(pengguna: Any, penetapan_id: UUID) -> bool:
    row = PenetapanSertifikat.objects.filter(pk=penetapan_id).first()
    keeps = row is not None and permissions.can_manage_here(pengguna, row)
    return keeps and living_paper(PENETAPAN_SERTIFIKAT, penetapan_id) is None


def _learned(one: Sertifikat) -> str:
    """Without what two people set themselves in coaching: its title holds their goal."""
    named = one.get_bentuk_display() if one.bentuk in BIMBINGAN else one.judul
    return f"{named}, {angka(one.jp, 1 if one.jp % 1 else 0)} JP"


def together_decree(pengguna: Any, penetapan_id: UUID, hari: date) -> Susunan:
    row = PenetapanSertifikat.objects.get(pk=penetapan_id, instansi_id=pengguna.instansi_id)
    people = certificates_in(row)
    if not people:
        raise DomainError("Semua sertifikat dalam himpunan ini sudah dicabut.", galat="tanpa_sertifikat")
    unit = agency_unit(row.instansi_id, hari)
    isi = IsiPelatihan(
        **frame_of(unit, hari), objek=str(row.pk), judul_surat="Keputusan tentang sertifikat pengembangan kompetensi",
        kalimat="Menetapkan pegawai yang namanya tercantum di bawah ini telah menyelesaikan pengembangan kompetensi nonklasikal "
        "dan berhak atas sertifikat bernomor sebagai berikut.",
        baris=(
            ("Jenis", "Modul daring, magang, coaching, dan mentoring"), ("Dihimpun", tanggal(row.pada)),
            ("Banyaknya", f"{len(people)} sertifikat"),
        ),
        daftar=_numbered(people), pelatihan=tuple(_learned(one) for one in people),
        penutup=DAPAT_DIPERIKSA,
    )  # fmt: skip
    return Susunan(isi, unit, unit, f"{len(people)} sertifikat, dihimpun {tanggal(row.pada)}")


register_jenis_dokumen(
    JenisDokumen(KEPUTUSAN_BELAJAR, "Keputusan tugas belajar", Retensi.PERSEORANGAN, unggah_sendiri=False),
    JenisDokumen(PENETAPAN_LULUS, "Keputusan kelulusan pelatihan", Retensi.PENDUKUNG, unggah_sendiri=False),
    JenisDokumen(PENETAPAN_SERTIFIKAT, "Keputusan sertifikat pelatihan", Retensi.PENDUKUNG, unggah_sendiri=False),
)
register_jenis_naskah(
    JenisNaskah(
        KEPUTUSAN_BELAJAR, "Keputusan tugas belajar", TEMPLAT, "KP.60", KEPUTUSAN_BELAJAR, IsiPelatihan, study_decree,
        may_write_study, lambda pk: reverse("pelatihan:belajar_detail", args=[pk]), lambda row: UUID(row.data["objek"]),
        Sumber.PELATIHAN,
    ),
    JenisNaskah(
        PENETAPAN_LULUS, "Keputusan kelulusan pelatihan", TEMPLAT, "KP.61", PENETAPAN_LULUS, IsiPelatihan, batch_decree,
        may_write_batch, lambda pk: reverse("pelatihan:angkatan_detail", args=[pk]), lambda row: UUID(row.data["objek"]),
        Sumber.PELATIHAN,
    ),
    JenisNaskah(
        PENETAPAN_SERTIFIKAT, "Keputusan sertifikat pelatihan", TEMPLAT, "KP.62", PENETAPAN_SERTIFIKAT, IsiPelatihan,
        together_decree, may_write_together, lambda pk: reverse("pelatihan:penetapan_detail", args=[pk]),
        lambda row: UUID(row.data["objek"]), Sumber.PELATIHAN,
    ),
)  # fmt: skip
