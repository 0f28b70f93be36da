"""Seats behind the planned people: which there are, how many places each needs, and who sits where. No database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from asn_portal.core.demo import AKAR, Demo, Simpul
from jabatan.enums import TUNGGAL, JenisJabatan, JenisPenempatan
from pegawai.aturan.pensiun import BUP
from pegawai.demo import Orang, Rencana
from pegawai.demo.cacat import Cacat
from pegawai.demo.jabatan import Jabatan as Pos
from pegawai.demo.jabatan import isi_of

# Kind and class of the structural seats, by eselon.
ESELON = {
    "I.a": (JenisJabatan.JPT_MADYA, 17), "I.b": (JenisJabatan.JPT_MADYA, 16), "II.a": (JenisJabatan.JPT_PRATAMA, 15),
    "II.b": (JenisJabatan.JPT_PRATAMA, 14), "III.a": (JenisJabatan.ADMINISTRATOR, 12),
    "III.b": (JenisJabatan.ADMINISTRATOR, 11), "IV.a": (JenisJabatan.PENGAWAS, 9), "IV.b": (JenisJabatan.PENGAWAS, 8),
}  # fmt: skip
KELAS_JENJANG = {
    "pemula": 5, "terampil": 6, "mahir": 7, "penyelia": 8, "ahli_pertama": 8, "ahli_muda": 9, "ahli_madya": 11,
    "ahli_utama": 13,
}  # fmt: skip
KELAS_PELAKSANA = {
    "Penelaah Teknis Kebijakan": 7, "Penata Layanan Operasional": 7, "Pengolah Data dan Informasi": 6,
    "Pengelola Layanan Operasional": 6, "Pengadministrasi Perkantoran": 5, "Operator Layanan Operasional": 5,
    "Pengelola Umum Operasional": 1,
}  # fmt: skip
BUP_GURU = "guru"
# Of a hundred places so many are empty; besides, some seats nobody holds at all, and some hold one too many.
KOSONG, TANPA_PEJABAT, LEBIH = 0.1, 0.07, 0.05
# Of a hundred heads of the lowest level so many seats are empty and have a Plt.; of so many heads one is on leave today.
KEPALA_KOSONG, CUTI_TIAP = 0.05, 20
MUDA = "Ahli Muda"


@dataclass(slots=True)
class Kursi:
    """A seat: key, unit, what it is, which seat is above, how many sit there."""

    kunci: str
    unit: str
    nama: str
    jenis: JenisJabatan
    induk: str | None
    kelas: int | None
    bup: int | None
    eselon: str = ""
    jenjang: str = ""
    kepala: bool = False
    terisi: int = 0
    kebutuhan: int = 1

    @property
    def tunggal(self) -> bool:
        return self.jenis in TUNGGAL


@dataclass(frozen=True, slots=True)
class Duduk:
    """Somebody in a seat: from the first day to the first day after."""

    kunci: str
    orang: int
    kursi: str
    jenis: JenisPenempatan
    mulai: date
    akhir: date | None = None
    bidang: str = ""


@dataclass
class Peta:
    """The whole map of the demo province."""

    kursi: dict[str, Kursi] = field(default_factory=dict)
    duduk: list[Duduk] = field(default_factory=list)
    # Leader of a team to: since when he is Plt. of the seat; to: who is Plh. and from when to when.
    plt: dict[int, date] = field(default_factory=dict)
    plh: dict[int, tuple[int, date, date]] = field(default_factory=dict)
    kepala_tim: dict[str, str] = field(default_factory=dict)


def slug(jenjang: str) -> str:
    return jenjang.lower().replace(" ", "_")


def draw_map(demo: Demo, plan: Rencana, away: dict[int, date]) -> Peta:
    """Every seat and every placement; `away` are people outside the map with the day since when."""
    return _Pelukis(demo, plan, away).draw()


class _Pelukis:
    def __init__(self, demo: Demo, plan: Rencana, away: dict[int, date]) -> None:
        self.demo, self.plan, self.away = demo, plan, away
        self.peta = Peta()
        self.names: set[tuple[str, str, str | None]] = set()
        self.acak = demo.acak("peta")
        self.peran = {number for number, _, _ in plan.peran}

    def draw(self) -> Peta:
        self.add(Kursi("gubernur", AKAR, "Gubernur", JenisJabatan.PEJABAT_NEGARA, None, None, None, kepala=True))
        self.add(Kursi("wagub", AKAR, "Wakil Gubernur", JenisJabatan.PEJABAT_NEGARA, "gubernur", None, None))
        for kunci in self.demo.ukuran:
            self.lead(self.demo.tim[kunci], self.plan.orang[self.plan.pemimpin[kunci]])
        for kunci, leader in self.plan.pemimpin.items():
            self.sit_leader(self.plan.orang[leader], self.demo.tim[kunci])
        for person in self.plan.orang:
            if not person.is_pemimpin:
                self.sit_member(person)
            elif person.tim not in self.demo.tim:
                self.neighbour(person)
        self.need()
        self.leave()
        return self.peta

    def add(self, seat: Kursi) -> Kursi:
        """A seat with a name of its own among its neighbours."""
        nama, number = seat.nama, 1
        while (seat.unit, seat.nama, seat.induk) in self.names:
            number += 1
            seat.nama = f"{nama} {number}"
        self.names.add((seat.unit, seat.nama, seat.induk))
        self.peta.kursi[seat.kunci] = seat
        return seat

    def lead(self, simpul: Simpul, leader: Orang) -> None:
        """The seat of the one who leads this team."""
        post = leader.jabatan
        if post.eselon:
            jenis, kelas = ESELON[post.eselon]
            seat = Kursi(simpul.kunci, simpul.unit, post.nama, jenis, None, kelas, BUP[jenis.value], post.eselon)
        else:
            seat = Kursi(
                simpul.kunci, simpul.unit, post.tambahan or simpul.nama, JenisJabatan.TUGAS_TAMBAHAN, None, None, None
            )
        seat.kepala = simpul.is_unit
        # Keys of the seats of leaders are those of their teams; only the province itself has another above.
        seat.induk = simpul.atasan if simpul.atasan in self.demo.ukuran else "gubernur"
        self.peta.kepala_tim[simpul.kunci] = self.add(seat).kunci

    def sit_leader(self, leader: Orang, simpul: Simpul) -> None:
        head, post, since = self.peta.kepala_tim[simpul.kunci], leader.jabatan, leader.mulai
        if not post.eselon:
            self.sit(
                leader, self.own_seat(leader, post, simpul.unit, head), since, "" if post.tambahan else post.bidang
            )
            self.place(leader, head, JenisPenempatan.TUGAS_TAMBAHAN, since)
        elif self.is_vacant(leader, post, simpul):
            began = max(self.demo.tanggal - timedelta(days=self.acak.randint(12, 80)), since)
            self.sit(leader, self.own_seat(leader, self.stand_in(simpul), simpul.unit, head), since)
            self.place(leader, head, JenisPenempatan.PLT, began, began + timedelta(days=89))
            self.peta.plt[leader.nomor] = began
        else:
            self.sit(leader, self.peta.kursi[head], since)

    def is_vacant(self, leader: Orang, post: Pos, simpul: Simpul) -> bool:
        lowest = post.eselon.startswith("IV") and simpul.is_unit
        free = leader.tokoh is None and leader.nomor not in self.peran
        return lowest and free and self.acak.random() < KEPALA_KOSONG

    def stand_in(self, simpul: Simpul) -> Pos:
        """What the Plt. is besides: a functional official of the field."""
        found = [p.jabatan for p in isi_of(simpul.isi)[0] if p.jabatan.jalur == "ahli"]
        nama = self.acak.choice(found).nama if found else "Analis Kebijakan"
        return Pos(nama, "fungsional", jalur="ahli", jenjang=MUDA)

    def sit_member(self, person: Orang) -> None:
        if person.cacat == Cacat.TANPA_ATASAN:
            return
        simpul, post = self.demo.tim[person.tim], person.jabatan
        head = self.peta.kepala_tim[simpul.kunci]
        if post.eselon:
            jenis, kelas = ESELON[post.eselon]
            kunci = f"{simpul.kunci}:{person.nomor}"
            seat = self.add(Kursi(kunci, simpul.unit, post.nama, jenis, head, kelas, BUP[jenis.value], post.eselon))
        else:
            seat = self.own_seat(person, post, simpul.unit, head)
        since = self.away.get(person.nomor)
        if since is None:
            self.sit(person, seat, person.mulai, post.bidang)
        elif person.mulai < since:
            self.place(person, seat.kunci, JenisPenempatan.DEFINITIF, person.mulai, since, post.bidang)

    def own_seat(self, person: Orang, post: Pos, unit: str, head: str) -> Kursi:
        """The row of this nomenclature below this head; made when the first one sits there."""
        nama = f"{post.nama} {post.jenjang}".strip()
        kunci = f"{head}:{nama}"
        if kunci not in self.peta.kursi:
            self.add(self.row(kunci, unit, nama, post, head))
        return self.peta.kursi[kunci]

    def row(self, kunci: str, unit: str, nama: str, post: Pos, head: str) -> Kursi:
        level = slug(post.jenjang)
        if level:
            bup = BUP[BUP_GURU if post.nama in ("Guru", "Pengawas Sekolah") else level]
            return Kursi(kunci, unit, nama, JenisJabatan.FUNGSIONAL, head, KELAS_JENJANG[level], bup, jenjang=level)
        kelas = KELAS_PELAKSANA.get(nama, 6)
        return Kursi(kunci, unit, nama, JenisJabatan.PELAKSANA, head, kelas, BUP["pelaksana"])

    def neighbour(self, person: Orang) -> None:
        """The one office of the other agency."""
        jenis, kelas = ESELON["II.b"]
        seat = self.add(
            Kursi(person.tim, person.unit, "Kepala Dinas", jenis, None, kelas, BUP[jenis.value], "II.b", kepala=True)
        )
        self.sit(person, seat, person.mulai)

    def sit(self, person: Orang, seat: Kursi, since: date, bidang: str = "") -> None:
        seat.terisi += 1
        self.place(person, seat.kunci, JenisPenempatan.DEFINITIF, since, bidang=bidang)

    def place(
        self,
        person: Orang,
        kursi: str,
        jenis: JenisPenempatan,
        mulai: date,
        akhir: date | None = None,
        bidang: str = "",
    ) -> None:
        self.peta.duduk.append(Duduk(f"{person.nomor}:{jenis}", person.nomor, kursi, jenis, mulai, akhir, bidang))

    def need(self) -> None:
        """K of every seat, and seats that nobody holds."""
        for seat in list(self.peta.kursi.values()):
            if seat.tunggal:
                continue
            empty = sum(self.acak.random() < KOSONG for _ in range(seat.terisi))
            over = seat.terisi > 1 and self.acak.random() < LEBIH
            seat.kebutuhan = max(seat.terisi + empty - over, 1)
        for kunci, head in self.peta.kepala_tim.items():
            if self.acak.random() < TANPA_PEJABAT:
                self.unheld(self.demo.tim[kunci], head)

    def unheld(self, simpul: Simpul, head: str) -> None:
        found = [p.jabatan for p in isi_of(simpul.isi)[0] if p.jabatan.jalur == "ahli"]
        if not found:
            return
        post = self.acak.choice(found)
        nama = f"{post.nama} {MUDA}"
        if f"{head}:{nama}" not in self.peta.kursi:
            seat = self.row(f"{head}:{nama}", simpul.unit, nama, Pos(post.nama, "fungsional", jenjang=MUDA), head)
            seat.kebutuhan = self.acak.randint(1, 2)
            self.add(seat)

    def leave(self) -> None:
        """Heads who are away this week, each with a Plh. from the own team who is of the right level."""
        first: dict[str, Orang] = {}
        for person in self.plan.orang:
            fits = person.jabatan.jenjang in (MUDA, "Ahli Madya") and not person.is_pemimpin and person.tokoh is None
            if fits and person.cacat is None and person.nomor not in self.away and person.jabatan.jenis == "fungsional":
                first.setdefault(person.tim, person)
        replaceable = 0
        for kunci, leader in self.plan.pemimpin.items():
            person, who = self.plan.orang[leader], first.get(kunci)
            level = {"IV": MUDA, "III": "Ahli Madya"}.get(person.jabatan.eselon.split(".")[0])
            if who is None or person.tokoh or leader in self.peta.plt:
                continue
            if level is None or who.jabatan.jenjang != level or max(who.mulai, person.mulai) >= self.demo.tanggal:
                continue
            replaceable += 1
            if replaceable % CUTI_TIAP != 1:
                continue
            began = self.demo.tanggal - timedelta(days=1)
            after = self.demo.tanggal + timedelta(days=5)
            self.place(who, self.peta.kepala_tim[kunci], JenisPenempatan.PLH, began, after)
            self.peta.plh[leader] = (who.nomor, began, after)
