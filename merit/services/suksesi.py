"""Succession: plans, sessions with their statements and minutes, choices with reasons, the decision of PPK."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, PenugasanPeran
from asn_portal.core.permissions import require
from asn_portal.core.services.jejak import record_read
from asn_portal.core.services.tugas import assign_tugas, close_tugas
from asn_portal.core.workflow import check_transition
from jabatan.models import Jabatan
from merit import permissions_suksesi as permissions
from merit.aturan.alur_talenta import ALUR_PILIHAN, ALUR_SUKSESI
from merit.enums_talenta import StatusPilihan, StatusSuksesi, StatusUji
from merit.models import Nilai, PernyataanKepentingan, PilihanSuksesi, RencanaSuksesi, SidangSuksesi
from merit.selectors import suksesi as selectors
from merit.selectors.suksesi import Calon, Kelompok
from pegawai.models import Pegawai
from pegawai.selectors.orang import reader_of

TUGAS_TANDA_TANGAN, TUGAS_TETAPKAN = "merit.suksesi_tanda_tangan", "merit.suksesi_tetapkan"
TUGAS_UJI = "merit.uji_teknis_tanda_tangan"
DIRI = "Anda sendiri termasuk yang dipertimbangkan untuk jabatan ini, jadi Anda tidak ikut memutuskan."
BELUM_TERBIT = (
    "Belum ada putaran talenta yang terbit. Daftar calon disusun dari putaran terbit; minta pengelola kepegawaian "
    "provinsi menerbitkannya."
)


@perubahan
def start_plan(jabatan_id: UUID, *, sebab: str, alasan: str, by: Pengguna) -> RencanaSuksesi:
    """For one seat, from the newest published run; its first session begins with it."""
    jabatan = Jabatan.objects.get(pk=jabatan_id)
    require(permissions.can_plan(by, jabatan))
    rincian, putaran = selectors.seat_in_reach(by, jabatan_id), selectors.latest_run(by)
    if putaran is None:
        raise DomainError(BELUM_TERBIT, galat="belum_terbit")
    assert rincian is not None
    nama, unit = selectors.seat_words(rincian, timezone.localdate())
    try:
        with transaction.atomic():
            row = RencanaSuksesi.objects.create(
                instansi_id=by.instansi_id, jabatan=jabatan, nama_jabatan=nama, nama_unit=unit, putaran=putaran,
                sebab=sebab, alasan=alasan, dibuat_oleh=by,
            )  # fmt: skip
    except IntegrityError as refused:
        raise DomainError(
            "Rencana suksesi jabatan ini masih terbuka. Lanjutkan rencana itu.", galat="sudah_ada"
        ) from refused
    SidangSuksesi.objects.create(rencana=row, nomor=1, dibuka_oleh=by, dibuka_pada=timezone.now())
    record_jejak(row, "suksesi_disusun", by=by, unit_id=rincian.unit_id, alasan=alasan)
    return row


def _lock(rencana_id: UUID) -> RencanaSuksesi:
    rows = RencanaSuksesi.objects.select_for_update(of=("self",)).select_related("putaran__versi", "jabatan")
    return rows.get(pk=rencana_id)


def _session(rencana: RencanaSuksesi) -> SidangSuksesi:
    session = permissions.latest_session(rencana)
    if session is None or session.ditutup_pada is not None:
        raise DomainError("Sidang sudah ditutup. Buka sidang berikutnya dulu.", galat="tanpa_sidang")
    return session


@perubahan
def open_session(rencana_id: UUID, *, by: Pengguna) -> SidangSuksesi:
    """Everybody states his interests anew."""
    row = _lock(rencana_id)
    require(permissions.can_work(by, row))
    _in_work(row)
    last = permissions.latest_session(row)
    if last is not None and last.ditutup_pada is None:
        raise DomainError("Sidang sebelumnya masih terbuka. Tutup dulu dengan risalahnya.", galat="sidang_terbuka")
    session = SidangSuksesi.objects.create(
        rencana=row, nomor=(last.nomor if last else 0) + 1, dibuka_oleh=by, dibuka_pada=timezone.now()
    )
    record_jejak(row, "suksesi_sidang_dibuka", by=by, rincian={"sidang": session.nomor})
    return session


@perubahan
def close_session(rencana_id: UUID, *, risalah: str, by: Pengguna) -> SidangSuksesi:
    row = _lock(rencana_id)
    require(permissions.can_work(by, row))
    session = _session(row)
    session.risalah, session.ditutup_oleh, session.ditutup_pada = risalah, by, timezone.now()
    session.save(update_fields=["risalah", "ditutup_oleh", "ditutup_pada"])
    record_jejak(row, "suksesi_sidang_ditutup", by=by, rincian={"sidang": session.nomor})
    return session


@perubahan
def state_interest(rencana_id: UUID, *, ada_benturan: bool, uraian: str, by: Pengguna) -> PernyataanKepentingan:
    """Before anything of the session is shown. Once; a conflict keeps the list closed for this session."""
    row = _lock(rencana_id)
    require(permissions.visible_plans(by).filter(pk=row.pk).exists())
    session = permissions.latest_session(row)
    if session is None or permissions.statement_of(by, row) is not None:
        raise DomainError("Pernyataan Anda untuk sidang ini sudah tercatat.", galat="sudah_dinyatakan")
    stated = PernyataanKepentingan.objects.create(
        sidang=session, pengguna=by, ada_benturan=ada_benturan, uraian=uraian, pada=timezone.now()
    )
    record_jejak(
        row, "suksesi_kepentingan_dinyatakan", by=by, rincian={"sidang": session.nomor, "benturan": ada_benturan}
    )
    return stated


def open_pool(rencana: RencanaSuksesi, *, by: Pengguna) -> Kelompok:
    """The list, with its reading noted where each of the persons can see it."""
    require(permissions.may_read_pool(by, rencana))
    pool = selectors.pool_of(rencana, by)
    if pool.calon:
        first = Pegawai.objects.get(pk=pool.calon[0].pegawai_id)
        record_read(
            [one.pegawai_id for one in pool.calon], kelompok="Nilai merit", tujuan="Kelompok rencana suksesi",
            oleh=reader_of(by, first), rincian={"jabatan": rencana.nama_jabatan},
        )  # fmt: skip
    return pool


def _in_work(rencana: RencanaSuksesi) -> None:
    if rencana.status != StatusSuksesi.DISUSUN:
        raise DomainError("Rencana ini tidak sedang disusun komite. Muat ulang halaman.", galat="status_berubah")


@perubahan
def choose(rencana_id: UUID, pegawai_id: UUID, *, alasan: str, by: Pengguna) -> PilihanSuksesi:
    """From the list with a reason; outside the list with a reason and, later, a second signature."""
    row = _lock(rencana_id)
    require(permissions.can_work(by, row))
    _in_work(row)
    session, pool = _session(row), selectors.pool_of(row, by)
    person = Pegawai.objects.filter(pk=pegawai_id, instansi_id=row.instansi_id).first()
    if pool.diri or (person is not None and person.pengguna_id == by.pk):
        raise DomainError(DIRI, galat="diri_sendiri")
    if person is None:
        raise DomainError("Pegawai itu tidak ada di instansi ini. Periksa NIP atau NRK-nya.", galat="tidak_ada")
    inside = next((one for one in pool.calon if one.pegawai_id == pegawai_id), None)
    box = Nilai.objects.filter(putaran=row.putaran.nomor, pegawai_id=pegawai_id).values_list("kotak", flat=True).first()
    try:
        with transaction.atomic():
            choice = PilihanSuksesi.objects.create(
                rencana=row, sidang=session, pegawai=person, alasan=alasan, dari_daftar=inside is not None,
                kotak=box, urut=inside.urut if inside else None, skor_akhir=frozen_score(inside), diusulkan_oleh=by, diusulkan_pada=timezone.now(),
                status=StatusPilihan.DISETUJUI if inside else StatusPilihan.DIUSULKAN,
            )  # fmt: skip
    except IntegrityError as refused:
        raise DomainError(f"{person.nama} sudah dipilih untuk jabatan ini.", galat="sudah_dipilih") from refused
    record_jejak(row, "suksesi_dipilih", by=by, subjek_id=person.pk, rincian={"dari_daftar": inside is not None})
    if inside is None:
        _ask_second(choice, by)
    return choice


def frozen_score(inside: Calon | None) -> Decimal | None:
    """As it was when the choice was made, to the places that are kept."""
    return None if inside is None or inside.skor_akhir is None else round(inside.skor_akhir, 6)


def _ask_second(choice: PilihanSuksesi, by: Pengguna) -> None:
    others = [one for one in accounts_of(choice.rencana.instansi_id) if permissions.visible_plans(one).filter(
        pk=choice.rencana_id).exists() and one.pk not in {by.pk, choice.pegawai.pengguna_id}]  # fmt: skip
    assign_tugas(
        others, jenis=TUGAS_TANDA_TANGAN, objek_id=choice.pk, judul="Tanda tangan kedua: pilihan di luar daftar",
        tentang=choice.rencana.nama_jabatan, alasan="Pilihan di luar kelompok rencana suksesi perlu dua orang.",
        url=reverse("merit:suksesi_detail", args=[choice.rencana_id]),
    )  # fmt: skip


def accounts_of(instansi_id: UUID) -> Iterable[Pengguna]:
    """The committee and PPK of today."""
    roles = PenugasanPeran.objects.pada(timezone.localdate()).filter(
        peran__in=[Peran.KOMITE_TALENTA, Peran.PIMPINAN], unit__instansi_id=instansi_id
    )
    found = Pengguna.objects.filter(pk__in=roles.values("pengguna_id"), is_active=True)
    return [one for one in found if permissions.works_with_succession(one)]


@perubahan
def sign_choice(pilihan_id: UUID, *, setuju: bool, catatan: str, by: Pengguna) -> PilihanSuksesi:
    """By another one than who proposed, never about oneself."""
    choice = (
        PilihanSuksesi.objects.select_for_update(of=("self",)).select_related("rencana", "pegawai").get(pk=pilihan_id)
    )
    require(permissions.can_sign(by, choice))
    _in_work(choice.rencana)
    if selectors.is_candidate(choice.rencana, by):
        raise DomainError(DIRI, galat="diri_sendiri")
    status = StatusPilihan.DISETUJUI if setuju else StatusPilihan.DITOLAK
    check_transition(ALUR_PILIHAN, choice.status, status)
    choice.status, choice.catatan = status, catatan
    choice.ditandatangani_oleh, choice.ditandatangani_pada = by, timezone.now()
    choice.save(update_fields=["status", "catatan", "ditandatangani_oleh", "ditandatangani_pada"])
    record_jejak(
        choice.rencana, "suksesi_ditandatangani", by=by, subjek_id=choice.pegawai_id, rincian={"setuju": setuju}
    )
    close_tugas(jenis=TUGAS_TANDA_TANGAN, objek_id=choice.pk, by=by)
    return choice


@perubahan
def withdraw_choice(pilihan_id: UUID, *, by: Pengguna) -> PilihanSuksesi:
    choice = PilihanSuksesi.objects.select_for_update(of=("self",)).select_related("rencana").get(pk=pilihan_id)
    require(permissions.choice_actions(by, choice)["cabut"])
    check_transition(ALUR_PILIHAN, choice.status, StatusPilihan.DICABUT)
    choice.status = StatusPilihan.DICABUT
    choice.save(update_fields=["status"])
    record_jejak(choice.rencana, "suksesi_pilihan_dicabut", by=by, subjek_id=choice.pegawai_id)
    close_tugas(jenis=TUGAS_TANDA_TANGAN, objek_id=choice.pk, by=by)
    return choice


@perubahan
def propose_plan(rencana_id: UUID, *, by: Pengguna) -> RencanaSuksesi:
    """The committee is done: minutes are written, every choice has its signatures."""
    row = _lock(rencana_id)
    require(permissions.can_work(by, row))
    session = permissions.latest_session(row)
    if session is None or session.ditutup_pada is None:
        raise DomainError("Tutup dulu sidangnya dengan risalah, lalu usulkan.", galat="sidang_terbuka")
    if row.daftar_pilihan.filter(status=StatusPilihan.DIUSULKAN).exists():
        raise DomainError("Masih ada pilihan yang menunggu tanda tangan kedua.", galat="menunggu_tanda_tangan")
    if row.daftar_uji_teknis.filter(status=StatusUji.MENUNGGU).exists():
        raise DomainError(
            "Masih ada koreksi hasil uji teknis yang menunggu tanda tangan kedua.", galat="menunggu_tanda_tangan"
        )
    if not row.daftar_pilihan.filter(status=StatusPilihan.DISETUJUI).exists():
        raise DomainError(
            "Belum ada yang dipilih. Pilih paling sedikit satu orang dalam sidang.", galat="tanpa_pilihan"
        )
    _move(row, StatusSuksesi.DIUSULKAN)
    record_jejak(row, "suksesi_diusulkan", by=by)
    assign_tugas(
        [one for one in accounts_of(row.instansi_id) if permissions.is_ppk(one) and permissions.visible_plans(one).filter(pk=row.pk).exists()],
        jenis=TUGAS_TETAPKAN, objek_id=row.pk, judul="Tetapkan kelompok rencana suksesi", tentang=row.nama_jabatan,
        alasan="Komite talenta sudah mengusulkan.", url=reverse("merit:suksesi_detail", args=[row.pk]),
    )  # fmt: skip
    return row


def _move(row: RencanaSuksesi, status: StatusSuksesi) -> None:
    check_transition(ALUR_SUKSESI, row.status, status)
    row.status = status
    row.save(update_fields=["status"])


@perubahan
def decide_plan(rencana_id: UUID, *, nomor: str, tanggal: date, by: Pengguna) -> RencanaSuksesi:
    """PPK sets the pool, with number and date of the decision."""
    row = _lock(rencana_id)
    require(permissions.can_decide(by, row))
    if selectors.is_candidate(row, by):
        raise DomainError(DIRI, galat="diri_sendiri")
    if not timezone.localdate(row.dibuat_pada) <= tanggal <= timezone.localdate():
        raise DomainError(
            "Tanggal keputusan tidak mendahului rencananya dan tidak di masa depan. Periksa surat keputusannya.",
            galat="tanggal_salah",
        )
    check_transition(ALUR_SUKSESI, row.status, StatusSuksesi.DITETAPKAN)
    row.status, row.keputusan_nomor, row.keputusan_tanggal = StatusSuksesi.DITETAPKAN, nomor, tanggal
    row.ditetapkan_oleh, row.ditetapkan_pada = by, timezone.now()
    row.save(update_fields=["status", "keputusan_nomor", "keputusan_tanggal", "ditetapkan_oleh", "ditetapkan_pada"])
    record_jejak(row, "suksesi_ditetapkan", by=by)
    close_tugas(jenis=TUGAS_TETAPKAN, objek_id=row.pk, by=by)
    return row


@perubahan
def return_plan(rencana_id: UUID, *, alasan: str, by: Pengguna) -> RencanaSuksesi:
    """Back to the committee, which opens another session."""
    row = _lock(rencana_id)
    require(permissions.can_decide(by, row))
    _move(row, StatusSuksesi.DISUSUN)
    record_jejak(row, "suksesi_dikembalikan", by=by, alasan=alasan)
    close_tugas(jenis=TUGAS_TETAPKAN, objek_id=row.pk, by=by)
    return row


@perubahan
def drop_plan(rencana_id: UUID, *, alasan: str, by: Pengguna) -> RencanaSuksesi:
    row = _lock(rencana_id)
    require(permissions.plan_actions(by, row)["tutup"])
    check_transition(ALUR_SUKSESI, row.status, StatusSuksesi.DITUTUP)
    row.status, row.alasan_tutup = StatusSuksesi.DITUTUP, alasan
    row.save(update_fields=["status", "alasan_tutup"])
    record_jejak(row, "suksesi_ditutup", by=by, alasan=alasan)
    for pk in row.daftar_pilihan.values_list("pk", flat=True):
        close_tugas(jenis=TUGAS_TANDA_TANGAN, objek_id=pk, by=by)
    for pk in row.daftar_uji_teknis.values_list("pk", flat=True):
        close_tugas(jenis=TUGAS_UJI, objek_id=pk, by=by)
    return row
