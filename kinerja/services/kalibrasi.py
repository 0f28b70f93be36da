"""Calibration: a session proposes with a reason, the penilai accepts or declines with a reason. Nobody else writes a rating,
and nothing is proposed or answered once the document was handed over.
"""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, UnitKerja
from asn_portal.core.pengaturan import JAWAB_KINERJA
from asn_portal.core.permissions import require
from asn_portal.core.selectors.jawab import answer_by, end_of
from asn_portal.core.services.tugas import assign_tugas, close_tugas
from kinerja import permissions_kalibrasi as permissions
from kinerja.enums import JawabanKalibrasi, StatusEvaluasi
from kinerja.kunci_tugas import TUGAS_KALIBRASI
from kinerja.models import Evaluasi, PeriodeKinerja, SesiKalibrasi, UsulKalibrasi
from kinerja.selectors.kalibrasi import rated_in
from kinerja.services.evaluasi import Penilaian, lock_evaluasi, rate, reopen
from pegawai.selectors.orang import superior_on


@perubahan
def open_session(
    periode: PeriodeKinerja, unit: UnitKerja, *, jenis: str, nomor: int, peserta: str, by: Pengguna
) -> SesiKalibrasi:
    """One at a time for a unit and a stretch."""
    require(permissions.can_calibrate(by, unit))
    try:
        with transaction.atomic():
            row = SesiKalibrasi.objects.create(
                periode=periode, unit=unit, jenis=jenis, nomor=nomor, peserta=peserta, dibuka_oleh=by,
                dibuka_pada=timezone.now(),
            )  # fmt: skip
    except IntegrityError as refused:
        raise DomainError(
            "Sesi untuk unit dan masa ini sedang berjalan. Lanjutkan yang itu.", galat="sudah_ada"
        ) from refused
    record_jejak(row, "kalibrasi_dibuka", by=by, unit_id=unit.pk, rincian={"jenis": jenis, "nomor": nomor})
    return row


def _session(sesi_id: UUID, by: Pengguna) -> SesiKalibrasi:
    row = SesiKalibrasi.objects.select_for_update(of=("self",)).select_related("unit", "periode").get(pk=sesi_id)
    require(permissions.can_calibrate(by, row.unit))
    if row.ditutup_pada is not None:
        raise DomainError("Sesi ini sudah ditutup.", galat="sudah_ditutup")
    return row


@perubahan
def propose(sesi_id: UUID, evaluasi_id: UUID, *, hasil: str, perilaku: str, alasan: str, by: Pengguna) -> UsulKalibrasi:
    """Other ratings for one person; the penilai is asked. Never about oneself, never about what one has rated."""
    sesi, row = _session(sesi_id, by), lock_evaluasi(evaluasi_id)
    require(rated_in(by, sesi).filter(pk=row.pk).exists())
    if row.status != StatusEvaluasi.DINILAI:
        raise DomainError(
            "Penilaian ini sudah disampaikan atau dibuka kembali, jadi tidak dikalibrasi.", galat="sudah_disampaikan"
        )
    if (hasil, perilaku) == (row.hasil_kerja, row.perilaku_kerja):
        raise DomainError("Usul itu sama dengan penilaian yang ada. Pilih rating yang lain.", galat="tidak_berbeda")
    if not alasan:
        raise DomainError("Tulis alasannya; penilai membacanya.", galat="tanpa_alasan")
    if sesi.daftar_usul.filter(evaluasi=row).exclude(jawaban="").exists():
        raise DomainError("Penilai sudah menjawab usul untuk orang ini pada sesi ini.", galat="sudah_dijawab")
    found, _ = UsulKalibrasi.objects.update_or_create(
        sesi=sesi, evaluasi=row,
        defaults={
            "semula_hasil": row.hasil_kerja, "semula_perilaku": row.perilaku_kerja, "usul_hasil": hasil,
            "usul_perilaku": perilaku, "alasan": alasan, "oleh": by, "pada": timezone.now(),
        },
    )  # fmt: skip
    _ask(found, row, by)
    record_jejak(found, "kalibrasi_diusulkan", by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=alasan)
    return found


