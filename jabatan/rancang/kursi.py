"""Operations on seats: founded, changed, moved, merged, closed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jabatan.enums import STRUKTURAL, TUNGGAL, JenisJabatan
from jabatan.rancang.bentuk import Kursi, Susunan
from jabatan.rancang.garis import lead, line_of, one_head, pass_on, reports_to
from jabatan.rancang.pemangku import close_seat, merge, take_members
from jabatan.rancang.sebut import TidakDapat, key_of, kursi_of, seat_free, unit_of


def found_seat(s: Susunan, isi: dict[str, Any]) -> None:
    unit = unit_of(s, isi)
    jenis, head = isi["jenis"], bool(isi.get("kepala"))
    kind_fits(jenis, isi.get("jenjang", ""), kepala=head, eselon=isi.get("eselon", ""))
    if head:
        one_head(s, unit.id)
    key = key_of(isi, "kunci")
    above = line_of(s, isi, unit.id, kepala=head)
    need = 1 if jenis in TUNGGAL else int(isi.get("kebutuhan") or 0)
    seat = Kursi(
        key, unit.id, isi["nama"], above, jenis, isi.get("jenjang", ""), head, isi.get("eselon", ""), isi.get("kelas"), need,
        "", isi.get("bup"), None,
    )  # fmt: skip
    seat_free(s, seat)
    s.put_kursi(seat)
    if head:
        lead(s, seat)


def kind_fits(jenis: str, jenjang: str, *, kepala: bool, eselon: str) -> None:
    if (jenis == JenisJabatan.FUNGSIONAL) != bool(jenjang):
        raise TidakDapat(
            "Jenjang diisi untuk jabatan fungsional, dan hanya untuk itu. Sesuaikan jenis atau jenjangnya."
        )
    if kepala and jenis not in TUNGGAL:
        raise TidakDapat(
            "Kepala unit ialah jabatan struktural atau tugas tambahan, yang dipegang satu orang. Ganti jenis jabatannya."
        )
    if eselon and jenis not in STRUKTURAL:
        raise TidakDapat(
            "Eselon hanya dimiliki JPT, administrator, dan pengawas. Kosongkan eselonnya, atau ganti jenisnya."
        )


def change_seat(s: Susunan, isi: dict[str, Any]) -> None:
    seat = kursi_of(s, isi)
    values: dict[str, Any] = {n: isi[n] for n in ("nama", "kelas", "kebutuhan", "eselon") if n in isi}
    if seat.tunggal:
        values.pop("kebutuhan", None)
    if isi.get("induk_jabatan"):
        values["induk"] = line_of(s, isi, seat.unit, kepala=seat.kepala, kecuali=seat.id)
    changed = replace(seat, **values)
    if changed == seat:
        raise TidakDapat(f"Belum ada yang berubah pada {seat.nama}. Ubah salah satu isiannya dulu.")
    kind_fits(seat.jenis, seat.jenjang, kepala=seat.kepala, eselon=changed.eselon)
    seat_free(s, changed)
    s.put_kursi(changed)


def move_seat(s: Susunan, isi: dict[str, Any]) -> None:
    seat, unit = kursi_of(s, isi), unit_of(s, isi)
    if seat.unit == unit.id:
        raise TidakDapat(f"{seat.nama} sudah berada di {unit.nama}. Pilih unit lain.")
    if seat.kepala:
        one_head(s, unit.id)
        pass_on(s, seat.id, seat.induk, di=seat.unit)
    above = line_of(s, isi, unit.id, kepala=seat.kepala, kecuali=seat.id)
    if above is not None and reports_to(s, above, seat.id):
        raise TidakDapat(
            f"Garis pertanggungjawaban akan melingkar: atasan di {unit.nama} berada di bawah {seat.nama}. Pilih unit lain."
        )
    moved = replace(seat, unit=unit.id, induk=above)
    seat_free(s, moved)
    s.put_kursi(moved)
    take_members(s, seat.id, unit.id)
    if seat.kepala:
        lead(s, moved)


def merge_seats(s: Susunan, isi: dict[str, Any]) -> None:
    seat, to = kursi_of(s, isi), kursi_of(s, isi, "ke")
    if seat.id == to.id:
        raise TidakDapat("Jabatan tidak dapat digabungkan ke dirinya sendiri. Pilih jabatan lain.")
    if (seat.jenis, seat.jenjang) != (to.jenis, to.jenjang):
        raise TidakDapat(
            f"{seat.nama} dan {to.nama} berbeda jenis atau jenjang, jadi tidak dapat digabung. Tutup yang satu, lalu pindahkan "
            "pemangkunya."
        )
    if reports_to(s, to.id, seat.id):
        to = replace(to, induk=seat.induk)
        s.put_kursi(to)
    merge(s, seat, to)


def end_seat(s: Susunan, isi: dict[str, Any]) -> None:
    seat = kursi_of(s, isi)
    if seat.jenis == JenisJabatan.PEJABAT_NEGARA:
        raise TidakDapat(f"{seat.nama} bukan jabatan ASN, jadi tidak ditutup lewat rancangan.")
    close_seat(s, seat, seat.induk)
