"""Rounds of moves for the tests, brought to each state by the real services."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from asn_portal.core.models import periode
from jabatan.models import (
    AnggotaTim,
    ButirMutasi,
    IndikatorTim,
    Jabatan,
    LamaranPanggilan,
    Panggilan,
    PemegangMutasi,
    PemilihanDaerah,
    PutaranMutasi,
    TimKhusus,
)
from jabatan.services import mutasi
from jabatan.services.mutasi import Pindah
from pegawai.models import Pegawai

TODAY = timezone.localdate()
BESOK = TODAY + timedelta(days=1)


def make_round(
    p: Any, *, by: str = "admin_bkd", hari: date | None = None, dua: bool = True, **isi: Any
) -> PutaranMutasi:
    """A draft of HR of the province, into which the second one is let."""
    day = hari or TODAY + timedelta(days=14)
    values = {
        "nama": "Mutasi Desember", "tanggal_pelantikan": day, "tmt": day, "pertek_nomor": "PT-1",
        "pertek_tanggal": date(2026, 10, 1),
    } | isi  # fmt: skip
    row = mutasi.make_round(by=p.akun[by], **values)
    if dua:
        mutasi.let_in(row.pk, pengguna=p.akun["admin_bkd2"], by=p.akun[by])
    return row


def move(p: Any, row: PutaranMutasi, *pindah: tuple[Pegawai, Jabatan], by: str = "admin_bkd") -> int:
    """Everybody with an exception on record: years and requirements are tested by themselves."""
    wanted = [Pindah(who.pk, seat.pk, pengecualian="Nota dinas 1") for who, seat in pindah]
    return mutasi.add_rows(row.pk, wanted, by=p.akun[by])


def approved(p: Any, row: PutaranMutasi) -> PutaranMutasi:
    mutasi.submit_round(row.pk, by=p.akun["admin_bkd"])
    return mutasi.approve_round(row.pk, catatan="", by=p.akun["admin_bkd2"])


def published(p: Any, row: PutaranMutasi) -> PutaranMutasi:
    approved(p, row)
    return mutasi.publish_round(row.pk, sk_nomor="821/1/2026", sk_tanggal=TODAY, by=p.akun["admin_bkd"])


def bare_round(unit: Any, *, holders: list[Any], status: str = "draf") -> PutaranMutasi:
    """As the row would stand, without the services: for the walk through all addresses."""
    first, second, now = holders[0], holders[-1], timezone.now()
    done = {} if status == "draf" else {
        "diperiksa_oleh": first, "diperiksa_pada": now, "disetujui_oleh": second, "disetujui_pada": now, "terbit_oleh": first,
        "terbit_pada": now, "berlaku_pada": now, "sk_nomor": "1", "sk_tanggal": TODAY,
    }  # fmt: skip
    row = PutaranMutasi.objects.create(
        instansi=unit.instansi, nama="Uji", tmt=BESOK, tanggal_pelantikan=BESOK, status=status, disusun_oleh=first,
        pertek_nomor="1", pertek_tanggal=TODAY, **done,
    )  # fmt: skip
    PemegangMutasi.objects.bulk_create(
        PemegangMutasi(putaran=row, pengguna=one, ditambah_oleh=first) for one in holders
    )
    return row


def bare_row(row: PutaranMutasi, person: Pegawai, seat: Jabatan) -> ButirMutasi:
    made: ButirMutasi = ButirMutasi.objects.create(putaran=row, pegawai=person, ke=seat)
    return made


def bare_team(unit: Any, *, by: Any, person: Pegawai) -> dict[str, Any]:
    """A working team with a member, an indicator, a call and an answer to it, as the rows would stand."""
    masa = periode(TODAY - timedelta(days=30), TODAY + timedelta(days=30))
    tim = TimKhusus.objects.create(
        instansi=unit.instansi, nama="Tim uji", mandat="x", unit=unit, lingkup="lintas", mulai=masa.lower,
        sampai=masa.upper - timedelta(days=1), status="aktif", dibuat_oleh=by,
    )  # fmt: skip
    call = Panggilan.objects.create(
        instansi=unit.instansi,
        unit=unit,
        tim=tim,
        judul="Panggilan uji",
        uraian="x",
        kebutuhan=1,
        batas=BESOK,
        dibuat_oleh=by,
    )
    return {
        "tim": tim,
        "anggota_tim": AnggotaTim.objects.create(tim=tim, pegawai=person, peran="anggota", berlaku=masa),
        "indikator_tim": IndikatorTim.objects.create(tim=tim, nama="Lama", satuan="hari", target=3),
        "panggilan": call,
        "lamaran": LamaranPanggilan.objects.create(panggilan=call, pegawai=person),
    }


def bare_election(unit: Any, *, by: Any) -> PemilihanDaerah:
    made: PemilihanDaerah = PemilihanDaerah.objects.create(
        instansi=unit.instansi, nama="Pemilihan uji", penetapan=TODAY + timedelta(days=400 + unit.nomor),
        akhir=TODAY + timedelta(days=500 + unit.nomor), dasar="PKPU uji", keyakinan="S", dicatat_oleh=by,
    )  # fmt: skip
    return made
