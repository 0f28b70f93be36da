"""What a placement must meet beyond what the database holds: kind of seat, time, level. Each refusal is a sentence."""

from __future__ import annotations

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from asn_portal.core import selectors as core_selectors
from asn_portal.core.errors import DomainError
from asn_portal.core.templatetags.bentuk import tanggal
from jabatan import selectors
from jabatan.aturan.pelaksana_tugas import longest_until, may_act
from jabatan.enums import PEJABAT, PELAKSANA_TUGAS, JenisJabatan, JenisPenempatan
from jabatan.models import Jabatan, Penempatan, RincianJabatan
from pegawai.models import Pegawai


def check_placement(
    seat: Jabatan, row: RincianJabatan, person: Pegawai, jenis: JenisPenempatan, berlaku: DateRange
) -> None:
    check_seat(seat, row, jenis)
    check_time(seat, row, person, berlaku)
    check_once(seat, row, person, berlaku)
    if jenis in PELAKSANA_TUGAS:
        check_acting(seat, person, jenis, berlaku)


def seat_on_day(seat: Jabatan, mulai: date) -> RincianJabatan:
    row = RincianJabatan.objects.pada(mulai).filter(jabatan=seat).first()
    if row is None:
        raise DomainError(
            f"Jabatan itu tidak ada pada {tanggal(mulai)}. Pilih tanggal atau jabatan lain.",
            galat="jabatan_tidak_berlaku",
        )
    return row


def check_seat(seat: Jabatan, row: RincianJabatan, jenis: JenisPenempatan) -> None:
    """What kind of placement this seat takes."""
    duty = seat.jenis == JenisJabatan.TUGAS_TAMBAHAN
    if seat.jenis == JenisJabatan.PEJABAT_NEGARA:
        raise DomainError(f"{row.nama} bukan jabatan ASN; pejabatnya dicatat dengan nama.", galat="bukan_jabatan_asn")
    if jenis in PEJABAT and duty != (jenis == JenisPenempatan.TUGAS_TAMBAHAN):
        wanted = "tugas tambahan" if duty else "penempatan definitif atau rangkap jabatan"
        raise DomainError(f"{row.nama} diisi sebagai {wanted}. Pilih jenis penempatan itu.", galat="jenis_tidak_cocok")
    if jenis in PELAKSANA_TUGAS and not seat.tunggal:
        raise DomainError(
            f"{row.nama} dipegang lebih dari satu orang, jadi tidak memerlukan pelaksana. Pilih jabatan kepala unitnya.",
            galat="jenis_tidak_cocok",
        )


def check_time(seat: Jabatan, row: RincianJabatan, person: Pegawai, berlaku: DateRange) -> None:
    """The seat and its unit exist all the time, and the holder is not past the age of retirement."""
    if not selectors.seat_exists_throughout(seat.pk, berlaku):
        raise DomainError(
            f"{row.nama} tidak ada sepanjang masa itu. Pilih tanggal lain.", galat="jabatan_tidak_berlaku"
        )
    if not core_selectors.exists_throughout(row.unit_id, berlaku):
        raise DomainError(
            f"Unit tempat {row.nama} berakhir dalam masa itu. Pilih jabatan atau tanggal lain.",
            galat="unit_tidak_berlaku",
        )
    retired = selectors.retirement_of(person.tanggal_lahir, row.bup)
    if retired is not None and berlaku.lower >= retired:
        raise DomainError(
            f"{person.nama} mencapai batas usia pensiun {row.bup} tahun untuk jabatan itu; TMT pensiunnya "
            f"{tanggal(retired)}, tidak sesudah tanggal mulai. Periksa tanggal lahir dan tanggal mulainya.",
            galat="melewati_bup",
        )


def check_once(seat: Jabatan, row: RincianJabatan, person: Pegawai, berlaku: DateRange) -> None:
    """Nobody sits twice in the same seat, whatever as."""
    if Penempatan.objects.kini().filter(jabatan=seat, pegawai=person, berlaku__overlap=berlaku).exists():
        raise DomainError(
            f"{person.nama} sudah tercatat pada {row.nama} dalam masa itu. Akhiri dulu penempatannya, atau pilih tanggal lain.",
            galat="sudah_di_jabatan",
        )


def check_acting(seat: Jabatan, person: Pegawai, jenis: JenisPenempatan, berlaku: DateRange) -> None:
    """Plt. and Plh. by rule: an empty or an occupied seat, the right level, not too long."""
    held = Penempatan.objects.kini().filter(jabatan=seat, jenis__in=PEJABAT, berlaku__overlap=berlaku)
    if jenis == JenisPenempatan.PLT and held.exists():
        raise DomainError(
            "Jabatan itu ada pejabatnya dalam masa tersebut, jadi yang ditunjuk Plh., bukan Plt. Pilih Plh. atau tanggal lain.",
            galat="jabatan_berisi",
        )
    if jenis == JenisPenempatan.PLH and not held.exists():
        raise DomainError(
            "Jabatan itu kosong dalam masa tersebut, jadi yang ditunjuk Plt., bukan Plh. Pilih Plt. atau tanggal lain.",
            galat="jabatan_kosong",
        )
    own = selectors.level_word_of(person.pk, berlaku.lower)
    if own and not may_act(own, seat.jenis, berlaku.lower):
        raise DomainError(
            f"{person.nama} tidak setingkat dengan jabatan itu dan tidak tepat satu tingkat di bawahnya. Pilih orang lain.",
            galat="tingkat_tidak_cocok",
        )
    if jenis == JenisPenempatan.PLT:
        _check_length(seat, person, berlaku)


def _check_length(seat: Jabatan, person: Pegawai, berlaku: DateRange) -> None:
    """Three months, and once three more."""
    first, extended = selectors.chain_before(seat.pk, person.pk, berlaku.lower)
    latest = longest_until(first, extended)
    if berlaku.upper is None or berlaku.upper > latest:
        last = latest - date.resolution
        raise DomainError(
            f"Masa Plt. paling lama tiga bulan dan dapat diperpanjang satu kali tiga bulan; penunjukan ini paling lambat "
            f"berakhir {tanggal(last)}.",
            galat="plt_terlalu_lama",
        )
