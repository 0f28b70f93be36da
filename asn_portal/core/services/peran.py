"""Giving and ending roles. Provincial roles need two admins; operators need a decree; nobody touches his own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import permissions
from asn_portal.core.aturan.alur_usulan import ALUR_USULAN
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import PERAN_SELURUH_INSTANSI, JenisUsulanPeran, KelompokKabar, Peran, StatusUsulan
from asn_portal.core.errors import DomainError
from asn_portal.core.models import (
    BertanggalQuerySet,
    JalurUnit,
    Pengguna,
    PenugasanPeran,
    Penyiap,
    RincianUnit,
    UnitKerja,
    UsulanPeran,
    periode,
    write_period,
)
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import BILA_KELIRU, SISTEM, assign_tugas, close_tugas, notify
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import check_transition

TUGAS_USULAN = "core.usulan_peran"
DUA_PENGELOLA = "Aturan portal: peran provinsi memerlukan persetujuan dua pengelola."
DECIDE_WITHIN = timedelta(days=7)
# A path of one label is the whole agency, of two a perangkat daerah.
AGENCY_DEPTH = 1


def _second_admins(usulan: UsulanPeran) -> list[Pengguna]:
    """Everybody who may give the second yes."""
    today = timezone.localdate()
    rows = PenugasanPeran.objects.pada(today).filter(
        peran__in=[Peran.ADMIN_BKD, Peran.ADMIN_SISTEM],
        unit__instansi_id=usulan.unit.instansi_id,
        pengguna__is_active=True,
    )
    known = rows.exclude(pengguna_id__in=[usulan.diusulkan_oleh_id, usulan.pengguna_id]).values("pengguna_id")
    return list(Pengguna.objects.filter(pk__in=known))


@perubahan
def propose_peran(
    *,
    untuk: Pengguna,
    peran: str,
    unit: UnitKerja,
    mulai: date,
    sampai: date | None,
    alasan: str,
    by: Pengguna,
    nomor_sk: str = "",
    jenis: JenisUsulanPeran = JenisUsulanPeran.BERI,
) -> UsulanPeran:
    """Ask for a provincial role, or for its end. Nothing changes until a second admin agrees."""
    require(permissions.can_propose_peran(by, untuk=untuk, peran=peran, unit=unit))
    if jenis == JenisUsulanPeran.BERI and peran in PERAN_SELURUH_INSTANSI:
        _refuse_below_root(unit)
    _refuse_past(mulai)
    held = _overlapping(untuk, peran, unit, mulai, sampai if jenis == JenisUsulanPeran.BERI else None).exists()
    if jenis == JenisUsulanPeran.BERI and held:
        raise DomainError("Akun ini sudah memegang peran itu pada tanggal tersebut.", galat="peran_sudah_ada")
    if jenis == JenisUsulanPeran.CABUT:
        if not held:
            raise DomainError(
                "Akun ini tidak memegang peran itu pada unit dan tanggal tersebut. Periksa peran dan unitnya.",
                galat="peran_tidak_ada",
            )
        sampai = None
    values = {"mulai": mulai, "sampai": sampai, "alasan": alasan, "nomor_sk": nomor_sk, "diusulkan_oleh": by}
    try:
        usulan = UsulanPeran.objects.create(pengguna=untuk, peran=peran, unit=unit, jenis=jenis, **values)
    except IntegrityError as refused:
        raise DomainError("Usulan yang sama masih menunggu keputusan.", galat="usulan_sudah_ada") from refused
    record_jejak(
        usulan, "peran_diusulkan", by=by, unit_id=unit.pk, alasan=alasan, rincian={"peran": peran, "jenis": jenis}
    )
    judul = f"Putuskan usulan {usulan.get_jenis_display().lower()} {Peran(peran).label}: {untuk.nama}"
    assign_tugas(
        _second_admins(usulan),
        jenis=TUGAS_USULAN,
        objek_id=usulan.pk,
        judul=judul,
        tentang=f"{untuk.nama}, {Peran(peran).label}",
        alasan=f"{by.nama} mengusulkan. Peran provinsi perlu persetujuan pengelola kedua.",
        url=reverse("core:usulan_detail", args=[usulan.pk]),
        batas=timezone.now() + DECIDE_WITHIN,
    )
    return usulan


def _refuse_below_root(unit: UnitKerja) -> None:
    """The second admin must see how far the role really reaches."""
    if not RincianUnit.objects.pada(timezone.localdate()).filter(unit=unit, induk=None).exists():
        raise DomainError(
            "Peran ini menjangkau seluruh instansi. Pilih unit teratas, bukan unit di bawahnya.",
            galat="peran_seluruh_instansi",
        )


def _lock_holder(pengguna_id: UUID) -> Pengguna:
    """Changes of one account's roles wait for each other and for its deactivation."""
    holder = Pengguna.objects.select_for_update(no_key=True).get(pk=pengguna_id)
    if not holder.is_active:
        raise DomainError(
            f"Akun {holder.nama} nonaktif. Peran hanya diberikan kepada akun yang aktif.", galat="akun_tidak_aktif"
        )
    return holder


