"""Requests for help: asked, answered, passed on, ended, opened again. Every step is told to whom it concerns."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from asn_portal.core import pembatas
from asn_portal.core.aturan.alur_tiket import ALUR_TIKET, ALUR_TUJUAN
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import JenisBalasan, KelompokKabar, StatusTiket, TujuanTiket
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import BalasanTiket, Pengguna, Tiket
from asn_portal.core.pembatas import Batas
from asn_portal.core.permissions import layanan, require
from asn_portal.core.selectors.bantuan import responsible_for
from asn_portal.core.selectors.jawab import as_words, help_within
from asn_portal.core.services.tugas import assign_tugas, close_tugas, notify
from asn_portal.core.templatetags.bentuk import kecil
from asn_portal.core.workflow import can_transition, check_transition

TUGAS_TIKET = "core.tiket"
REOPEN_WITHIN = timedelta(days=14)
REQUESTS_PER_HOUR = Batas(10, 3600)
REPLIES_PER_HOUR = Batas(60, 3600)


def _slow_down(batas: Batas, what: str, by: Pengguna) -> None:
    """Nobody floods the help desk, not even by a script with his own account."""
    if pembatas.count(batas, what, by.pk) > batas.jumlah:
        minutes = max(1, pembatas.seconds_left(batas) // 60)
        raise DomainError(
            f"Anda sudah mengirim {batas.jumlah} kali dalam satu jam. Tunggu {minutes} menit lagi; isian Anda tetap ada.",
            galat="terlalu_sering",
        )


def _locked(tiket_id: UUID) -> Tiket:
    return Tiket.objects.select_for_update(of=("self",)).select_related("pengguna").get(pk=tiket_id)


def _within(tiket: Tiket) -> timedelta:
    """What holds today in the agency of whoever asks."""
    return help_within(tiket.pengguna.instansi_id, timezone.localdate())


def _rule(tiket: Tiket) -> str:
    return f"Aturan portal: permintaan bantuan dijawab paling lambat {as_words(_within(tiket))}."


def _address(tiket: Tiket) -> str:
    return reverse("core:tiket_detail", args=[tiket.pk])


def _turn(tiket: Tiket, *, status: StatusTiket, jenis: JenisBalasan, isi: str, by: Pengguna) -> None:
    """One turn of the conversation: the state, since when somebody waits, and the words."""
    check_transition(ALUR_TIKET, tiket.status, status)
    now = timezone.now()
    waits = status == StatusTiket.TERBUKA
    tiket.menunggu_sejak = (tiket.menunggu_sejak or now) if waits else None
    tiket.selesai_pada = now if status == StatusTiket.SELESAI else None
    tiket.status = status
    tiket.save(update_fields=["status", "tujuan", "menunggu_sejak", "selesai_pada"])
    BalasanTiket.objects.create(tiket=tiket, oleh=by, jenis=jenis, isi=isi)


def _hand_over(tiket: Tiket, people: list[Pengguna], alasan: str) -> None:
    assign_tugas(
        people,
        jenis=TUGAS_TIKET,
        objek_id=tiket.pk,
        judul=f"Jawab permintaan bantuan {tiket.label} dari {tiket.pengguna.nama}",
        tentang=tiket.pengguna.nama,
        alasan=alasan,
        url=_address(tiket),
        batas=timezone.now() + _within(tiket),
    )


def _responsible(tiket: Tiket) -> list[Pengguna]:
    today = timezone.localdate()
    return responsible_for(tiket.pengguna, TujuanTiket(tiket.tujuan), tiket.unit_id, today)[1]


@perubahan
def ask_help(*, isi: str, halaman: str = "", permintaan: str = "", by: Pengguna) -> Tiket:
    """A new request: the nearest HR of the unit gets it, where there is none HR of the province."""
    _slow_down(REQUESTS_PER_HOUR, "tiket", by)
    unit_id = layanan.home_unit(by)
    tujuan, people = responsible_for(by, TujuanTiket.UNIT, unit_id, timezone.localdate())
    tiket = Tiket.objects.create(
        pengguna=by,
        unit_id=unit_id,
        isi=isi,
        halaman=halaman,
        catatan_sistem=permintaan,
        tujuan=tujuan,
        menunggu_sejak=timezone.now(),
    )
    record_jejak(tiket, "tiket_dibuat", by=by, unit_id=unit_id, rincian={"tujuan": tujuan})
    why = f"Ditujukan kepada {kecil(TujuanTiket(tujuan).label)}, dan Anda memegang peran itu."
    _hand_over(tiket, people, f"{why} Dijawab paling lambat {as_words(_within(tiket))}.")
    return tiket


@perubahan
def continue_tiket(tiket_id: UUID, *, isi: str, by: Pengguna) -> Tiket:
    """Whoever asked adds something: it waits for an answer again."""
    tiket = _locked(tiket_id)
    require(layanan.can_continue_tiket(by, tiket))
    if not layanan.is_open(tiket):
        raise DomainError(
            f"Permintaan {tiket.label} sudah selesai. Buka lagi dulu bila masih perlu bantuan.", galat="tiket_selesai"
        )
    _slow_down(REPLIES_PER_HOUR, "balasan", by)
    _turn(tiket, status=StatusTiket.TERBUKA, jenis=JenisBalasan.BALASAN, isi=isi, by=by)
    record_jejak(tiket, "tiket_ditambah", by=by, unit_id=tiket.unit_id)
    _hand_over(tiket, _responsible(tiket), "Pengirim menambahkan keterangan.")
    return tiket


@perubahan
def answer_tiket(tiket_id: UUID, *, isi: str, by: Pengguna) -> Tiket:
    tiket = _locked(tiket_id)
    require(layanan.can_answer_tiket(by, tiket))
    _slow_down(REPLIES_PER_HOUR, "balasan", by)
    if not layanan.is_open(tiket):
        raise DomainError(
            f"Permintaan {tiket.label} sudah selesai. Pengirim dapat membukanya lagi.", galat="tiket_selesai"
        )
    _turn(tiket, status=StatusTiket.DIJAWAB, jenis=JenisBalasan.BALASAN, isi=isi, by=by)
    record_jejak(tiket, "tiket_dijawab", by=by, unit_id=tiket.unit_id)
    close_tugas(jenis=TUGAS_TIKET, objek_id=tiket.pk, by=by)
    notify(
        tiket.pengguna,
        judul=f"Permintaan bantuan {tiket.label} dijawab",
        isi="Baca jawabannya, balas, atau tandai selesai.",
        url=_address(tiket),
        kelompok=KelompokKabar.BANTUAN,
        mengapa="Anda meminta bantuan.",
        aturan=_rule(tiket),
        oleh=by.nama,
        keberatan="Bila jawabannya belum membantu, balas di halaman permintaan itu.",
    )
    return tiket


@perubahan
def forward_tiket(tiket_id: UUID, *, kepada: TujuanTiket, isi: str, by: Pengguna) -> Tiket:
    """Pass it on to HR of the province or to the system's keepers; the one who asked is told."""
    tiket = _locked(tiket_id)
    require(layanan.can_answer_tiket(by, tiket))
    if not can_transition(ALUR_TUJUAN, tiket.tujuan, kepada):
        raise DomainError(
            f"Permintaan {tiket.label} sudah ada pada {tiket.get_tujuan_display().lower()}.", galat="sudah_diteruskan"
        )
    people = responsible_for(tiket.pengguna, kepada, tiket.unit_id, timezone.localdate())
    if people[0] != kepada or not people[1]:
        raise DomainError(
            f"Belum ada {kecil(kepada.label)} yang dapat menerimanya. Pilih tujuan lain.", galat="tanpa_penerima"
        )
    tiket.tujuan = kepada
    _turn(tiket, status=StatusTiket.TERBUKA, jenis=JenisBalasan.DITERUSKAN, isi=isi, by=by)
    record_jejak(tiket, "tiket_diteruskan", by=by, unit_id=tiket.unit_id, rincian={"kepada": kepada})
    close_tugas(jenis=TUGAS_TIKET, objek_id=tiket.pk, by=by)
    _hand_over(tiket, people[1], f"Diteruskan {by.nama}.")
    notify(
        tiket.pengguna,
        judul=f"Permintaan bantuan {tiket.label} diteruskan",
        isi=f"Diteruskan kepada {kecil(kepada.label)}. Jawaban paling lambat {as_words(_within(tiket))}.",
        url=_address(tiket),
        kelompok=KelompokKabar.BANTUAN,
        mengapa="Permintaan Anda dijawab lebih tepat di sana.",
        aturan=_rule(tiket),
        oleh=by.nama,
        keberatan="Bila tidak tepat, tambahkan keterangan di halaman permintaan itu.",
    )
    return tiket


