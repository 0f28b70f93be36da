"""What follows on the day somebody leaves and has no dates of its own: account, sessions, inbox, proposals. Once."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.enums import KelompokKabar, StatusUsulan
from asn_portal.core.models import KodeAktivasi, Pengguna, TokenAkses, Tugas, UsulanPeran
from asn_portal.core.services.akun import end_sessions
from asn_portal.core.services.tugas import Kabar, assign_tugas, notify_all
from pegawai.enums import PutusanPerjanjian, StatusButir, StatusUsulanData
from pegawai.models import ButirBerhenti, ButirPutaran, LangkahUsulan, Pegawai, PeristiwaBerhenti, UsulanPerubahan
from pegawai.models.usulan import TERBUKA
from pegawai.selectors.berhenti import hr_of_unit
from pegawai.services.usulan import TUGAS_USULAN
from pegawai.signals import pegawai_berhenti, pegawai_kembali

TUGAS_URUSAN = "pegawai.urusan_berhenti"
UNIT = "unit"


def run_day(row: PeristiwaBerhenti, person: Pegawai) -> None:
    """Part of the caller's change; the person is locked. Apps above hand over first what they know whom to give; what then
    still lies in the inbox becomes items of the list.
    """
    pegawai_berhenti.send(sender=Pegawai, pegawai_id=person.pk, tanggal=row.tanggal)
    kept = row.potongan
    if person.pengguna is not None:
        kept = kept | _close_account(row, person.pengguna)
    kept = kept | {"usulan": _withdraw_proposals(row, person)}
    open_rows = ButirPutaran.objects.filter(pegawai=person).exclude(status__in=[StatusButir.SELESAI, StatusButir.GUGUR])
    open_rows = open_rows.exclude(putusan=PutusanPerjanjian.TIDAK, mulai=row.tanggal)
    open_rows.update(status=StatusButir.GUGUR, catatan="Tidak lagi dalam dinas.")
    row.potongan, row.dijalankan_pada = kept, timezone.now()
    row.save(update_fields=["potongan", "dijalankan_pada"])
    _ask_hr(row, person)


def _close_account(row: PeristiwaBerhenti, account: Pengguna) -> dict[str, object]:
    """Login, sessions, slips, tokens and inbox end; what lay there only is handed to HR as items of the list."""
    now = timezone.now()
    was_active = account.is_active
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_sessions(account)
    KodeAktivasi.objects.filter(pengguna=account, dipakai_pada=None, dibatalkan_pada=None).update(dibatalkan_pada=now)
    TokenAkses.objects.filter(pengguna=account, dicabut_pada=None).update(dicabut_pada=now)
    asked = list(
        UsulanPeran.objects.filter(pengguna=account, status=StatusUsulan.DIAJUKAN).values_list("pk", flat=True)
    )
    UsulanPeran.objects.filter(pk__in=asked).update(
        status=StatusUsulan.DITARIK, diputuskan_oleh=row.diputuskan_oleh, diputuskan_pada=now
    )
    Tugas.objects.filter(objek_id__in=asked, selesai_pada=None).update(selesai_pada=now)
    return {"aktif": was_active, "tugas": _hand_over(row, account)}


def _hand_over(row: PeristiwaBerhenti, account: Pengguna) -> list[str]:
    """Duties that others hold too just leave this inbox; those that only lay here become items of the list."""
    others = Tugas.objects.filter(jenis=OuterRef("jenis"), objek_id=OuterRef("objek_id"), selesai_pada=None)
    others = others.exclude(untuk=account).filter(untuk__is_active=True)
    duties = list(
        Tugas.objects.select_for_update(of=("self",))
        .filter(untuk=account, selesai_pada=None)
        .annotate(lain=Exists(others))
    )
    place = row.daftar_urusan.count()
    ButirBerhenti.objects.bulk_create(
        [
            ButirBerhenti(
                peristiwa=row, urut=place + number, kunci=f"tugas-{duty.pk}"[:40], judul=f"Alihkan tugas: {duty.judul}"[:250],
                oleh=UNIT, batas=timezone.localdate(duty.batas) if duty.batas else row.tanggal, tugas_id=duty.pk, url=duty.url,
            )
            for number, duty in enumerate([one for one in duties if not one.lain], 1)
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    ids = [duty.pk for duty in duties]
    Tugas.objects.filter(pk__in=ids).update(selesai_pada=timezone.now(), selesai_oleh=None)
    return [str(pk) for pk in ids]


def _withdraw_proposals(row: PeristiwaBerhenti, person: Pegawai) -> list[str]:
    """Nobody is there to complete or confirm them."""
    ids = list(UsulanPerubahan.objects.filter(pegawai=person, status__in=TERBUKA).values_list("pk", flat=True))
    now = timezone.now()
    LangkahUsulan.objects.filter(usulan_id__in=ids, pada=None).update(
        putusan=StatusUsulanData.DITARIK, oleh=row.diputuskan_oleh, pada=now
    )
    UsulanPerubahan.objects.filter(pk__in=ids).update(status=StatusUsulanData.DITARIK, selesai_pada=now)
    Tugas.objects.filter(jenis=TUGAS_USULAN, objek_id__in=ids, selesai_pada=None).update(selesai_pada=now)
    return [str(pk) for pk in ids]


def _ask_hr(row: PeristiwaBerhenti, person: Pegawai) -> None:
    """The list waits for HR of the unit; HR of the province is told. The words name no cause."""
    today, url = timezone.localdate(), reverse("pegawai:berhenti_detail", args=[row.pk])
    everybody = hr_of_unit(row.unit_id, person.instansi_id, today, tanpa=person.pengguna_id)
    assign_tugas(
        everybody, jenis=TUGAS_URUSAN, objek_id=row.pk, judul=f"Selesaikan urusan {person.nama}",
        tentang=person.nama_lengkap, alasan="Orang ini tidak lagi dalam dinas; ada urusan yang mengikutinya.", url=url,
    )  # fmt: skip
    notify_all([
        Kabar(
            akun, f"Urusan {person.nama} menunggu", "Daftar urusan dan tugas yang perlu dialihkan sudah siap.", url,
            KelompokKabar.DATA, "Status kepegawaiannya berubah.", "", "Portal Pegawai, dengan sendirinya",
            "Bila keliru, batalkan pencatatannya dari halaman itu.",
        )
        for akun in everybody
    ])  # fmt: skip


def undo_day(row: PeristiwaBerhenti, person: Pegawai) -> None:
    """Account and duties as before; duties that somebody has decided since stay decided."""
    kept, account = row.potongan, person.pengguna
    if account is not None and kept.get("aktif"):
        account.is_active = True
        account.save(update_fields=["is_active"])
    decided = Tugas.objects.filter(jenis=OuterRef("jenis"), objek_id=OuterRef("objek_id"), selesai_oleh__isnull=False)
    ids = [UUID(pk) for pk in kept.get("tugas", [])]
    Tugas.objects.filter(pk__in=ids, selesai_oleh=None).filter(~Exists(decided)).update(selesai_pada=None)
    Tugas.objects.filter(jenis=TUGAS_URUSAN, objek_id=row.pk, selesai_pada=None).update(selesai_pada=timezone.now())
    pegawai_kembali.send(sender=Pegawai, pegawai_id=person.pk, tanggal=row.tanggal)
