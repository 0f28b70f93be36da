"""A sealed round before its day: no address, no list taken out, no table of anybody's own data says a word of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from asn_portal.core.data_saya import Diri, all_tables
from asn_portal.core.errors import DomainError, Terlarang
from asn_portal.core.models import PesanKeluar
from asn_portal.core.selectors.jejak import visible_tindakan
from asn_portal.lembar.daftar import DaftarEkspor, all_daftar
from asn_portal.lembar.services import ekspor
from asn_portal.lembar.services.ekspor import Permintaan
from jabatan.enums import JenisJabatan
from pegawai.models import Pegawai
from tests.factories.jabatan import make_seat
from tests.factories.mutasi import make_round, move, published
from tests.izin.matriks import MATRIKS

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
# Words of the round that stand nowhere else, and the name of the post to which somebody goes.
KATA, TUJUAN = "Kancil", "Kepala Badan Burung Hantu"
# Roles that see most: HR of the province that was not let in, the auditor, and who is moved by it.
PEMBACA = ("admin_bkd2", "auditor", "atasan_penilai")
# How tests.izin.matriks calls what an address takes.
ABOUT = {
    "pegawai": "orang", "_pilih": "orang", "jabatan": "kursi", "jabatan_tunggal": "kursi", "mutasi": "putaran",
    "mutasi_selesai": "putaran", "butir_mutasi": "butir",
}  # fmt: skip
# Who could follow and what could follow are worked out from requirements, for every post and everybody.
MUNGKIN = ("calon", "karier")
# Leaving an address has an effect of its own, or shows something that no data stand behind.
TANPA = {"account_logout", "core:gaya"}


@pytest.fixture
def tersegel(provinsi, peta) -> Any:
    """A published round that nobody of PEMBACA holds; somebody goes to a post of its own name."""
    row = make_round(
        provinsi, nama=f"Putaran {KATA}", pertimbangan=f"Menimbang {KATA}", tempat=f"Ruang {KATA}", izin_nomor=f"{KATA}/1",
        izin_tanggal=TODAY,
    )  # fmt: skip
    seat = make_seat(TUJUAN, unit=provinsi.dinas_lain, jenis=JenisJabatan.JPT_PRATAMA, bup=60, kelas=15)
    who = provinsi.orang["atasan_penilai"]
    Pegawai.objects.filter(pk=who.pk).update(nama="Zulkarnaen Wibisono")
    who.refresh_from_db()
    move(provinsi, row, (who, seat))
    row.daftar_butir.update(pengecualian=f"Nota {KATA}")
    published(provinsi, row)
    row.daftar_pemegang.filter(pengguna=provinsi.akun["admin_bkd2"]).delete()
    return row, who, seat


def addresses(ids: dict[str, UUID]) -> Iterator[tuple[str, str]]:
    """Every address that takes nothing, and those that take the key of the person, the post, the unit, the round or its row."""
    for name, cell in MATRIKS.items():
        about = ABOUT.get(cell.objek, cell.objek)
        if name in TANPA or "get" not in cell.methods or about not in {"", *ids}:
            continue
        try:
            yield about, reverse(name, kwargs=({"pk": ids[about]} if about else {}) | cell.extra)
        except NoReverseMatch:  # takes more than a key
            continue


@pytest.mark.parametrize("siapa", PEMBACA)
def test_no_address_says_a_word(provinsi, peta, tersegel, siapa):
    row, who, seat = tersegel
    butir = row.daftar_butir.get()
    ids = {"orang": who.pk, "kursi": seat.pk, "unit": provinsi.dinas_lain.pk, "putaran": row.pk, "butir": butir.pk}
    client = provinsi.client(siapa)
    client.raise_request_exception = False
    later, leaks, opened, seen = f"?pada={row.tmt + DAY:%Y-%m-%d}&q={KATA}", [], 0, set()
    for about, address in addresses(ids):
        response = client.get(address + later)
        if response.status_code != 200:
            continue
        opened += 1
        seen.add(address.split("/")[1])
        text = b"".join(response).decode(errors="ignore")
        names = [word for word in (f"Putaran {KATA}", f"{KATA}/1", f"Nota {KATA}", f"Menimbang {KATA}") if word in text]
        names += [str(pk) for pk in (row.pk, butir.pk) if about not in {"putaran", "butir"} and str(pk) in text]
        # What is about the person does not name the post, and what is about the post does not name the person.
        if not any(word in address for word in MUNGKIN):
            names += [TUJUAN] if about == "orang" and TUJUAN in text else []
            names += [who.nama] if about == "kursi" and who.nama in text and siapa != "atasan_penilai" else []
        leaks += [f"{address}: {names}"] if names else []
    assert leaks == []
    assert opened > 60, opened
    assert {"api", "jabatan", "pegawai", "cari", "pemberitahuan", "tugas"} <= seen
    assert not visible_tindakan(provinsi.akun[siapa]).filter(objek_id__in=[str(row.pk), str(butir.pk)]).exists()


def test_no_list_taken_out_puts_person_and_post_together(provinsi, peta, tersegel):
    row, who, _ = tersegel
    read = 0
    for daftar in (satu for satu in all_daftar() if isinstance(satu, DaftarEkspor)):
        asked = {"pada": f"{row.tmt + DAY:%Y-%m-%d}"}
        minta = Permintaan(
            daftar=daftar.nama,
            kolom=[kolom.nama for kolom in daftar.kolom],
            bentuk="csv",
            tujuan="Rapat pimpinan",
            kueri=asked,
        )
        for siapa in PEMBACA[:2]:
            try:
                _, _, file = ekspor.export_now(minta, by=provinsi.akun[siapa])
            except (DomainError, Terlarang):
                continue  # nothing to take out for this role
            with file:
                lines = list(csv.reader(io.StringIO(file.read().decode("utf-8-sig"), newline=""), delimiter=";"))
            read += 1
            for line in lines:
                words = " ".join(line)
                assert KATA not in words, daftar.nama
                assert not (who.nama in words and TUJUAN in words), daftar.nama
    assert read >= 5


def test_neither_own_data_nor_messages_that_wait_name_it(provinsi, peta, tersegel):
    row, who, _ = tersegel
    butir = row.daftar_butir.get()
    me = Diri(who.pengguna, who.pk, timezone.now())
    mine = str([table.rows(me) for table in all_tables()])
    waiting = str(list(PesanKeluar.objects.values()))
    for text in (mine, waiting):
        assert not [word for word in (KATA, TUJUAN, str(butir.pk)) if word in text]
