"""Handing duties to somebody else for a time. It moves who is asked; who may decide stays with the policy layer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.jenis_tugas import JenisTugas, jenis_tugas
from asn_portal.core.models import DelegasiTugas, Pengguna, periode, write_period
from asn_portal.core.permissions import require
from asn_portal.core.permissions import tugas as permissions
from asn_portal.core.services.tugas import Kabar, notify_all
from asn_portal.core.templatetags.bentuk import kecil, tanggal

WHY = "Delegasi memindahkan siapa yang diminta bertindak. Kewenangan memutuskan tidak ikut berpindah."


@perubahan
def delegate_tugas(
    *, kepada: Pengguna, jenis: Sequence[str], mulai: date, sampai: date, alasan: str, by: Pengguna, hari_ini: date
) -> list[DelegasiTugas]:
    """Own duties of these kinds are asked of `kepada` from the first to the last day."""
    require(permissions.can_delegate(by, kepada))
    allowed = {satu.kunci: satu for satu in permissions.kinds_to_delegate(by)}
    require(bool(jenis) and set(jenis) <= allowed.keys())
    if mulai < hari_ini:
        raise DomainError(
            "Delegasi tidak berlaku surut. Pilih hari ini atau sesudahnya sebagai tanggal mulai.", galat="tanggal_lewat"
        )
    _refuse_without_right(kepada, [allowed[kunci] for kunci in jenis])
    rows = place_delegasi(dari=by, kepada=kepada, jenis=jenis, mulai=mulai, sampai=sampai, alasan=alasan)
    kinds = [jenis_tugas(kunci).label for kunci in jenis]
    record_jejak(
        rows[0], "tugas_didelegasikan", by=by, alasan=alasan,
        rincian={"kepada": str(kepada.pk), "jenis": list(jenis), "mulai": mulai.isoformat(), "sampai": sampai.isoformat()},
    )  # fmt: skip
    _tell(by, kepada, kinds, f"Berlaku {tanggal(mulai)} sampai {tanggal(sampai)}.", alasan)
    return rows


def _refuse_without_right(kepada: Pengguna, jenis: Sequence[JenisTugas]) -> None:
    """A duty that the receiver cannot decide would wait for nobody."""
    lacking = [kecil(satu.label) for satu in jenis if not satu.berwenang(kepada)]
    if lacking:
        raise DomainError(
            f"{kepada.nama} tidak berwenang memutuskan {', '.join(lacking)}. Delegasi tidak memberi kewenangan baru; pilih"
            " orang yang memegang peran itu.",
            galat="penerima_tanpa_wewenang",
        )


def place_delegasi(
    *, dari: Pengguna, kepada: Pengguna, jenis: Sequence[str], mulai: date, sampai: date | None, alasan: str
) -> list[DelegasiTugas]:
    """Write the rows; part of the caller's change, which has checked and traces it (a Plt or Plh binds it this way).

    A kind that is delegated on one of these days already is refused: no duty has two receivers.
    """
    Pengguna.objects.select_for_update(no_key=True).get(pk=dari.pk)
    berlaku = periode(mulai, sampai)
    taken = DelegasiTugas.objects.kini().filter(dari=dari, jenis__in=jenis, berlaku__overlap=berlaku)
    if (other := taken.select_related("kepada").first()) is not None:
        until = f" sampai {tanggal(other.sampai)}" if other.sampai else ""
        raise DomainError(
            f"{jenis_tugas(other.jenis).label} sudah didelegasikan kepada {other.kepada.nama}{until}. Akhiri dulu yang itu,"
            " atau pilih tanggal lain.",
            galat="sudah_didelegasikan",
        )
    rows = [DelegasiTugas(dari=dari, kepada=kepada, jenis=kunci, berlaku=berlaku, alasan=alasan) for kunci in jenis]
    try:
        with transaction.atomic():
            for row in rows:
                row.save(force_insert=True)
    except IntegrityError as refused:
        raise DomainError(
            "Jenis tugas ini sudah didelegasikan pada tanggal tersebut.", galat="sudah_didelegasikan"
        ) from refused
    return rows


@perubahan
def end_delegasi(delegasi_id: UUID, *, by: Pengguna, hari_ini: date) -> None:
    """Taken back by whoever gave it, or handed back by whoever received it: from today on."""
    row = (
        DelegasiTugas.objects.kini()
        .select_for_update(of=("self",))
        .select_related("dari", "kepada")
        .filter(pk=delegasi_id)
        .first()
    )
    if row is None:
        raise DomainError("Delegasi ini sudah berubah. Muat ulang halaman ini.", galat="status_berubah")
    require(permissions.can_end_delegasi(by, row))
    if row.sampai is not None and row.sampai < hari_ini:
        raise DomainError("Delegasi ini sudah berakhir.", galat="status_berubah")
    keys = {"dari": row.dari, "jenis": row.jenis, "kepada": row.kepada}
    write_period(
        DelegasiTugas, keys=keys, berlaku=periode(max(hari_ini, row.mulai), row.sampai), values=None
    )  # fmt: skip
    record_jejak(row, "delegasi_diakhiri", by=by, rincian={"jenis": row.jenis})
    other = row.kepada if by.pk == row.dari_id else row.dari
    label = jenis_tugas(row.jenis).label
    ended = f"{label} kembali pada {row.dari.nama} mulai {tanggal(hari_ini)}."
    notify_all([
        Kabar(
            who, f"Delegasi berakhir: {label}", ended, reverse("core:delegasi_list"), KelompokKabar.TUGAS,
            f"{by.nama} mengakhiri delegasi.", "", by.nama, "Bila keliru, buat delegasi baru dari halaman Delegasi tugas.",
        )
        for who in (by, other)
    ])  # fmt: skip


def _tell(dari: Pengguna, kepada: Pengguna, jenis: list[str], masa: str, alasan: str) -> None:
    kinds, url = ", ".join(jenis), reverse("core:delegasi_list")
    object_to = f"Bila keliru atau Anda berhalangan, kembalikan dari halaman Delegasi tugas atau hubungi {dari.nama}."
    undo = "Anda dapat mengakhirinya kapan saja dari halaman Delegasi tugas."
    notify_all([
        Kabar(
            kepada, f"{dari.nama} mendelegasikan tugas kepada Anda", f"{kinds}. {masa} {WHY}", url, KelompokKabar.TUGAS,
            alasan, "", dari.nama, object_to,
        ),
        Kabar(
            dari, f"Tugas Anda didelegasikan kepada {kepada.nama}", f"{kinds}. {masa} {WHY}", url, KelompokKabar.TUGAS,
            alasan, "", dari.nama, undo,
        ),
    ])  # fmt: skip
