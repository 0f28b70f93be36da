"""After the handing over: accepted, or objected to, explained, decided. The decision is final (PP 30/2019 Pasal 59)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan
from asn_portal.core.enums import KelompokKabar, TujuanTiket
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna
from asn_portal.core.pengaturan import JAWAB_KINERJA
from asn_portal.core.permissions import require
from asn_portal.core.selectors.bantuan import responsible_for
from asn_portal.core.selectors.jawab import answer_by, end_of
from asn_portal.core.services.tugas import Kabar, assign_tugas, close_tugas, notify_all
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import check_transition
from kinerja import permissions_evaluasi as permissions
from kinerja.aturan.alur_evaluasi import ALUR_EVALUASI
from kinerja.aturan.evaluasi import predikat_untuk
from kinerja.enums import PutusanKeberatan, StatusEvaluasi, SumberKinerja
from kinerja.kunci_tugas import TUGAS_EVALUASI, TUGAS_KEBERATAN
from kinerja.models import BuktiDukung, Evaluasi, Keberatan
from kinerja.selectors.evaluasi import clocks_after, clocks_of
from kinerja.services.evaluasi import lock_evaluasi, move, page_of, receipt_number, tell, trace
from pegawai.models import Pegawai
from pegawai.selectors.orang import superior_on

S = StatusEvaluasi
# So many in one job; more than that is done by the next one, which follows at once.
SEKALI = 500


@perubahan
def accept(evaluasi_id: UUID, *, by: Pengguna) -> Evaluasi:
    """Signed by the person rated: final."""
    row = lock_evaluasi(evaluasi_id)
    require(permissions.is_rated(by, row))
    check_transition(ALUR_EVALUASI, row.status, S.FINAL)
    due = clocks_of(row)["pengembalian"]
    row.diterima_pada = row.final_pada = timezone.now()
    move(row, S.FINAL, by=by, batas=due.diterima, tepat_waktu=not due.is_late(timezone.localdate()))
    close_tugas(jenis=TUGAS_EVALUASI, objek_id=row.pk, by=by)
    trace(row, "evaluasi_diterima", by)
    return row


@perubahan
def object_to(evaluasi_id: UUID, *, alasan: str, by: Pengguna) -> Keberatan:
    """An objection within its time: ratings and proofs are kept as they are in this moment."""
    row = lock_evaluasi(evaluasi_id)
    require(permissions.is_rated(by, row))
    check_transition(ALUR_EVALUASI, row.status, S.KEBERATAN)
    clock, today = clocks_of(row)["keberatan"], timezone.localdate()
    if clock.is_late(today):
        raise DomainError(
            f"Keberatan dapat diajukan sampai {tanggal(clock.diterima)} ({clock.dasar}). Bicarakan hasilnya dengan atasan Anda.",
            galat="lewat_batas",
        )
    now = timezone.now()
    objection = Keberatan.objects.create(
        evaluasi=row, alasan=alasan, diajukan_pada=now, batas=clock.tampak, batas_diterima=clock.diterima,
        semula_hasil=row.hasil_kerja, semula_perilaku=row.perilaku_kerja, semula_predikat=row.predikat,
        bukti=frozen_evidence(row),
    )  # fmt: skip
    step = move(row, S.KEBERATAN, by=by, nomor=receipt_number(row), batas=clock.diterima, tepat_waktu=True)
    close_tugas(jenis=TUGAS_EVALUASI, objek_id=row.pk, by=by)
    _ask_both(row, today)
    trace(row, "keberatan_diajukan", by, nomor=step.nomor)
    return objection


def frozen_evidence(row: Evaluasi) -> list[dict[str, Any]]:
    """What was told and answered on each line, and every proof of the stretch with its digest, as of this moment."""
    lines = {line.garis: line.teks for line in row.skp.daftar_rhk.all()} if row.skp is not None else {}
    notes = [
        {
            "hasil": lines.get(note.garis, note.get_nilai_display() if note.nilai else ""),
            "realisasi": note.realisasi,
            "umpan_balik": note.umpan_balik,
        }
        for note in row.daftar_isi.order_by("pk")
    ]
    proofs = BuktiDukung.objects.filter(
        pegawai_id=row.pegawai_id, progres__tanggal__range=(row.mulai, row.sampai)
    ).select_related("progres__rhk")
    return notes + [
        {
            "hasil": proof.progres.rhk.teks,
            "realisasi": f"{proof.progres.tanggal.isoformat()}: {proof.progres.teks}",
            "bukti": proof.judul,
            "sidik": proof.sidik,
        }
        for proof in proofs.order_by("progres__tanggal", "pk")
    ]


def _ask_both(row: Evaluasi, today: date) -> None:
    """The penilai explains, the superior of the penilai decides."""
    assert row.penilai is not None
    assert row.periode is not None
    until = end_of(answer_by(JAWAB_KINERJA, row.periode.instansi_id, today))
    about = f"{row.pegawai.nama_lengkap}, {row.sebutan}"
    above = superior_on(row.penilai_id, today)
    asked: tuple[tuple[Pegawai | None, str, str], ...] = (
        (row.penilai, f"Jelaskan keberatan {row.pegawai.nama}", "Anda yang menilai."),
        (above, f"Putuskan keberatan {row.pegawai.nama}", "Anda atasan pejabat penilainya hari ini."),
    )
    for person, judul, alasan in asked:
        if person is not None and person.pengguna is not None and person.pk != row.pegawai_id:
            assign_tugas(
                [person.pengguna], jenis=TUGAS_KEBERATAN, objek_id=row.pk, judul=judul, tentang=about, alasan=alasan,
                url=page_of(row), batas=until,
            )  # fmt: skip
    if above is None or above.pengguna is None:
        _tell_hr(row, today)


def _tell_hr(row: Evaluasi, today: date) -> None:
    """Nobody stands above the penilai: HR records who does, or the objection would wait for ever."""
    assert row.pegawai.pengguna is not None
    keepers = responsible_for(row.pegawai.pengguna, TujuanTiket.UNIT, row.unit_id, today)[1]
    notify_all([
        Kabar(
            akun, f"Keberatan {row.pegawai.nama} belum ada yang memutuskan",
            f"Atasan {row.penilai.nama if row.penilai else 'penilainya'} belum tercatat atau tidak punya akun. Catat atasannya; "
            "sesudah itu keberatan dapat diputus.",
            reverse("pegawai:pegawai_detail", args=[row.penilai_id]), KelompokKabar.TUGAS,
            mengapa="Anda mengelola kepegawaian unit itu.", aturan="PP 30/2019 Pasal 59.", oleh="Portal",
            keberatan="Bila atasannya memang tidak ada, tanyakan kepada pengelola kepegawaian provinsi.",
        )
        for akun in keepers
    ])  # fmt: skip


def _lock_objection(evaluasi_id: UUID) -> tuple[Evaluasi, Keberatan]:
    row = lock_evaluasi(evaluasi_id)
    objection = Keberatan.objects.select_for_update(of=("self",)).filter(evaluasi=row).first()
    require(objection is not None)
    assert objection is not None
    if row.status != S.KEBERATAN:
        raise TransitionError(
            f"Keberatan ini sudah {row.get_status_display().lower()}. Muat ulang halaman ini.", galat="status_berubah"
        )
    return row, objection


@perubahan
def explain(evaluasi_id: UUID, *, penjelasan: str, by: Pengguna) -> Keberatan:
    """By the one who rated, once."""
    row, objection = _lock_objection(evaluasi_id)
    require(permissions.can_explain(by, row))
    if objection.penjelasan:
        raise TransitionError("Penjelasan sudah diberikan dan tidak diubah lagi.", galat="sudah_ada")
    objection.penjelasan, objection.penjelasan_pada, objection.penjelasan_oleh = penjelasan, timezone.now(), by
    objection.save()
    trace(row, "keberatan_dijelaskan", by)
    tell(row, row.pegawai, f"Penilai memberi penjelasan atas keberatan {row.judul}", penjelasan[:300], by)
    return objection


@perubahan
def decide(
    evaluasi_id: UUID, *, putusan: str, pertimbangan: str, by: Pengguna, hasil_kerja: str = "", perilaku_kerja: str = ""
) -> Evaluasi:
    """By the superior of the penilai, after both were heard; final in the same moment."""
    row, objection = _lock_objection(evaluasi_id)
    require(permissions.can_decide_objection(by, row))
    today = timezone.localdate()
    if not objection.penjelasan and not _waited(row, objection, today):
        raise DomainError(
            "Penilai belum memberi penjelasan dan waktunya belum habis. Keberatan diputus sesudah keduanya didengar.",
            galat="belum_dijelaskan",
        )
    changes = putusan == PutusanKeberatan.UBAH
    if changes and not (hasil_kerja and perilaku_kerja):
        raise DomainError("Pilih kedua rating yang baru.", galat="belum_lengkap")
    if changes and (hasil_kerja, perilaku_kerja) == (objection.semula_hasil, objection.semula_perilaku):
        raise DomainError("Kedua rating itu sama dengan semula. Pilih rating lain, atau putuskan tetap.", galat="sama")
    objection.putusan, objection.pertimbangan = putusan, pertimbangan
    objection.diputus_pada, objection.diputus_oleh = timezone.now(), by
    objection.save()
    if changes:
        row.hasil_kerja, row.perilaku_kerja = hasil_kerja, perilaku_kerja
        row.predikat = predikat_untuk(hasil_kerja, perilaku_kerja)
    move(row, S.DIPUTUS, by=by, catatan=PutusanKeberatan(putusan).label)
    row.final_pada = timezone.now()
    move(row, S.FINAL, by=None, catatan="Putusan atas keberatan bersifat final.")
    close_tugas(jenis=TUGAS_KEBERATAN, objek_id=row.pk, by=by)
    trace(row, "keberatan_diputus", by, pertimbangan[:500], putusan=putusan)
    for person in (row.pegawai, row.penilai):
        tell(row, person, f"Keberatan {row.judul} diputus", PutusanKeberatan(putusan).label, by)
    return row


def _waited(row: Evaluasi, objection: Keberatan, today: date) -> bool:
    """Silence of the penilai holds nothing up for ever."""
    assert row.periode is not None
    asked = timezone.localdate(objection.diajukan_pada)
    return today > answer_by(JAWAB_KINERJA, row.periode.instansi_id, asked)


# -- what time does ------------------------------------------------------------------------------------------------


def finalize_due(hari: date) -> int:
    """Handed over and neither signed nor objected to in time: deemed accepted. Returns how many became final; what is more
    than one job takes is left to the next call.
    """
    waiting = Evaluasi.objects.filter(status=S.DISAMPAIKAN, sumber=SumberKinerja.PORTAL)
    given = (
        waiting.annotate(hari=TruncDate("disampaikan_pada")).order_by("hari").values_list("hari", flat=True).distinct()
    )
    over = [day for day in given if _is_over(day, hari)]
    due = waiting.filter(disampaikan_pada__date__in=over).order_by("disampaikan_pada", "pk")
    return sum(_finalize(key, hari) for key in list(due.values_list("pk", flat=True)[:SEKALI]))


def _is_over(disampaikan: date, hari: date) -> bool:
    return all(clock.is_late(hari) for clock in clocks_after(disampaikan).values())


@perubahan
def _finalize(evaluasi_id: UUID, hari: date) -> int:
    row = lock_evaluasi(evaluasi_id)
    given = row.disampaikan_pada
    due = row.status == S.DISAMPAIKAN and given is not None and _is_over(timezone.localdate(given), hari)
    if due:
        row.final_pada = timezone.now()
        move(row, S.FINAL, by=None, catatan="Tidak dikembalikan sampai batas waktunya: dianggap diterima.")
        close_tugas(jenis=TUGAS_EVALUASI, objek_id=row.pk, by=None)
    trace(row, "evaluasi_diperiksa_batasnya", None)
    return int(due)
