"""A plan on its way: sent with a receipt, taken back, returned with reasons, approved. Never decided by its owner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna
from asn_portal.core.pengaturan import JAWAB_KINERJA
from asn_portal.core.permissions import require
from asn_portal.core.selectors.jawab import answer_by, end_of
from asn_portal.core.services.tugas import Kabar, assign_tugas, close_tugas, notify, notify_all
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import check_transition
from asn_portal.mutu.services import recount_after_change
from kinerja import permissions
from kinerja.aturan.alur_skp import ALUR_SKP, BERJALAN
from kinerja.enums import StatusSKP
from kinerja.kunci_tugas import TUGAS_SKP, TUGAS_SUSUN, duty_key
from kinerja.models import SKP, CatatanRencana, LangkahSKP, RencanaHasilKerja
from kinerja.selectors.identitas import identities_of
from kinerja.selectors.periode import planning_window
from kinerja.selectors.rencana import rows_of, what_is_missing
from kinerja.services.rencana import add_step, lock_skp, trace
from pegawai.models import Pegawai
from pegawai.models.pegawai import team_of
from pegawai.selectors.orang import superior_on

ATURAN = "PermenPANRB 6/2022: SKP ditetapkan pejabat penilai kinerja."
# What `name_both` fills in, and what a decision writes.
PIHAK = ("penilai", "atasan_penilai", "identitas")
PUTUSAN = (*PIHAK, "status", "diputus_pada", "diputus_oleh")


@perubahan
def submit_skp(skp_id: UUID, *, by: Pengguna) -> LangkahSKP:
    """To the superior of today. Returns the receipt, which proves when it arrived."""
    skp = lock_skp(skp_id)
    require(permissions.can_write_skp(by, skp))
    check_transition(ALUR_SKP, skp.status, StatusSKP.DIAJUKAN)
    now = timezone.now()
    today = timezone.localdate(now)
    missing = what_is_missing(skp, rows_of(skp))
    if missing:
        raise DomainError(missing[0], galat="belum_lengkap")
    window = planning_window(skp.periode, skp.unit_id, today)
    if window is not None and not window.is_open(today):
        raise DomainError(
            f"SKP {skp.tahun} dapat diajukan mulai {tanggal(window.buka)}. Isian Anda tersimpan.", galat="belum_dibuka"
        )
    atasan = superior_on(skp.pegawai_id, today)
    if atasan is None:
        raise DomainError(
            "Atasan Anda belum tercatat. Laporkan dari halaman profil; isian SKP Anda tersimpan dan dapat diajukan sesudahnya.",
            galat="tanpa_atasan",
        )
    before = skp.status
    name_both(skp, atasan, today)
    skp.status, skp.diajukan_pada, skp.putaran = StatusSKP.DIAJUKAN, now, skp.putaran + 1
    skp.diputus_pada = skp.diputus_oleh = None
    skp.save(update_fields=[*PIHAK, "status", "diajukan_pada", "putaran", "diputus_pada", "diputus_oleh"])
    first = skp.daftar_langkah.filter(ke=StatusSKP.DIAJUKAN).order_by("pada").first() if skp.putaran > 1 else None
    step = add_step(
        skp, before, StatusSKP.DIAJUKAN, by=by, nomor=_receipt_number(skp.tahun),
        batas=window.batas if window else None,
        # Whoever came in time the first time is in time, however often it went back.
        tepat_waktu=None if window is None else bool(first and first.tepat_waktu) or not window.is_late(today),
    )  # fmt: skip
    close_tugas(jenis=TUGAS_SUSUN, objek_id=duty_key(skp.periode_id, skp.pegawai_id), by=by)
    close_tugas(jenis=TUGAS_SKP, objek_id=skp.pk, by=by)
    ask_superior(skp, atasan, now)
    trace(skp, "skp_diajukan", by, nomor=step.nomor)
    return step


def name_both(skp: SKP, atasan: Pegawai, hari: Any) -> None:
    """Who is on the form, as of this day."""
    above = superior_on(atasan.pk, hari)
    skp.penilai = atasan
    skp.atasan_penilai = above if above is not None and above.pk != skp.pegawai_id else None
    own, his = identities_of([skp.pegawai, atasan], hari)
    skp.identitas = {"pegawai": own, "penilai": his}


def _receipt_number(tahun: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('kinerja_tanda_terima')")
        return f"SKP-{tahun}-{cursor.fetchone()[0]:06d}"


def ask_superior(skp: SKP, atasan: Pegawai, now: datetime) -> None:
    if atasan.pengguna is None:
        return
    word = f"revisi SKP {skp.tahun}" if skp.versi > 1 else f"SKP {skp.tahun}"
    deadline = answer_by(JAWAB_KINERJA, skp.periode.instansi_id, timezone.localdate(now))
    assign_tugas(
        [atasan.pengguna],
        jenis=TUGAS_SKP,
        objek_id=skp.pk,
        judul=f"Putuskan {word}: {skp.pegawai.nama}",
        tentang=f"{skp.pegawai.nama_lengkap}, {skp.jabatan or 'jabatan belum tercatat'}",
        alasan=f"Anda atasan langsungnya hari ini. Jawab paling lambat {tanggal(deadline)}.",
        url=reverse("kinerja:skp_decide", args=[skp.pk]),
        batas=end_of(deadline),
    )


@perubahan
def withdraw_skp(skp_id: UUID, *, by: Pengguna) -> SKP:
    """Back to a draft as long as nobody has decided."""
    skp = lock_skp(skp_id)
    require(permissions.can_write_skp(by, skp))
    check_transition(ALUR_SKP, skp.status, StatusSKP.DRAF)
    skp.status = StatusSKP.DRAF
    skp.save(update_fields=["status"])
    add_step(skp, StatusSKP.DIAJUKAN, StatusSKP.DRAF, by=by, catatan="Ditarik kembali oleh pegawai.")
    close_tugas(jenis=TUGAS_SKP, objek_id=skp.pk, by=by)
    trace(skp, "skp_ditarik", by)
    return skp


# -- decisions ----------------------------------------------------------------------------------------------------


def _decided(skp_id: UUID, ke: StatusSKP, putaran: int | None, by: Pengguna) -> SKP:
    """Lock, guard, transition; `putaran` is the sending that the page has shown."""
    skp = lock_skp(skp_id)
    require(permissions.can_decide_skp(by, skp))
    if putaran is not None and putaran != skp.putaran and skp.status == StatusSKP.DIAJUKAN:
        raise TransitionError(
            "SKP ini sudah diajukan lagi sejak halaman Anda dibuka. Muat ulang halaman, lalu baca isinya yang terbaru.",
            galat="putaran_lama",
        )
    check_transition(ALUR_SKP, skp.status, ke)
    today = timezone.localdate()
    penilai = Pegawai.objects.get(pengguna=by)
    name_both(skp, penilai, today)
    skp.status, skp.diputus_pada, skp.diputus_oleh = ke, timezone.now(), by
    return skp


@perubahan
def approve_skp(skp_id: UUID, *, by: Pengguna, putaran: int | None = None, catatan: str = "") -> SKP:
    """It counts from now on; the version before it ends in the same moment."""
    skp = _decided(skp_id, StatusSKP.DISETUJUI, putaran, by)
    if skp.menggantikan_id is not None:
        old = SKP.objects.select_for_update(of=("self",)).get(pk=skp.menggantikan_id)
        check_transition(ALUR_SKP, old.status, StatusSKP.DIGANTI)
        old.status = StatusSKP.DIGANTI
        old.save(update_fields=["status"])
        add_step(old, StatusSKP.DISETUJUI, StatusSKP.DIGANTI, by=None, catatan=f"Diganti versi {skp.versi}.")
    skp.save(update_fields=PUTUSAN)
    add_step(skp, StatusSKP.DIAJUKAN, StatusSKP.DISETUJUI, by=by, catatan=catatan)
    close_tugas(jenis=TUGAS_SKP, objek_id=skp.pk, by=by)
    trace(skp, "skp_disetujui", by, catatan)
    recount_after_change(skp.pegawai.instansi_id, skp.pegawai_id)
    _tell(skp, "disetujui", catatan or "Rencana Anda berlaku sejak sekarang.", by)
    _tell_those_below(skp, by)
    return skp


@perubahan
def return_skp(
    skp_id: UUID, *, catatan: str, by: Pengguna, putaran: int | None = None, per_baris: Mapping[UUID, str] | None = None
) -> SKP:
    """Back to its writer, with what to put right: for all of it, and line by line."""
    notes = {garis: text for garis, text in (per_baris or {}).items() if text}
    if not catatan and not notes:
        raise DomainError(
            "Tulis apa yang perlu diperbaiki: untuk seluruh rencana, atau pada barisnya.", galat="tanpa_alasan"
        )
    skp = _decided(skp_id, StatusSKP.DIKEMBALIKAN, putaran, by)
    skp.save(update_fields=PUTUSAN)
    step = add_step(skp, StatusSKP.DIAJUKAN, StatusSKP.DIKEMBALIKAN, by=by, catatan=catatan)
    lines = set(skp.daftar_rhk.values_list("garis", flat=True))
    CatatanRencana.objects.bulk_create(
        CatatanRencana(langkah=step, garis=garis, teks=text) for garis, text in notes.items() if garis in lines
    )
    close_tugas(jenis=TUGAS_SKP, objek_id=skp.pk, by=by)
    trace(skp, "skp_dikembalikan", by, catatan, baris=len(notes))
    many = f" Ada catatan pada {len(notes)} hasil kerja." if notes else ""
    _tell(skp, "dikembalikan", f"{catatan}{many}".strip(), by)
    if skp.pegawai.pengguna is not None:
        assign_tugas(
            [skp.pegawai.pengguna],
            jenis=TUGAS_SKP,
            objek_id=skp.pk,
            judul=f"Perbaiki SKP {skp.tahun}",
            alasan=f"{by.nama} mengembalikannya dengan catatan.{many}",
            url=reverse("kinerja:skp_detail", args=[skp.pk]),
        )
    return skp


def _tell(skp: SKP, kata: str, isi: str, by: Pengguna) -> None:
    if skp.pegawai.pengguna is None:
        return
    notify(
        skp.pegawai.pengguna,
        judul=f"SKP {skp.tahun} Anda {kata}",
        isi=isi,
        url=reverse("kinerja:skp_detail", args=[skp.pk]),
        kelompok=KelompokKabar.TUGAS,
        mengapa=f"Anda mengajukannya pada {tanggal(skp.diajukan_pada)}.",
        aturan=ATURAN,
        oleh=f"{by.nama}, pejabat penilai kinerja",
        keberatan="Bicarakan dulu dengan atasan Anda. Isi yang disetujui dapat diubah lewat revisi.",
    )


def _tell_those_below(skp: SKP, by: Pengguna) -> None:
    """People whose rows lean on a target of the unit, or on an older version, for which a line stands here now."""
    today = timezone.localdate()
    lines = RencanaHasilKerja.objects.filter(skp=skp)
    team = team_of(skp.pegawai_id, today)
    rows = RencanaHasilKerja.objects.filter(
        skp__pegawai_id__in=team, skp__tahun=skp.tahun, skp__status__in=[*BERJALAN, StatusSKP.DISETUJUI]
    ).exclude(rhk_pimpinan__skp=skp)
    by_target = rows.filter(iku_id__in=lines.exclude(iku=None).values("iku_id"))
    by_line = rows.filter(rhk_pimpinan__garis__in=lines.values("garis"))
    plans = SKP.objects.filter(pk__in=(by_target | by_line).values("skp_id"), pegawai__pengguna__is_active=True)
    notify_all([
        Kabar(
            plan.pegawai.pengguna,
            f"Rencana atasan Anda tahun {skp.tahun} sudah ada",
            "Hasil kerja Anda dapat ditautkan ke hasil kerja atasan. Bandingkan dulu, lalu pilih.",
            reverse("kinerja:tautan", args=[plan.pk]),
            KelompokKabar.TUGAS,
            mengapa="Hasil kerja Anda bersandar pada sasaran unit atau pada rencana atasan versi lama.",
            aturan=ATURAN,
            oleh=by.nama,
            keberatan="Tautan ini pilihan Anda; tanpa tautan rencana Anda tetap berlaku.",
        )
        for plan in plans.select_related("pegawai__pengguna")
    ])  # fmt: skip