def _ask(usul: UsulKalibrasi, row: Evaluasi, by: Pengguna) -> None:
    boss = superior_on(row.pegawai_id, timezone.localdate())
    if boss is None or boss.pengguna is None:
        raise DomainError("Penilai orang ini belum tercatat, jadi belum ada yang dapat menjawab.", galat="tanpa_atasan")
    if boss.pengguna_id == by.pk:
        raise DomainError("Anda penilainya: buka kembali penilaian itu sendiri, tanpa usul.", galat="usul_sendiri")
    until = answer_by(JAWAB_KINERJA, by.instansi_id, timezone.localdate())
    assign_tugas(
        [boss.pengguna], jenis=TUGAS_KALIBRASI, objek_id=usul.pk, judul=f"Usul kalibrasi: {row.pegawai.nama}",
        tentang=f"{row.judul}. {usul.alasan}"[:200], alasan="Anda atasan langsungnya hari ini; Anda yang memutuskan.",
        url=reverse("kinerja:kalibrasi_jawab", args=[usul.pk]), batas=end_of(until),
    )  # fmt: skip


@perubahan
def answer(usul_id: UUID, *, terima: bool, alasan: str, by: Pengguna) -> UsulKalibrasi:
    """The penilai makes the proposal his own, or says why not. Accepting is a rating of his like any other."""
    owner = UsulKalibrasi.objects.values_list("evaluasi_id", flat=True).get(pk=usul_id)
    row = lock_evaluasi(owner)
    usul = (
        UsulKalibrasi.objects.select_for_update(of=("self",))
        .select_related("sesi", "evaluasi__pegawai")
        .get(pk=usul_id)
    )
    require(permissions.can_answer(by, usul))
    if usul.jawaban or usul.sesi.ditutup_pada is not None:
        raise DomainError("Usul ini sudah dijawab atau sesinya ditutup. Muat ulang halaman.", galat="sudah_dijawab")
    if row.status != StatusEvaluasi.DINILAI:
        raise DomainError("Penilaiannya sudah berubah sejak usul ditulis. Muat ulang halaman.", galat="status_berubah")
    if not alasan:
        raise DomainError("Tulis alasan Anda; dibaca peserta sesi.", galat="tanpa_alasan")
    usul.jawaban = JawabanKalibrasi.TERIMA if terima else JawabanKalibrasi.TOLAK
    usul.alasan_jawaban, usul.dijawab_oleh, usul.dijawab_pada = alasan, by, timezone.now()
    # Before the rating changes: the database takes an answer only while it is rated and not handed over.
    usul.save(update_fields=["jawaban", "alasan_jawaban", "dijawab_oleh", "dijawab_pada"])
    if terima:
        reopen(row.pk, by=by)
        rate(row.pk, Penilaian(usul.usul_hasil, usul.usul_perilaku, {}, {}, row.catatan, alasan), by=by)
    close_tugas(jenis=TUGAS_KALIBRASI, objek_id=usul.pk, by=by)
    record_jejak(
        usul, f"kalibrasi_{'diterima' if terima else 'ditolak'}", by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id,
        alasan=alasan,
    )  # fmt: skip
    return usul


@perubahan
def close_session(sesi_id: UUID, *, by: Pengguna) -> SesiKalibrasi:
    """What was not answered lapses: the ratings stay as the penilai has given them."""
    row = _session(sesi_id, by)
    waiting = list(row.daftar_usul.filter(jawaban="").values_list("pk", flat=True))
    row.ditutup_pada = timezone.now()
    row.save(update_fields=["ditutup_pada"])
    for pk in waiting:
        close_tugas(jenis=TUGAS_KALIBRASI, objek_id=pk, by=by)
    record_jejak(row, "kalibrasi_ditutup", by=by, unit_id=row.unit_id, rincian={"gugur": len(waiting)})
    return row