def _overlapping(untuk: Pengguna, peran: str, unit: UnitKerja, mulai: date, sampai: date | None) -> BertanggalQuerySet:
    return PenugasanPeran.objects.kini().filter(
        pengguna=untuk, peran=peran, unit=unit, berlaku__overlap=periode(mulai, sampai)
    )


@perubahan
def approve_usulan_peran(usulan_id: UUID, *, by: Pengguna, catatan: str = "") -> UsulanPeran:
    """The second yes: the role row is written (or ended) in the same transaction."""
    usulan = UsulanPeran.objects.select_for_update(of=("self",)).select_related("unit", "pengguna").get(pk=usulan_id)
    require(permissions.can_decide_usulan_peran(by, usulan))
    _decide(usulan, StatusUsulan.DISETUJUI, by=by, catatan=catatan)
    if usulan.jenis == JenisUsulanPeran.BERI:
        _grant(usulan, by)
    else:
        _end_rows(usulan.pengguna, max(usulan.mulai, timezone.localdate()), peran=[usulan.peran], unit=usulan.unit)
    record_jejak(
        usulan, "peran_disetujui", by=by, unit_id=usulan.unit_id, alasan=catatan, disiapkan_oleh=usulan.disiapkan_oleh,
        rincian={"peran": usulan.peran, "jenis": usulan.jenis},
    )  # fmt: skip
    _tell(usulan, by)
    return usulan


@perubahan
def reject_usulan_peran(usulan_id: UUID, *, by: Pengguna, catatan: str) -> UsulanPeran:
    usulan = UsulanPeran.objects.select_for_update(of=("self",)).select_related("unit", "pengguna").get(pk=usulan_id)
    require(permissions.can_decide_usulan_peran(by, usulan))
    _decide(usulan, StatusUsulan.DITOLAK, by=by, catatan=catatan)
    record_jejak(
        usulan, "peran_ditolak", by=by, unit_id=usulan.unit_id, alasan=catatan, disiapkan_oleh=usulan.disiapkan_oleh
    )
    _tell(usulan, by)
    return usulan


@perubahan
def withdraw_usulan_peran(usulan_id: UUID, *, by: Pengguna) -> UsulanPeran:
    usulan = UsulanPeran.objects.select_for_update(of=("self",)).select_related("unit", "pengguna").get(pk=usulan_id)
    require(permissions.can_withdraw_usulan_peran(by, usulan))
    _decide(usulan, StatusUsulan.DITARIK, by=by, catatan="")
    record_jejak(usulan, "usulan_peran_ditarik", by=by, unit_id=usulan.unit_id)
    close_tugas(jenis=TUGAS_USULAN, objek_id=usulan.pk, by=by)
    return usulan


@perubahan
def prepare_usulan_peran(usulan_id: UUID, *, by: Pengguna, catatan: str) -> UsulanPeran:
    """A penyiap reads the case and leaves a note; the decision stays with the official."""
    usulan = UsulanPeran.objects.select_for_update(of=("self",)).select_related("unit").get(pk=usulan_id)
    require(permissions.can_prepare_usulan_peran(by, usulan))
    check_transition(ALUR_USULAN, usulan.status, StatusUsulan.DISETUJUI)
    usulan.disiapkan_oleh, usulan.catatan_penyiap = by, catatan
    usulan.save(update_fields=["disiapkan_oleh", "catatan_penyiap"])
    record_jejak(usulan, "usulan_peran_disiapkan", by=by, unit_id=usulan.unit_id, alasan=catatan)
    return usulan


def _decide(usulan: UsulanPeran, status: StatusUsulan, *, by: Pengguna, catatan: str) -> None:
    check_transition(ALUR_USULAN, usulan.status, status)
    usulan.status, usulan.catatan = status, catatan
    usulan.diputuskan_oleh, usulan.diputuskan_pada = by, timezone.now()
    usulan.save(update_fields=["status", "catatan", "diputuskan_oleh", "diputuskan_pada"])


def _grant(usulan: UsulanPeran, by: Pengguna) -> None:
    """From the day of the second yes at the earliest: nobody held it before."""
    _lock_holder(usulan.pengguna_id)
    mulai = max(usulan.mulai, timezone.localdate())
    if usulan.sampai is not None and usulan.sampai < mulai:
        raise DomainError(
            "Masa peran yang diusulkan sudah lewat. Tolak usulan ini dan minta usulan baru.", galat="masa_lewat"
        )
    values = {"nomor_sk": usulan.nomor_sk, "ditetapkan_oleh": usulan.diusulkan_oleh, "disetujui_oleh": by}
    keys = {"pengguna": usulan.pengguna, "peran": usulan.peran, "unit": usulan.unit}
    write_period(PenugasanPeran, keys=keys, berlaku=periode(mulai, usulan.sampai), values=values)


