"""Somebody leaves: plans that were being written end, and plans that he was to approve go to the superior of that day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.services.tugas import SISTEM, close_tugas, notify
from asn_portal.core.workflow import check_transition
from kinerja.aturan.alur_skp import ALUR_SKP, BERJALAN
from kinerja.enums import StatusSKP
from kinerja.kunci_tugas import TUGAS_SKP, TUGAS_SUSUN, duty_key
from kinerja.models import SKP, PeriodeKinerja
from kinerja.services.persetujuan import ATURAN, ask_superior, name_both
from kinerja.services.rencana import add_step, lock_skp
from pegawai.models import Pegawai
from pegawai.selectors.orang import superior_on

KELUAR = "Tidak lagi dalam dinas."
BERALIH = "Pejabat penilainya berganti."


@perubahan
def leave_plans(pegawai_id: UUID, hari: date) -> None:
    """Approved plans stay: what was done until the last day is still rated."""
    person = Pegawai.objects.get(pk=pegawai_id)
    ended = [
        _end(pk) for pk in SKP.objects.berjalan().filter(pegawai=person).order_by("pk").values_list("pk", flat=True)
    ]
    for periode_id in PeriodeKinerja.objects.filter(instansi_id=person.instansi_id).values_list("pk", flat=True):
        close_tugas(jenis=TUGAS_SUSUN, objek_id=duty_key(periode_id, person.pk), by=None)
    led = SKP.objects.berjalan().filter(Q(penilai=person) | Q(atasan_penilai=person)).exclude(pegawai=person)
    moved = [_hand_on(pk, person, hari) for pk in led.order_by("pegawai_id", "pk").values_list("pk", flat=True)]
    record_jejak(
        None, "skp_orang_berhenti", by=None, subjek_id=person.pk, unit_id=person.unit_kini_id,
        rincian={"diakhiri": len(ended), "dialihkan": sum(moved)},
    )  # fmt: skip


def _end(skp_id: UUID) -> UUID:
    """Taken back first if it was sent: nobody decides about it any more."""
    skp = lock_skp(skp_id)
    way = (StatusSKP.DRAF, StatusSKP.DIBATALKAN) if skp.status == StatusSKP.DIAJUKAN else (StatusSKP.DIBATALKAN,)
    for step in way:
        check_transition(ALUR_SKP, skp.status, step)
        before, skp.status = skp.status, step
        skp.save(update_fields=["status"])
        add_step(skp, before, step, by=None, catatan=KELUAR)
    close_tugas(jenis=TUGAS_SKP, objek_id=skp.pk, by=None)
    return skp.pk


def _hand_on(skp_id: UUID, gone: Pegawai, hari: date) -> bool:
    """Without a superior the plan stays as it is, and the duty becomes an item of the list of the leaver."""
    skp = lock_skp(skp_id)
    atasan = superior_on(skp.pegawai_id, hari)
    if skp.status not in BERJALAN or atasan is None or atasan.pk in {gone.pk, skp.pegawai_id}:
        return False
    same = atasan.pk == skp.penilai_id
    name_both(skp, atasan, hari)
    skp.save(update_fields=["penilai", "atasan_penilai", "identitas"])
    if skp.status == StatusSKP.DIAJUKAN and not same:
        close_tugas(jenis=TUGAS_SKP, objek_id=skp.pk, by=None)
        ask_superior(skp, atasan, timezone.now())
        _tell(skp, atasan)
    return True


def _tell(skp: SKP, atasan: Pegawai) -> None:
    if skp.pegawai.pengguna is None:
        return
    notify(
        skp.pegawai.pengguna,
        judul=f"SKP {skp.tahun} Anda sekarang diputuskan {atasan.nama}",
        isi="Rencana yang sudah Anda ajukan tidak perlu dikirim ulang.",
        url=reverse("kinerja:skp_detail", args=[skp.pk]),
        kelompok=KelompokKabar.TUGAS,
        mengapa=BERALIH,
        aturan=ATURAN,
        oleh=SISTEM,
        keberatan="Bila atasan Anda keliru tercatat, laporkan dari halaman profil.",
    )