@perubahan
def close_tiket(tiket_id: UUID, *, isi: str, by: Pengguna) -> Tiket:
    """Ended by whoever asked ("sudah selesai"), or by whoever answers, with the reason."""
    tiket = _locked(tiket_id)
    asked = layanan.can_continue_tiket(by, tiket)
    require(asked or layanan.can_answer_tiket(by, tiket))
    if not asked and not isi:
        raise DomainError("Tuliskan mengapa permintaan ini ditutup, supaya pengirim tahu.", galat="alasan_kosong")
    _turn(tiket, status=StatusTiket.SELESAI, jenis=JenisBalasan.SELESAI, isi=isi, by=by)
    record_jejak(tiket, "tiket_selesai", by=by, unit_id=tiket.unit_id)
    close_tugas(jenis=TUGAS_TIKET, objek_id=tiket.pk, by=by)
    if asked:
        for helper in _helpers(tiket):
            notify(
                helper,
                judul=f"Permintaan bantuan {tiket.label} selesai",
                isi="Pengirim menandainya selesai.",
                url=_address(tiket),
                kelompok=KelompokKabar.BANTUAN,
                mengapa="Anda ikut menjawab permintaan ini.",
                aturan="",
                oleh=by.nama,
                keberatan="Pengirim dapat membukanya lagi bila masih perlu bantuan.",
            )
        return tiket
    notify(
        tiket.pengguna,
        judul=f"Permintaan bantuan {tiket.label} ditutup",
        isi="Permintaan Anda ditutup oleh yang menjawab.",
        url=_address(tiket),
        kelompok=KelompokKabar.BANTUAN,
        mengapa=isi,
        aturan=_rule(tiket),
        oleh=by.nama,
        keberatan=f"Bila masih perlu bantuan, buka lagi dalam {REOPEN_WITHIN.days} hari.",
    )
    return tiket


