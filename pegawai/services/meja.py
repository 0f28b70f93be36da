"""Desks of proposals: whoever sits there today has the duty, and what waits too long goes up."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from asn_portal.core.enums import KelompokKabar
from asn_portal.core.models import Pengguna, Tugas
from asn_portal.core.services.tugas import assign_tugas, notify
from asn_portal.core.templatetags.bentuk import kecil
from pegawai import permissions
from pegawai.models import LangkahUsulan, UsulanPerubahan
from pegawai.selectors.usulan import desk_of
from pegawai.siapa_mengubah import Sasaran, sasaran

TUGAS_USULAN = "pegawai.usulan_perubahan"
MENUNGGU = "Pegawai yang Anda kelola mengusulkan perubahan datanya. Jawaban paling lambat 3 x 24 jam."
LEWAT = "Usulan ini belum dijawab dalam 3 x 24 jam di mejanya, jadi sampai kepada Anda."


def fill_desk(usulan: UsulanPerubahan, step: LangkahUsulan, target: Sasaran, now: datetime) -> list[Pengguna]:
    """A duty for everybody who may decide this step and has none yet; returns who sits there. Part of the caller's change."""
    desk = desk_of(usulan, step, timezone.localdate(now))
    late = step.batas <= now
    assign_tugas(
        desk.semua if late else desk.pemeriksa,
        jenis=TUGAS_USULAN,
        objek_id=usulan.pk,
        judul=f"Periksa usulan {usulan.pegawai.nama}: {kecil(target.judul)}",
        tentang=f"{usulan.pegawai.nama_lengkap}, {kecil(target.judul)}",
        alasan=LEWAT if late else MENUNGGU,
        url=reverse("pegawai:usulan_data_detail", args=[usulan.pk]),
        batas=step.batas,
    )
    return desk.pemeriksa


def tell_nobody_there(usulan: UsulanPerubahan, target: Sasaran, now: datetime) -> None:
    """Whoever passed the desk before learns that a second person is needed, and whom to ask."""
    for akun in Pengguna.objects.filter(pk__in=permissions.passed_by(usulan), is_active=True):
        notify(
            akun,
            judul=f"Perlu pemeriksa kedua: usulan {usulan.pegawai.nama}",
            isi="Belum ada pengelola kepegawaian lain yang dapat memutusnya.",
            url=reverse("pegawai:usulan_data_detail", args=[usulan.pk]),
            kelompok=KelompokKabar.TUGAS,
            mengapa=f"{target.judul} diperiksa dua orang, dan Anda sudah yang pertama.",
            aturan="Aturan portal: satu orang tidak memutus dua meja.",
            oleh="Portal Pegawai",
            keberatan="Minta pengelola sistem dan pengelola provinsi menunjuk pengelola kedua.",
        )


def refill_desks(now: datetime) -> int:
    """Every open step: who came since gets the duty, and what is past its time goes up. Returns how many lay open."""
    steps = LangkahUsulan.objects.filter(pada=None).select_related("usulan__pegawai").order_by("pk")
    count = 0
    for step in steps.iterator(chunk_size=200):
        target = sasaran(step.usulan.sasaran)
        if target is not None:
            fill_desk(step.usulan, step, target, now)
            count += 1
    _close_of_the_gone(now)
    return count


def _close_of_the_gone(now: datetime) -> None:
    """Duties of accounts that were switched off: the case stays with the others."""
    rows = Tugas.objects.filter(jenis=TUGAS_USULAN, selesai_pada=None, untuk__is_active=False)
    rows.update(selesai_pada=now)