def _tell(usulan: UsulanPeran, by: Pengguna) -> None:
    close_tugas(jenis=TUGAS_USULAN, objek_id=usulan.pk, by=by)
    label, status = Peran(usulan.peran).label, usulan.get_status_display().lower()
    isi = f"Usulan {usulan.get_jenis_display().lower()} {label} {status}."
    why = usulan.catatan or usulan.alasan
    url = reverse("core:usulan_detail", args=[usulan.pk])
    notify(
        usulan.diusulkan_oleh, judul=f"Usulan peran {status}", isi=isi, url=url, kelompok=KelompokKabar.PERAN, mengapa=why,
        aturan=DUA_PENGELOLA, oleh=by.nama, keberatan="Bila keliru, ajukan usulan baru dengan alasan yang lengkap.",
    )  # fmt: skip
    if usulan.status == StatusUsulan.DISETUJUI:
        apa = "Anda menerima peran" if usulan.jenis == JenisUsulanPeran.BERI else "Peran Anda berakhir:"
        notify(
            usulan.pengguna,
            judul=f"{apa} {label}",
            isi=isi,
            url=reverse("core:peran_saya"),
            kelompok=KelompokKabar.PERAN,
            mengapa=usulan.alasan,
            aturan=f"{DUA_PENGELOLA} {usulan.nomor_sk}".strip(),
            oleh=f"{usulan.diusulkan_oleh.nama} dan {by.nama}",
            keberatan=BILA_KELIRU,
        )


@perubahan
def appoint_operator(
    *, untuk: Pengguna, peran: str, unit: UnitKerja, mulai: date, sampai: date, nomor_sk: str, by: Pengguna
) -> PenugasanPeran:
    """HR of a unit, by HR above it, with the number of the decree and an end."""
    require(permissions.can_appoint_operator(by, untuk=untuk, peran=peran, unit=unit))
    _refuse_past(mulai)
    _lock_holder(untuk.pk)
    if _overlapping(untuk, peran, unit, mulai, sampai).exists():
        raise DomainError("Akun ini sudah memegang peran itu pada tanggal tersebut.", galat="peran_sudah_ada")
    row = PenugasanPeran.objects.create(
        pengguna=untuk, peran=peran, unit=unit, berlaku=periode(mulai, sampai), nomor_sk=nomor_sk, ditetapkan_oleh=by
    )
    record_jejak(row, "operator_ditetapkan", by=by, unit_id=unit.pk, alasan=nomor_sk, rincian={"peran": peran})
    notify(
        untuk,
        judul=f"Anda ditetapkan sebagai {Peran(peran).label}",
        isi=f"Berlaku {tanggal(mulai)} sampai {tanggal(sampai)}.",
        url=reverse("core:peran_saya"),
        kelompok=KelompokKabar.PERAN,
        mengapa="Pengelola di atas Anda menetapkan Anda sebagai operator unit.",
        aturan=f"SK {nomor_sk}",
        oleh=by.nama,
        keberatan=BILA_KELIRU,
    )
    return row


@perubahan
def end_peran(penugasan_id: UUID, *, mulai: date, alasan: str, by: Pengguna) -> None:
    """End an operator's role: `mulai` is the first day without it."""
    row = (
        PenugasanPeran.objects.kini()
        .select_for_update(of=("self",))
        .select_related("pengguna", "unit")
        .filter(pk=penugasan_id)
        .first()
    )
    if row is None:
        raise DomainError("Peran ini sudah berubah. Muat ulang halaman ini.", galat="status_berubah")
    require(permissions.can_end_peran(by, row))
    _refuse_past(mulai)
    _end_rows(row.pengguna, mulai, peran=[row.peran], unit=row.unit)
    record_jejak(row, "operator_diakhiri", by=by, unit_id=row.unit_id, alasan=alasan, rincian={"peran": row.peran})
    notify(
        row.pengguna,
        judul=f"Peran Anda berakhir: {row.get_peran_display()}",
        isi=f"Hari pertama tanpa peran ini {tanggal(mulai)}.",
        url=reverse("core:peran_saya"),
        kelompok=KelompokKabar.PERAN,
        mengapa=alasan,
        aturan="",
        oleh=by.nama,
        keberatan=BILA_KELIRU,
    )


def _refuse_past(mulai: date) -> None:
    if mulai < timezone.localdate():
        raise DomainError(
            "Peran tidak dapat diubah untuk hari yang sudah lewat. Pilih hari ini atau sesudahnya.",
            galat="tanggal_lewat",
        )