def _helpers(tiket: Tiket) -> list[Pengguna]:
    """Who has taken part and still may read it."""
    rows = Pengguna.objects.filter(pk__in=tiket.daftar_balasan.values("oleh_id"), is_active=True)
    return [person for person in rows if person.pk != tiket.pengguna_id and layanan.answers_tiket(person)]


@perubahan
def reopen_tiket(tiket_id: UUID, *, isi: str, by: Pengguna) -> Tiket:
    """Whoever asked still needs help; for some days after the end."""
    tiket = _locked(tiket_id)
    require(layanan.can_continue_tiket(by, tiket))
    if tiket.selesai_pada is None:
        raise TransitionError(f"Permintaan {tiket.label} masih terbuka.", galat="status_berubah")
    if timezone.now() - tiket.selesai_pada > REOPEN_WITHIN:
        raise DomainError(
            f"Permintaan {tiket.label} selesai lebih dari {REOPEN_WITHIN.days} hari lalu. Tulis permintaan baru.",
            galat="sudah_lama_selesai",
        )
    _slow_down(REPLIES_PER_HOUR, "balasan", by)
    _turn(tiket, status=StatusTiket.TERBUKA, jenis=JenisBalasan.DIBUKA, isi=isi, by=by)
    record_jejak(tiket, "tiket_dibuka", by=by, unit_id=tiket.unit_id)
    _hand_over(tiket, _responsible(tiket), "Dibuka lagi oleh pengirim.")
    return tiket
