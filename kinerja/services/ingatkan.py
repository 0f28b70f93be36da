"""Reminding those on whom it waits: a whole unit once a day as a job, or chosen people at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from asn_portal.core import outbox
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.banyak import HasilBanyak, TindakanBanyak, register_banyak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Notifikasi, Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import Kabar, notify_all
from asn_portal.core.templatetags.bentuk import angka, tanggal
from kinerja import permissions
from kinerja.enums import JenisEvaluasi
from kinerja.models import PeriodeKinerja
from kinerja.selectors.evaluasi import all_stages_of, window_of
from kinerja.selectors.kemajuan import chosen_path, late_accounts, scope_paths
from kinerja.selectors.periode import planning_window
from pegawai.models import Pegawai

SEKALI = 500
BANYAK = "kinerja.ingatkan"
ATURAN = "PermenPANRB 6/2022: SKP disusun dan dievaluasi untuk setiap pegawai."
Tahap = tuple[str, int] | None


def read_stage(periode: PeriodeKinerja, text: str) -> Tahap:
    """`triwulan-3` of an address; None for plans and for what the year does not have."""
    jenis, _, nomor = text.partition("-")
    if jenis not in JenisEvaluasi.values or not nomor.isdigit():
        return None
    return (jenis, int(nomor)) if (JenisEvaluasi(jenis), int(nomor)) in all_stages_of(periode) else None


@perubahan
def order_reminder(periode_id: UUID, unit_id: UUID, *, by: Pengguna, tahap: str = "") -> None:
    """Everybody of the unit and below on whom it waits is told; once a day for each unit and stage."""
    periode = PeriodeKinerja.objects.visible_to(by).filter(pk=periode_id).first()
    today = timezone.localdate()
    require(periode is not None and permissions.can_remind(by) and chosen_path(by, unit_id, today) is not None)
    assert periode is not None
    key = f"{periode.pk}:{unit_id}:{today.isoformat()}:{tahap}"
    if outbox.enqueue("kinerja.send_reminders", str(periode.pk), str(unit_id), str(by.pk), tahap, kunci=key) is None:
        raise DomainError("Unit ini sudah diingatkan hari ini. Coba lagi besok.", galat="sudah_diingatkan")
    record_jejak(
        periode, "pengingat_skp_dikirim", by=by, unit_id=unit_id, rincian={"tahun": periode.tahun, "tahap": tahap}
    )


def send_reminders(periode_id: UUID, unit_id: UUID, by_id: UUID, tahap: str = "") -> int:
    """One notice each; returns how many."""
    today = timezone.localdate()
    by, periode = Pengguna.objects.get(pk=by_id), PeriodeKinerja.objects.get(pk=periode_id)
    path = chosen_path(by, unit_id, today)
    stage = read_stage(periode, tahap)
    late = late_accounts(periode, path, stage, today) if path is not None else {}
    _tell(periode, stage, unit_id, late, by, today)
    return len(late)


def _tell(
    periode: PeriodeKinerja, tahap: Tahap, unit_id: UUID | None, late: Mapping[UUID, Sequence[UUID]], by: Pengguna, today: date
) -> None:  # fmt: skip
    until = _until(periode, tahap, unit_id, today)
    own = set(Pegawai.objects.filter(pengguna_id__in=late).values_list("pengguna_id", "pk"))
    accounts = list(late)
    for first in range(0, len(accounts), SEKALI):
        rows = Pengguna.objects.filter(pk__in=accounts[first : first + SEKALI])
        notify_all([_notice(akun, periode, tahap, until, late[akun.pk], own, by) for akun in rows])


def _until(periode: PeriodeKinerja, tahap: Tahap, unit_id: UUID | None, today: date) -> str:
    window = planning_window(periode, unit_id, today) if tahap is None else window_of(periode, unit_id, *tahap, today)
    return f" paling lambat {tanggal(window.batas)}" if window is not None else ""


def _subject(periode: PeriodeKinerja, tahap: Tahap) -> str:
    """What waits, as the notice begins; the same word finds it again."""
    if tahap is None:
        return f"SKP {periode.tahun} Anda belum diajukan"
    return f"Evaluasi {JenisEvaluasi(tahap[0]).within(periode.tahun, tahap[1])} menunggu Anda"


def _notice(
    akun: Pengguna, periode: PeriodeKinerja, tahap: Tahap, until: str, orang: Sequence[UUID], own: set[tuple[UUID, UUID]], by: Pengguna
) -> Kabar:  # fmt: skip
    team = [one for one in orang if (akun.pk, one) not in own]
    if tahap is None:
        words, page = f"Susun dan ajukan{until}.", f"{reverse('kinerja:saya')}?tahun={periode.tahun}"
    elif team:
        words, page = (
            f"{angka(len(team))} orang menunggu penilaian Anda{until}.",
            f"{reverse('kinerja:tim')}?tahun={periode.tahun}",
        )
    else:
        words, page = (
            f"Isi realisasi dan kirim kepada atasan{until}.",
            f"{reverse('kinerja:saya')}?tahun={periode.tahun}",
        )
    return Kabar(
        akun, _subject(periode, tahap), words, page, KelompokKabar.TUGAS,
        mengapa="Pengelola kepegawaian unit Anda mengingatkan semua yang masih ditunggu.", aturan=ATURAN, oleh=by.nama,
        keberatan="Bila kinerja Anda dicatat di tempat lain, hubungi pengelola kepegawaian unit Anda.",
    )  # fmt: skip


# -- chosen people ------------------------------------------------------------------------------------------------


@perubahan
def remind_chosen(periode_id: UUID, ids: Sequence[UUID], isian: dict[str, Any], by: Pengguna) -> HasilBanyak:
    """Those of the chosen on whom it waits (or their penilai) and who were not told today already."""
    periode = PeriodeKinerja.objects.visible_to(by).filter(pk=periode_id).first()
    require(periode is not None and permissions.can_remind(by))
    assert periode is not None
    today, stage = timezone.localdate(), read_stage(periode, isian.get("tahap", ""))
    mine = Pegawai.objects.visible_to(by, Sumber.SKP).filter(pk__in=ids)
    chosen = list(mine.values_list("pk", flat=True))
    late: dict[UUID, list[UUID]] = {}
    for path in scope_paths(by):
        for account, people in late_accounts(periode, path, stage, today, chosen).items():
            late.setdefault(account, []).extend(people)
    told = set(
        Notifikasi.objects.filter(untuk_id__in=late, judul=_subject(periode, stage), dibuat_pada__date=today)
        .values_list("untuk_id", flat=True)
    )  # fmt: skip
    fresh = {account: people for account, people in late.items() if account not in told}
    _tell(periode, stage, None, fresh, by, today)
    reached = {person for people in fresh.values() for person in people}
    record_jejak(periode, "pengingat_skp_dikirim", by=by, rincian={"tahun": periode.tahun, "orang": len(reached)})
    return HasilBanyak(len(reached), len(set(ids)) - len(reached))


def _back(_periode: UUID, _hasil: HasilBanyak) -> str:
    return reverse("kinerja:unit")


register_banyak(TindakanBanyak(BANYAK, "Mengingatkan yang ditunggu", "orang", remind_chosen, _back))
