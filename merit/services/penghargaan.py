"""Awards from the first nomination to the row in the file of a winner."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.models import Naskah
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, periode
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import Kabar, assign_tugas, close_tugas, notify_all
from asn_portal.core.workflow import check_transition
from kinerja.models import NominasiPenghargaan
from merit import permissions_penghargaan as permissions
from merit.aturan.alur_talenta import ALUR_AJANG
from merit.enums_talenta import JenisAjang, StatusAjang, StatusUsulanPenghargaan
from merit.models import AjangPenghargaan, JuriPenghargaan, NilaiJuri, PenerimaPenghargaan, UsulanPenghargaan
from pegawai.enums import SumberRiwayat
from pegawai.jenis_riwayat import jenis_riwayat
from pegawai.models import Pegawai, Peringatan, RiwayatPenghargaan
from pegawai.services.massal_riwayat import lock_people, place_many

TUGAS_JURI = "merit.juri"
ATURAN = "PP 94/2021 dan PP 35/2010: penghargaan bagi PNS."
TIM_PALING_SEDIKIT, JURI_PALING_SEDIKIT = 2, 2


@perubahan
def open_award(nilai: dict[str, Any], *, by: Pengguna) -> AjangPenghargaan:
    require(permissions.can_manage(by))
    try:
        with transaction.atomic():
            row = AjangPenghargaan.objects.create(instansi_id=by.instansi_id, dibuat_oleh=by, **nilai)
    except IntegrityError as refused:
        raise DomainError("Penghargaan dengan nama itu sudah ada untuk tahun tersebut.", galat="sudah_ada") from refused
    record_jejak(row, "penghargaan_dibuka", by=by)
    return row


def _lock(ajang_id: UUID) -> AjangPenghargaan:
    return AjangPenghargaan.objects.select_for_update(of=("self",)).get(pk=ajang_id)


def _open(row: AjangPenghargaan) -> None:
    if row.status != StatusAjang.TERBUKA:
        raise DomainError("Penghargaan ini tidak menerima usulan lagi.", galat="sudah_tutup")
    if timezone.localdate() > row.usul_sampai:
        raise DomainError(
            "Hari terakhir mengusulkan sudah lewat. Hubungi pengelola kepegawaian provinsi.", galat="lewat_batas"
        )


@perubahan
def nominate(
    ajang_id: UUID, orang: Sequence[Pegawai], *, alasan: str, nama_tim: str = "", by: Pengguna
) -> UsulanPenghargaan:
    """A person; for a team its name and at least two members."""
    row = _lock(ajang_id)
    require(permissions.can_nominate(by) and permissions.visible_awards(by).filter(pk=row.pk).exists())
    _open(row)
    people = list(dict.fromkeys(orang))
    _refuse_people(row, people, nama_tim, by)
    usulan = UsulanPenghargaan.objects.create(
        ajang=row, nama_tim=nama_tim if row.jenis == JenisAjang.TIM else "", alasan=alasan, diusulkan_oleh=by,
        diusulkan_pada=timezone.now(),
    )  # fmt: skip
    PenerimaPenghargaan.objects.bulk_create(PenerimaPenghargaan(usulan=usulan, pegawai=one) for one in people)
    record_jejak(
        row,
        "penghargaan_diusulkan",
        by=by,
        subjek_id=people[0].pk if len(people) == 1 else None,
        rincian={"orang": len(people)},
    )
    return usulan


def _refuse_people(row: AjangPenghargaan, people: list[Pegawai], nama_tim: str, by: Pengguna) -> None:
    team = row.jenis == JenisAjang.TIM
    if team and (len(people) < TIM_PALING_SEDIKIT or not nama_tim):
        raise DomainError(f"Tulis nama tim dan paling sedikit {TIM_PALING_SEDIKIT} anggotanya.", galat="tim_kurang")
    if not team and len(people) != 1:
        raise DomainError(
            "Usulkan satu orang. Untuk beberapa orang yang bekerja bersama, pilih penghargaan tim.", galat="satu_orang"
        )
    known = set(
        permissions.people_to_nominate(by).filter(pk__in=[one.pk for one in people]).values_list("pk", flat=True)
    )
    outside = [one.nama for one in people if one.pk not in known]
    if outside:
        raise DomainError(
            f"{outside[0]} bukan pegawai yang dapat Anda usulkan. Yang diusulkan adalah bawahan atau pegawai unit Anda, bukan diri "
            "sendiri.", galat="bukan_lingkup",
        )  # fmt: skip
    if team:
        return
    standing = PenerimaPenghargaan.objects.filter(usulan__ajang=row, pegawai=people[0]).exclude(
        usulan__status="dicabut"
    )
    if standing.exists():
        raise DomainError(f"{people[0].nama} sudah diusulkan untuk penghargaan ini.", galat="sudah_diusulkan")
    if _has_it(row, [people[0].pk]):
        raise DomainError(f"{people[0].nama} sudah menerima penghargaan ini menurut berkasnya.", galat="sudah_menerima")


def _has_it(row: AjangPenghargaan, ids: Collection[UUID]) -> set[UUID]:
    """Who has the same honour of the same year already; an honour for years of service is given once."""
    rows = RiwayatPenghargaan.objects.kini().filter(pegawai_id__in=ids, penghargaan_id=row.penghargaan_id)
    if row.jenis != JenisAjang.SATYALANCANA:
        rows = rows.filter(tahun=row.tahun)
    return set(rows.values_list("pegawai_id", flat=True))


@perubahan
def take_over(ajang_id: UUID, *, by: Pengguna) -> int:
    """Nominations of superiors that HR passed on (kinerja), or everybody who has served the years (pegawai)."""
    row = _lock(ajang_id)
    require(permissions.can_manage_award(by, row))
    _open(row)
    found = _by_service(row) if row.jenis == JenisAjang.SATYALANCANA else _by_superiors(row)
    people = [pk for pk, _, _ in found]
    taken = _has_it(row, people) | set(
        PenerimaPenghargaan.objects.filter(usulan__ajang=row, pegawai_id__in=people)
        .exclude(usulan__status="dicabut").values_list("pegawai_id", flat=True)
    )  # fmt: skip
    fresh = [one for one in found if one[0] not in taken]
    now = timezone.now()
    rows = UsulanPenghargaan.objects.bulk_create(
        UsulanPenghargaan(
            id=uuid4(), ajang=row, alasan=alasan, nominasi_id=nominasi, diusulkan_oleh=by, diusulkan_pada=now
        )
        for _, alasan, nominasi in fresh
    )
    PenerimaPenghargaan.objects.bulk_create(
        PenerimaPenghargaan(usulan=usulan, pegawai_id=one[0]) for usulan, one in zip(rows, fresh, strict=True)
    )
    record_jejak(row, "penghargaan_usulan_diambil", by=by, rincian={"orang": len(fresh)})
    return len(fresh)


def _by_superiors(row: AjangPenghargaan) -> list[tuple[UUID, str, UUID | None]]:
    rows = NominasiPenghargaan.objects.filter(
        putusan="diteruskan",
        evaluasi__tahun=row.tahun,
        pegawai__instansi_id=row.instansi_id,
        pegawai__ditarik_pada=None,
    )
    return [(one.pegawai_id, one.alasan, one.pk) for one in rows.order_by("pegawai_id")]


def _by_service(row: AjangPenghargaan) -> list[tuple[UUID, str, UUID | None]]:
    """As the nightly count of the files has it: years of service, never punished, never away unpaid. Dasar: PP 35/2010."""
    until = row.usul_sampai
    rows = Peringatan.objects.filter(
        jenis="satyalancana", kunci=row.penghargaan_id.partition(":")[2], tanggal__lte=until,
        pegawai__instansi_id=row.instansi_id, pegawai__ditarik_pada=None,
    )  # fmt: skip
    return [
        (one.pegawai_id, f"Genap {one.rincian['tahun']} tahun masa kerja, tanpa hukuman disiplin sedang atau berat dan tanpa CLTN.", None)
        for one in rows.order_by("pegawai_id")
    ]  # fmt: skip


@perubahan
def withdraw_nomination(usulan_id: UUID, *, by: Pengguna) -> UsulanPenghargaan:
    row = UsulanPenghargaan.objects.select_for_update(of=("self",)).select_related("ajang").get(pk=usulan_id)
    require(permissions.can_withdraw(by, row))
    row.status = StatusUsulanPenghargaan.DICABUT
    row.save(update_fields=["status"])
    record_jejak(row.ajang, "penghargaan_usulan_dicabut", by=by)
    return row


# -- the jury ------------------------------------------------------------------------------------------------------


@perubahan
def name_juror(ajang_id: UUID, juri: Pengguna, *, by: Pengguna) -> JuriPenghargaan:
    row = _lock(ajang_id)
    require(permissions.can_manage_award(by, row))
    if row.status not in {StatusAjang.TERBUKA, StatusAjang.PENJURIAN}:
        raise DomainError("Juri tidak ditambah lagi: penghargaan ini sudah diputus.", galat="sudah_diputus")
    if (
        PenerimaPenghargaan.objects.filter(usulan__ajang=row, pegawai__pengguna=juri)
        .exclude(usulan__status="dicabut")
        .exists()
    ):
        raise DomainError(f"{juri.nama} diusulkan sebagai penerima, jadi tidak menjadi juri.", galat="diri_sendiri")
    try:
        with transaction.atomic():
            found = JuriPenghargaan.objects.create(ajang=row, pengguna=juri)
    except IntegrityError as refused:
        raise DomainError(f"{juri.nama} sudah menjadi juri.", galat="sudah_juri") from refused
    record_jejak(row, "penghargaan_juri_ditunjuk", by=by)
    if row.status == StatusAjang.PENJURIAN:
        _ask(row, [juri])
    return found


def _ask(row: AjangPenghargaan, juri: Sequence[Pengguna]) -> None:
    assign_tugas(
        juri, jenis=TUGAS_JURI, objek_id=row.pk, judul=f"Nilai usulan {row.nama}", tentang=f"Tahun {row.tahun}",
        alasan="Anda ditunjuk sebagai juri.", url=reverse("merit:ajang_detail", args=[row.pk]),
    )  # fmt: skip


@perubahan
def start_jury(ajang_id: UUID, *, by: Pengguna) -> AjangPenghargaan:
    """Nominations close. An honour for years of service needs no jury: the years are the measure."""
    row = _lock(ajang_id)
    require(permissions.can_manage_award(by, row))
    if not row.daftar_usulan.filter(status=StatusUsulanPenghargaan.DIUSULKAN).exists():
        raise DomainError("Belum ada usulan. Usulkan atau ambil dulu yang layak.", galat="tanpa_usulan")
    jurors = [one.pengguna for one in row.daftar_juri.select_related("pengguna")]
    if row.jenis != JenisAjang.SATYALANCANA and len(jurors) < JURI_PALING_SEDIKIT:
        raise DomainError(f"Tunjuk paling sedikit {JURI_PALING_SEDIKIT} juri dulu.", galat="tanpa_juri")
    check_transition(ALUR_AJANG, row.status, StatusAjang.PENJURIAN)
    row.status = StatusAjang.PENJURIAN
    row.save(update_fields=["status"])
    record_jejak(row, "penghargaan_penjurian_dimulai", by=by)
    _ask(row, jurors)
    return row


@perubahan
def state_juror(ajang_id: UUID, *, ada_benturan: bool, uraian: str, by: Pengguna) -> JuriPenghargaan:
    row = _lock(ajang_id)
    juror = JuriPenghargaan.objects.select_for_update().filter(ajang=row, pengguna=by).first()
    require(juror is not None)
    assert juror is not None
    if juror.dinyatakan_pada is not None:
        raise DomainError("Pernyataan Anda sudah tercatat.", galat="sudah_dinyatakan")
    juror.ada_benturan, juror.uraian, juror.dinyatakan_pada = ada_benturan, uraian, timezone.now()
    juror.save(update_fields=["ada_benturan", "uraian", "dinyatakan_pada"])
    record_jejak(row, "penghargaan_kepentingan_dinyatakan", by=by, rincian={"benturan": ada_benturan})
    return juror


@perubahan
def score(usulan_id: UUID, *, skor: int, alasan: str, by: Pengguna) -> NilaiJuri:
    """Given once, changed by the same juror until the decision."""
    usulan = UsulanPenghargaan.objects.select_related("ajang").get(pk=usulan_id)
    row = _lock(usulan.ajang_id)
    require(permissions.can_score(by, usulan))
    if row.status != StatusAjang.PENJURIAN:
        raise DomainError("Penjurian sudah ditutup.", galat="sudah_tutup")
    juror = permissions.juror_of(by, row)
    assert juror is not None
    given, _ = NilaiJuri.objects.update_or_create(
        usulan=usulan, juri=juror, defaults={"skor": skor, "alasan": alasan, "pada": timezone.now()}
    )
    record_jejak(row, "penghargaan_dinilai", by=by)
    return given


# -- decision and letter -------------------------------------------------------------------------------------------


@perubahan
def decide_award(ajang_id: UUID, penerima: Collection[UUID], *, pertimbangan: str, by: Pengguna) -> AjangPenghargaan:
    """Every nomination gets an answer; with a jury each winner was scored by at least two."""
    row = _lock(ajang_id)
    require(permissions.can_decide_award(by, row))
    check_transition(ALUR_AJANG, row.status, StatusAjang.DIPUTUS)
    rows = row.daftar_usulan.filter(status=StatusUsulanPenghargaan.DIUSULKAN)
    chosen = set(rows.filter(pk__in=list(penerima)).values_list("pk", flat=True))
    if not chosen:
        raise DomainError("Pilih paling sedikit satu penerima.", galat="tanpa_penerima")
    if row.jenis != JenisAjang.SATYALANCANA:
        for one in rows.filter(pk__in=chosen):
            if one.daftar_nilai.count() < JURI_PALING_SEDIKIT:
                raise DomainError(
                    f"Setiap penerima dinilai paling sedikit {JURI_PALING_SEDIKIT} juri. Tunggu penilaian juri yang belum masuk.",
                    galat="belum_dinilai",
                )
    rows.filter(pk__in=chosen).update(status=StatusUsulanPenghargaan.PENERIMA, pertimbangan=pertimbangan[:1000])
    row.daftar_usulan.filter(status=StatusUsulanPenghargaan.DIUSULKAN).update(
        status=StatusUsulanPenghargaan.BELUM, pertimbangan="Belum terpilih tahun ini."
    )
    row.status, row.diputus_oleh, row.diputus_pada, row.pertimbangan = (
        StatusAjang.DIPUTUS,
        by,
        timezone.now(),
        pertimbangan,
    )
    row.save(update_fields=["status", "diputus_oleh", "diputus_pada", "pertimbangan"])
    record_jejak(row, "penghargaan_diputus", by=by, rincian={"penerima": len(chosen)})
    close_tugas(jenis=TUGAS_JURI, objek_id=row.pk, by=by)
    return row


@perubahan
def publish_award(ajang_id: UUID, *, nomor: str, tanggal: date, by: Pengguna) -> AjangPenghargaan:
    """The decision stands: with the number of a letter made elsewhere (a decree of the President, of the Governor)."""
    row = _lock(ajang_id)
    require(permissions.can_manage_award(by, row))
    if tanggal > timezone.localdate():
        raise DomainError(
            "Tanggal keputusan tidak boleh di masa depan. Periksa surat keputusannya.", galat="masa_depan"
        )
    _publish(row, nomor, tanggal)
    record_jejak(row, "penghargaan_ditetapkan", by=by, rincian={"nomor": nomor})
    return row


@perubahan
def note_signed(naskah: Naskah, ajang_id: UUID) -> None:
    """The own letter is signed: the same follows as from a letter made elsewhere."""
    row = _lock(ajang_id)
    record_jejak(row, "penghargaan_ditetapkan", by=None, rincian={"nomor": naskah.nomor})
    if row.status == StatusAjang.DIPUTUS:
        row.naskah = naskah
        _publish(row, naskah.nomor, naskah.tanggal or timezone.localdate())


def _publish(row: AjangPenghargaan, nomor: str, tanggal: date) -> None:
    check_transition(ALUR_AJANG, row.status, StatusAjang.TERBIT)
    row.status, row.keputusan_nomor, row.keputusan_tanggal = StatusAjang.TERBIT, nomor, tanggal
    row.save(update_fields=["status", "keputusan_nomor", "keputusan_tanggal", "naskah"])
    _into_files(row, nomor, tanggal)


def _into_files(row: AjangPenghargaan, nomor: str, tanggal: date) -> None:
    """A row of each winner's file, from which the merit component reads it; then he is asked whether he may be named. As many
    statements for thousands (years of service) as for one.
    """
    winners = PenerimaPenghargaan.objects.filter(usulan__ajang=row, usulan__status=StatusUsulanPenghargaan.PENERIMA)
    found = list(winners.select_related("pegawai__pengguna").order_by("pegawai_id"))
    people = {one.pegawai_id: one.pegawai for one in found}
    lock_people(people)
    kind = jenis_riwayat("penghargaan")
    assert kind is not None
    known = RiwayatPenghargaan.objects.kini().filter(
        pegawai_id__in=people, penghargaan_id=row.penghargaan_id, berlaku__startswith=tanggal
    )
    rows = {one.pegawai_id: one for one in known}
    fresh = [
        RiwayatPenghargaan(
            pegawai_id=pk, berlaku=periode(tanggal), penghargaan_id=row.penghargaan_id, tahun=row.tahun, sk_nomor=nomor,
            sk_tanggal=tanggal, sumber=SumberRiwayat.HR,
        )
        for pk in people
        if pk not in rows
    ]  # fmt: skip
    place_many(kind, fresh)
    rows |= {one.pegawai_id: one for one in fresh}
    for one in found:
        one.riwayat = rows[one.pegawai_id].pk
    PenerimaPenghargaan.objects.bulk_update(found, ["riwayat"], batch_size=1000)
    notify_all([_won(row, one, nomor) for one in people.values() if one.pengguna is not None])


def _won(row: AjangPenghargaan, person: Pegawai, nomor: str) -> Kabar:
    return Kabar(
        person.pengguna, f"Anda menerima {row.nama} {row.tahun}",
        "Penghargaan tercatat di berkas Anda. Nama Anda hanya ditampilkan untuk umum bila Anda mengizinkannya.",
        reverse("merit:penghargaan_saya"), KelompokKabar.DATA, mengapa=f"Keputusan {nomor}.", aturan=ATURAN,
        oleh="Pengelola kepegawaian provinsi", keberatan="Bila keliru, laporkan di Berkas saya.",
    )  # fmt: skip


@perubahan
def answer_consent(penerima_id: UUID, *, boleh: bool, by: Pengguna) -> PenerimaPenghargaan:
    """By the winner alone, as often as he likes: the public page follows at once."""
    one = (
        PenerimaPenghargaan.objects.select_for_update(of=("self",))
        .select_related("usulan__ajang", "pegawai")
        .get(pk=penerima_id)
    )
    require(one.pegawai.pengguna_id == by.pk and one.usulan.ajang.status == StatusAjang.TERBIT)
    one.boleh_tampil, one.dijawab_pada = boleh, timezone.now()
    one.save(update_fields=["boleh_tampil", "dijawab_pada"])
    record_jejak(one.usulan.ajang, "penghargaan_izin_tampil", by=by, subjek_id=one.pegawai_id, rincian={"boleh": boleh})
    return one


@perubahan
def cancel_award(ajang_id: UUID, *, alasan: str, by: Pengguna) -> AjangPenghargaan:
    row = _lock(ajang_id)
    require(permissions.can_manage_award(by, row))
    check_transition(ALUR_AJANG, row.status, StatusAjang.DIBATALKAN)
    row.status, row.pertimbangan = StatusAjang.DIBATALKAN, alasan
    row.save(update_fields=["status", "pertimbangan"])
    record_jejak(row, "penghargaan_dibatalkan", by=by, alasan=alasan)
    close_tugas(jenis=TUGAS_JURI, objek_id=row.pk, by=by)
    return row