def _end_rows(
    pengguna: Pengguna, mulai: date, *, peran: Iterable[str] | None = None, unit: UnitKerja | None = None
) -> int:
    """Cut this account's roles from `mulai` on; with `peran` and `unit` only those. Returns how many rows were cut."""
    rows = PenugasanPeran.objects.kini().filter(pengguna=pengguna, berlaku__overlap=periode(mulai))
    if peran is not None:
        rows = rows.filter(peran__in=list(peran))
    if unit is not None:
        rows = rows.filter(unit=unit)
    for row in (cut := list(rows)):
        keys = {"pengguna": pengguna, "peran": row.peran, "unit_id": row.unit_id}
        write_period(PenugasanPeran, keys=keys, berlaku=periode(max(mulai, row.mulai), row.sampai), values=None)
    return len(cut)


def end_roles_of_leaver(pengguna_id: UUID, *, dari_unit: UUID | None, ke_unit: UUID | None, mulai: date) -> list[str]:
    """Roles end when their holder leaves the unit: the role's own subtree, or for agency-wide roles the perangkat daerah.

    Part of the change that moves the person (pegawai.services), which traces it. Returns the roles that end.
    """
    pengguna = Pengguna.objects.select_for_update().get(pk=pengguna_id)
    paths = dict(JalurUnit.objects.pada(mulai).filter(unit_id__in=[dari_unit, ke_unit]).values_list("unit_id", "jalur"))
    old, new = paths.get(dari_unit, "").split("."), paths.get(ke_unit, "").split(".")
    ended = []
    for row in (
        PenugasanPeran.objects.kini().filter(pengguna=pengguna, berlaku__overlap=periode(mulai)).select_related("unit")
    ):
        scope = JalurUnit.objects.pada(mulai).filter(unit_id=row.unit_id).values_list("jalur", flat=True).first() or "-"
        parts = scope.split(".")
        depth = max(len(parts), AGENCY_DEPTH + 1)
        stays = new[: len(parts)] == parts and new[:depth] == old[:depth]
        if not stays:
            _end_rows(pengguna, mulai, peran=[row.peran], unit=row.unit)
            ended.append(row.peran)
    if ended:
        notify(
            pengguna,
            judul="Peran Anda berakhir karena pindah unit",
            isi=f"{', '.join(Peran(peran).label for peran in ended)} berakhir mulai {tanggal(mulai)}.",
            url=reverse("core:peran_saya"),
            kelompok=KelompokKabar.PERAN,
            mengapa="Anda pindah unit.",
            aturan="Aturan portal: peran pada unit lama berakhir pada hari pindah.",
            oleh=SISTEM,
            keberatan=BILA_KELIRU,
        )
    return ended


@perubahan
def name_penyiap(*, penyiap: Pengguna, jenis_tugas: list[str], mulai: date, sampai: date, by: Pengguna) -> Penyiap:
    """An official lets one of his staff prepare cases of these kinds; deciding stays with him."""
    require(permissions.can_name_penyiap(by, penyiap))
    Pengguna.objects.select_for_update(no_key=True).get(pk=by.pk)
    keys = {"pejabat": by, "penyiap": penyiap}
    row: Penyiap = write_period(Penyiap, keys=keys, berlaku=periode(mulai, sampai), values={"jenis_tugas": jenis_tugas})
    record_jejak(row, "penyiap_ditunjuk", by=by, rincian={"jenis_tugas": jenis_tugas})
    notify(
        penyiap,
        judul=f"Anda menjadi penyiap {by.nama}",
        isi=f"Anda boleh membaca dan menyiapkan tugasnya sampai {tanggal(sampai)}; keputusan tetap padanya.",
        url=reverse("core:tugas_list"),
        kelompok=KelompokKabar.PERAN,
        mengapa=f"{by.nama} menunjuk Anda.",
        aturan="",
        oleh=by.nama,
        keberatan=f"Bila Anda tidak dapat menyiapkan, hubungi {by.nama}; ia dapat mengakhirinya.",
    )
    return row


@perubahan
def end_penyiap(penyiap_id: UUID, *, mulai: date, by: Pengguna) -> None:
    row = Penyiap.objects.kini().select_for_update(of=("self",)).select_related("penyiap").filter(pk=penyiap_id).first()
    if row is None:
        raise DomainError("Penunjukan ini sudah berubah. Muat ulang halaman ini.", galat="status_berubah")
    require(row.pejabat_id == by.pk)
    write_period(
        Penyiap,
        keys={"pejabat": by, "penyiap": row.penyiap},
        berlaku=periode(max(mulai, row.mulai), row.sampai),
        values=None,
    )
    record_jejak(row, "penyiap_diakhiri", by=by)
