"""A former penilai is asked to rate the stretch that he led, as long as his days last; then the duty goes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, Tugas
from asn_portal.core.permissions import akses
from asn_portal.core.selectors.jawab import end_of
from asn_portal.core.services.tugas import Kabar, assign_all, close_tugas, notify, notify_all
from asn_portal.core.templatetags.bentuk import tanggal
from kinerja.enums import StatusEvaluasi
from kinerja.kunci_tugas import TUGAS_SERAH_NILAI
from kinerja.models import Evaluasi
from kinerja.selectors.masa_serah import BELUM, MasaSerah, handed_by, handed_over, left_behind
from kinerja.selectors.serah import board_of, with_stages
from pegawai.models import HubunganAtasan
from pegawai.selectors.orang import superior_on

ATURAN = "PermenPANRB 6/2022: penilai yang berganti di tengah masa menilai masa yang dipimpinnya."


def ask_former(orang: Collection[UUID] | None = None) -> int:
    """Whoever has just ceased to be the penilai of these people (None: of anybody) and has something to rate. Asked once."""
    today = timezone.localdate()
    spans = handed_over(orang, today)
    if not spans:
        return 0
    known = set(
        Tugas.objects.filter(
            jenis=TUGAS_SERAH_NILAI, objek_id__in=[one.hubungan_id for one in spans]
        ).values_list("objek_id", flat=True)
    )  # fmt: skip
    # Without a plan that holds his last days there is nothing to rate.
    rows = with_stages([one for one in spans if one.hubungan_id not in known])
    duties = [_duty(row.masa, row.masa.penilai.pengguna) for row in rows if row.tahap]
    assign_all(duties)
    return len(duties)


@transaction.atomic
def tell_successors(orang: Collection[UUID] | None = None) -> int:
    """Whoever leads people today whose former penilai can no longer sign in: the stretch before is his too. Told once."""
    today, now = timezone.localdate(), timezone.now()
    spans = left_behind(orang, today)
    if not spans:
        return 0
    asked = Tugas.objects.filter(jenis=TUGAS_SERAH_NILAI, objek_id__in=[one.hubungan_id for one in spans])
    # A duty that still lies with the closed account goes; a done one of somebody who can read it tells that he was told.
    told_before = asked.exclude(selesai_pada=None).filter(untuk__is_active=True)
    done = set(told_before.values_list("objek_id", flat=True))
    asked.filter(selesai_pada=None).update(selesai_pada=now)
    rows = with_stages([one for one in spans if one.hubungan_id not in done])
    leads = HubunganAtasan.objects.pada(today).filter(pegawai_id__in=[row.masa.pegawai.pk for row in rows])
    leads = leads.filter(atasan__pengguna__is_active=True).select_related("atasan__pengguna")
    new = {link.pegawai_id: link.atasan.pengguna for link in leads}
    told = [(row.masa, new[row.masa.pegawai.pk]) for row in rows if row.tahap and row.masa.pegawai.pk in new]
    Tugas.objects.bulk_create([_duty(one, untuk, selesai_pada=now) for one, untuk in told], ignore_conflicts=True)
    notify_all([_inherited(one, untuk) for one, untuk in told])
    return len(told)


def _inherited(one: MasaSerah, untuk: Pengguna) -> Kabar:
    return Kabar(
        untuk, f"Masa lama {one.pegawai.nama} Anda yang menilai",
        f"Akun penilai sebelumnya sudah ditutup, jadi masa sampai {tanggal(one.akhir)} ikut Anda nilai. "
        "Catatan dan buktinya tetap dapat dibaca.",
        reverse("kinerja:tim"), KelompokKabar.TUGAS, mengapa="Anda penilainya sekarang.", aturan=ATURAN, oleh="Portal",
        keberatan="Bila Anda bukan penilainya, laporkan dari halaman profil.",
    )  # fmt: skip


def _duty(one: MasaSerah, untuk: Pengguna | None, **values: Any) -> Tugas:
    return Tugas(
        untuk=untuk, jenis=TUGAS_SERAH_NILAI, objek_id=one.hubungan_id,
        judul=f"Nilai masa Anda: {one.pegawai.nama}"[:200], tentang=one.pegawai.nama_lengkap[:200],
        alasan=f"Anda memimpinnya sampai {tanggal(one.akhir)}; penilai barunya melanjutkan sesudah itu.",
        url=reverse("kinerja:serah_list"), batas=end_of(one.batas), **values,
    )  # fmt: skip


@perubahan
def close_past() -> int:
    """Duties whose days are over: the penilai of today rates the whole stretch."""
    now = timezone.now()
    rows = Tugas.objects.filter(jenis=TUGAS_SERAH_NILAI, selesai_pada=None, batas__lt=now)
    done = rows.update(selesai_pada=now)
    record_jejak(None, "serah_penilaian_lewat", by=None, rincian={"tugas": done})
    return done


@perubahan
def pass_on(hubungan_id: UUID, *, by: Pengguna) -> MasaSerah:
    """Not rated by the former penilai: what is rated stays, the rest is the new one's."""
    today = timezone.localdate()
    mine = akses(by).orang_id
    span = next((one for one in handed_by(mine, today) if one.hubungan_id == hubungan_id), None)
    if span is None:
        raise DomainError("Masa serah terima ini sudah berakhir atau bukan milik Anda.", galat="sudah_selesai")
    waiting = Evaluasi.objects.filter(pegawai=span.pegawai, penilai_id=mine, status__in=BELUM)
    if waiting.filter(status=StatusEvaluasi.DINILAI).exists():
        raise DomainError("Ada penilaian yang belum disampaikan. Sampaikan dulu, atau buka kembali.", galat="dinilai")
    close_tugas(jenis=TUGAS_SERAH_NILAI, objek_id=hubungan_id, by=by)
    record_jejak(
        None, "serah_penilaian_diteruskan", by=by, subjek_id=span.pegawai.pk, unit_id=span.pegawai.unit_kini_id
    )
    new = superior_on(span.pegawai.pk, today)
    if new is not None and new.pengguna is not None:
        notify(
            new.pengguna, judul=f"Penilaian masa lama {span.pegawai.nama}",
            isi=f"Penilai sebelumnya menyerahkan masa sampai {tanggal(span.akhir)} kepada Anda.", url=reverse("kinerja:tim"),
            kelompok=KelompokKabar.TUGAS, mengapa="Anda penilainya sekarang.", aturan=ATURAN, oleh=by.nama,
            keberatan="Bila Anda bukan penilainya, laporkan dari halaman profil.",
        )  # fmt: skip
    return span


def finish_for(row: Evaluasi, by: Pengguna) -> None:
    """Part of handing over a rating: a former penilai with nothing left to rate has done his part."""
    mine = akses(by).orang_id
    today = timezone.localdate()
    left = {one.masa.hubungan_id for one in board_of(mine, today) if one.tahap}
    for span in handed_by(mine, today):
        if span.pegawai.pk == row.pegawai_id and span.hubungan_id not in left:
            close_tugas(jenis=TUGAS_SERAH_NILAI, objek_id=span.hubungan_id, by=by)
