"""Job information and evaluation of posts: written for a name or a seat, and the class of the map that follows points."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, until_next, write_period
from asn_portal.core.models.dasar import Isian, write_periods
from asn_portal.core.permissions import require
from asn_portal.core.regulasi import Ditolak
from jabatan import permissions
from jabatan.aturan.kelas import TABEL_FAKTOR, MasukanFaktor, kelas_dari_faktor
from jabatan.enums import STRUKTURAL, JenisEvaluasi, StatusAnalisis
from jabatan.models import EvaluasiJabatan, InformasiJabatan, RincianJabatan
from jabatan.services.standar import Lingkup, hold_acuan
from jabatan.services.susunan import KEPT
from pegawai.services.penempatan import hold_agency


@perubahan
def set_informasi(
    lingkup: Lingkup, *, mulai: date, isi: Mapping[str, Any], dasar: str, by: Pengguna
) -> InformasiJabatan:
    """The fifteen parts as they are from `mulai` on; what they were before stays."""
    acuan, row = hold_acuan(lingkup, mulai, by)
    keys = {"acuan": acuan}
    masa = until_next(InformasiJabatan, keys=keys, mulai=mulai)
    written: InformasiJabatan = write_period(
        InformasiJabatan, keys=keys, berlaku=masa, values={"isi": dict(isi), "dasar": dasar}
    )
    record_jejak(
        acuan, "informasi_jabatan_diubah", by=by, unit_id=row.unit_id, alasan=dasar,
        rincian={"untuk": lingkup.untuk, "jabatan": row.nama, "mulai": mulai.isoformat()},
    )  # fmt: skip
    return written


def evaluation_kind(jenis: str) -> JenisEvaluasi:
    return JenisEvaluasi.STRUKTURAL if jenis in STRUKTURAL else JenisEvaluasi.FUNGSIONAL


@perubahan
def propose_evaluasi(
    jabatan_id: UUID, *, tingkat: Mapping[str, int], alasan: Mapping[str, str], by: Pengguna
) -> EvaluasiJabatan:
    """Levels of all factors of a name; points and class follow by rule."""
    lingkup = Lingkup(jabatan_id, "nomenklatur")
    acuan, row = hold_acuan(lingkup, timezone.localdate(), by)
    kind = evaluation_kind(acuan.jenis)
    try:
        found = kelas_dari_faktor(MasukanFaktor(jenis=kind.value, tingkat=dict(tingkat)))
    except Ditolak as refused:
        raise DomainError(str(refused), galat=refused.galat) from refused
    proposal = EvaluasiJabatan.objects.filter(acuan=acuan, status=StatusAnalisis.DIUSULKAN).first()
    proposal = proposal or EvaluasiJabatan(acuan=acuan)
    proposal.jenis, proposal.tingkat, proposal.alasan = kind, dict(tingkat), dict(alasan)
    proposal.nilai, proposal.kelas = found["nilai"], found["kelas"]
    proposal.dasar_hukum, proposal.disusun_oleh = TABEL_FAKTOR.terakhir.dasar_hukum, by
    proposal.save()
    record_jejak(
        proposal, "evaluasi_jabatan_diusulkan", by=by, unit_id=row.unit_id,
        rincian={"jabatan": row.nama, "nilai": proposal.nilai, "kelas": proposal.kelas},
    )  # fmt: skip
    return proposal


@perubahan
def take_over_evaluasi(evaluasi_id: UUID, *, mulai: date, by: Pengguna) -> int:
    """Every seat of the name has the class from `mulai` on. How many seats."""
    require(permissions.can_describe_posts(by))
    hold_agency(by.instansi_id)
    found = EvaluasiJabatan.objects.select_related("acuan").get(pk=evaluasi_id, acuan__instansi_id=by.instansi_id)
    if found.sudah_diambil:
        raise DomainError(
            "Evaluasi ini sudah diambil alih ke peta. Susun evaluasi baru bila faktornya berubah.",
            galat="sudah_diambil",
        )
    acuan = found.acuan
    rows = list(
        RincianJabatan.objects.pada(mulai).filter(
            jabatan__instansi_id=by.instansi_id, jabatan__jenis=acuan.jenis, jabatan__jenjang=acuan.jenjang, nama=acuan.nama
        )
    )  # fmt: skip
    kept = [*KEPT, "unit_id", "dasar"]
    isian = [
        Isian(
            row.jabatan_id,
            until_next(RincianJabatan, keys={"jabatan_id": row.jabatan_id}, mulai=mulai),
            {name: getattr(row, name) for name in kept} | {"kelas": found.kelas},
        )
        for row in rows
        if row.kelas != found.kelas
    ]
    write_periods(RincianJabatan, kunci="jabatan_id", isian=isian)
    found.status, found.diambil_oleh = StatusAnalisis.DIAMBIL_ALIH, by
    found.diambil_pada, found.berlaku_sejak = timezone.now(), mulai
    found.save()
    record_jejak(
        found, "evaluasi_jabatan_diambil_alih", by=by, unit_id=rows[0].unit_id if rows else None,
        rincian={"jabatan": acuan.nama, "kelas": found.kelas, "mulai": mulai.isoformat(), "jabatan_berubah": len(isian)},
    )  # fmt: skip
    return len(isian)
