"""Duties in the one inbox about placements, study on duty, coaching and mentoring."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from asn_portal.core.izin import Sumber
from asn_portal.core.jenis_tugas import IkutAtasan, JenisTugas, register_jenis_tugas
from asn_portal.core.models import Pengguna
from pegawai.models import Pegawai
from pelatihan import permissions
from pelatihan.models import Bimbingan, LaporanBelajar, LowonganMagang, PesertaMagang, SesiBimbingan, TugasBelajar
from pelatihan.services.bimbingan import TUGAS_BIMBINGAN, TUGAS_SESI
from pelatihan.services.logbuk import TUGAS_MENTOR
from pelatihan.services.magang import TUGAS_SELEKSI, TUGAS_SETUJU_MAGANG
from pelatihan.services.tugas_belajar import TUGAS_BACA, TUGAS_LAPORAN, TUGAS_SETUJU_BELAJAR, TUGAS_TETAPKAN

SENDIRI = "Tugas ini tentang Anda sendiri."
SATU = "Setiap orang dibaca dan diputuskan sendiri."


def placements_to_agree(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """Of people within reach, never the own one."""
    people = Pegawai.objects.visible_to(pengguna, Sumber.PELATIHAN, "v").exclude(pengguna=pengguna)
    return set(PesertaMagang.objects.filter(pk__in=ids, pegawai__in=people).values_list("pk", flat=True))


def studies_to_agree(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    people = Pegawai.objects.visible_to(pengguna, Sumber.PELATIHAN, "v").exclude(pengguna=pengguna)
    return set(TugasBelajar.objects.filter(pk__in=ids, pegawai__in=people).values_list("pk", flat=True))


def offers_to_fill(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    if not permissions.can_manage(pengguna):
        return set()
    return set(LowonganMagang.objects.visible_to(pengguna).filter(pk__in=ids).values_list("pk", flat=True))


def days_to_confirm(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    return set(PesertaMagang.objects.dimentori(pengguna).filter(pk__in=ids).values_list("pk", flat=True))


def studies_to_determine(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    rows = TugasBelajar.objects.filter(pk__in=ids).select_related("pegawai")
    return {row.pk for row in rows if permissions.can_determine_study(pengguna, row)}


def own_studies(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    return set(TugasBelajar.objects.milik(pengguna).filter(pk__in=ids).values_list("pk", flat=True))


def reports_to_read(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    rows = LaporanBelajar.objects.filter(pk__in=ids).select_related("tugas__pegawai")
    return {row.pk for row in rows if permissions.can_read_reports(pengguna, row.tugas)}


def pairs_to_answer(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    rows = Bimbingan.objects.visible_to(pengguna).filter(pk__in=ids).exclude(diminta_oleh=pengguna)
    return set(rows.values_list("pk", flat=True))


def meetings_to_confirm(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    rows = SesiBimbingan.objects.filter(pk__in=ids, bimbingan__in=Bimbingan.objects.visible_to(pengguna))
    return set(rows.exclude(dicatat_oleh=pengguna).values_list("pk", flat=True))


def people_placed(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Who applied."""
    return dict(PesertaMagang.objects.filter(pk__in=ids).values_list("pk", "pegawai_id"))


def people_studying(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Who asked for a degree."""
    return dict(TugasBelajar.objects.filter(pk__in=ids).values_list("pk", "pegawai_id"))


register_jenis_tugas(
    JenisTugas(
        TUGAS_SETUJU_MAGANG, "Persetujuan magang", "Yang disetujui ikut seleksi; pegawainya dikabari.",
        permissions.can_nominate, placements_to_agree, "book", sebab_satu=SATU,
        ikut_atasan=IkutAtasan(permissions.PERBUATAN_KIRIM, people_placed),
    ),
    JenisTugas(
        TUGAS_SELEKSI, "Seleksi magang", "Pelamar dikabari dengan alasannya; yang diterima mengisi logbuk.",
        permissions.can_manage, offers_to_fill, "book", sebab_satu="Setiap pelamar dipilih dengan alasannya sendiri.",
    ),
    JenisTugas(
        TUGAS_MENTOR, "Logbuk magang", "Jam yang disahkan dihitung; yang dikembalikan diperbaiki pesertanya.",
        permissions.can_learn, days_to_confirm, "book", sebab_satu=SATU, dapat_didelegasikan=False,
    ),
    JenisTugas(
        TUGAS_SETUJU_BELAJAR, "Persetujuan tugas belajar", "Yang disetujui menunggu penetapan; pegawainya dikabari.",
        permissions.can_nominate, studies_to_agree, "book", sebab_satu=SATU,
        ikut_atasan=IkutAtasan(permissions.PERBUATAN_KIRIM, people_studying),
    ),
    JenisTugas(
        TUGAS_TETAPKAN, "Penetapan tugas belajar", "Yang ditetapkan dapat berangkat; jabatannya mengikuti.",
        permissions.can_manage, studies_to_determine, "book", sebab_satu="Setiap keputusan bernomor sendiri.",
    ),
    JenisTugas(
        TUGAS_LAPORAN, "Laporan tugas belajar", "Laporan dibaca pengelola kepegawaian.",
        permissions.can_learn, own_studies, "book", sebab_satu=SENDIRI, dapat_didelegasikan=False,
    ),
    JenisTugas(
        TUGAS_BACA, "Laporan yang menunggu dibaca", "Pegawainya melihat bahwa laporannya dibaca.",
        permissions.can_manage, reports_to_read, "book", sebab_satu="Setiap laporan dibaca sendiri.",
    ),
    JenisTugas(
        TUGAS_BIMBINGAN, "Ajakan coaching atau mentoring", "Bila bersedia, bimbingan dimulai dan pertemuannya dicatat.",
        permissions.can_learn, pairs_to_answer, "people", sebab_satu=SENDIRI, dapat_didelegasikan=False,
    ),
    JenisTugas(
        TUGAS_SESI, "Pertemuan coaching atau mentoring", "Pertemuan yang disahkan kedua pihak dihitung sebagai JP.",
        permissions.can_learn, meetings_to_confirm, "people", sebab_satu=SENDIRI, dapat_didelegasikan=False,
    ),
)  # fmt: skip
