"""Something to do for the demo accounts: duties that wait, are late, were delegated or decided, and what was told of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.urls import reverse

from asn_portal.core.demo import AKAR, Demo, salin
from asn_portal.core.demo.tulis import sejak
from asn_portal.core.enums import JenisUsulanPeran, KelompokKabar, Peran, StatusTiket, StatusUsulan, TahapPengingat
from asn_portal.core.models import DelegasiTugas, Notifikasi, PengingatTugas, Tiket, Tugas, UsulanPeran
from asn_portal.core.services.bantuan import TUGAS_TIKET
from asn_portal.core.services.peran import DECIDE_WITHIN, TUGAS_USULAN
from pegawai.demo.orang import Orang, Rencana
from pegawai.enums import BagianLaporan, StatusLaporan
from pegawai.models import LaporanData
from pegawai.services.laporan import ANSWER_WITHIN, TUGAS_LAPORAN

# Days ago, and what was said to be wrong: what is older than three days is late.
LAPORAN = (
    (6, BagianLaporan.UNIT, "Saya sudah pindah ke seksi lain sejak bulan lalu."),
    (5, BagianLaporan.NAMA, "Ejaan nama saya kurang satu huruf."),
    (2, BagianLaporan.ATASAN, "Atasan saya berganti awal bulan ini."),
    (2, BagianLaporan.UNIT, "Nama unit saya belum yang baru."),
    (1, BagianLaporan.NAMA, "Gelar saya belum tercantum."),
    (1, BagianLaporan.ATASAN, "Atasan yang tercatat sudah pensiun."),
)
DIJAWAB = ((12, BagianLaporan.UNIT, "Unit Anda sudah sesuai SK penempatan."),)
TIKET = ((4, "Tidak dapat membuka halaman profil dari ponsel."), (1, "Bagaimana mengganti surel pemulihan?"))
USULAN = (
    (9, Peran.ASESOR, "Lulus uji kompetensi asesor."),
    (2, Peran.AUDITOR, "Menggantikan pemeriksa yang purnatugas."),
)
CUTI = timedelta(days=7)
KOLOM_TUGAS = (
    "id", "untuk_id", "jenis", "judul", "tentang", "alasan", "url", "objek_id", "batas", "dibuat_pada", "selesai_pada",
    "selesai_oleh_id",
)  # fmt: skip


class Kotak:
    """The inboxes of the demo accounts, as they are on the province's day."""

    def __init__(self, demo: Demo, plan: Rencana, orang: Sequence[UUID], akun: Sequence[UUID]) -> None:
        self.demo, self.plan, self.orang, self.akun = demo, plan, orang, akun
        self.tokoh = {person.tokoh.akun: person for person in plan.orang if person.tokoh}
        self.pelapor = [person for person in plan.orang if person.unit.startswith("sda") and not person.tokoh]

    def who(self, name: str) -> UUID:
        return self.akun[self.tokoh[name].nomor]

    def ago(self, days: int) -> datetime:
        return self.demo.jam(self.demo.tanggal - timedelta(days=days))

    def write(self) -> None:
        tugas = [*self.reports(), *self.proposals(), *self.requests()]
        salin(Tugas, KOLOM_TUGAS, tugas)
        self.delegations()
        self.told(tugas)

    def task(
        self, who: str, jenis: str, case: UUID, dibuat: datetime, batas: timedelta, words: tuple[str, str, str, str],
        selesai: tuple[datetime, UUID] | None = None,
    ) -> tuple[Any, ...]:  # fmt: skip
        judul, tentang, alasan, url = words
        at, by = selesai or (None, None)
        pk = self.demo.id("tugas", f"{jenis}:{case}:{who}")
        return (pk, self.who(who), jenis, judul, tentang, alasan, url, case, dibuat + batas, dibuat, at, by)

    def reports(self) -> Iterator[tuple[Any, ...]]:
        """Reports of people of the water agency: its HR and both of the province have them."""
        rows = []
        people = iter(self.pelapor)
        for days, bagian, isi in (*LAPORAN, *DIJAWAB):
            person: Orang = next(people)
            case, dibuat, answered = self.demo.id("laporan", person.nomor), self.ago(days), days == DIJAWAB[0][0]
            by, at = (self.who("adminunit.demo"), self.ago(days - 2)) if answered else (None, None)
            status = StatusLaporan.DIJAWAB if answered else StatusLaporan.DIAJUKAN
            said = ("Mohon diperiksa.", isi) if answered else (isi, "")
            rows.append((case, self.orang[person.nomor], bagian.value, said[0], status.value, dibuat, by, at, said[1]))
            words = (
                f"Periksa laporan {person.nama}: {bagian.label.lower()}", f"{person.nama}, {bagian.label.lower()}",
                "Pegawai yang Anda kelola melaporkan datanya keliru. Jawaban paling lambat 3 x 24 jam.",
                reverse("pegawai:laporan_detail", args=[case]),
            )  # fmt: skip
            done = (at, by) if at and by else None
            for who in ("adminunit.demo", "adminbkd.demo", "adminbkd2.demo"):
                yield self.task(who, TUGAS_LAPORAN, case, dibuat, ANSWER_WITHIN, words, done)
        columns = (
            "id", "pegawai_id", "bagian", "isi", "status", "dibuat_pada", "ditangani_oleh_id", "ditangani_pada", "tanggapan",
        )  # fmt: skip
        salin(LaporanData, columns, rows)

    def proposals(self) -> Iterator[tuple[Any, ...]]:
        """Provincial roles that wait for the second admin."""
        rows = []
        for nomor, (days, peran, alasan) in enumerate(USULAN):
            person = self.pelapor[-1 - nomor]
            case, dibuat = self.demo.id("usulan", nomor), self.ago(days)
            mulai = self.demo.tanggal - timedelta(days=days)
            rows.append((
                case, self.akun[person.nomor], JenisUsulanPeran.BERI.value, peran.value, self.demo.id("unit", AKAR), mulai,
                f"{nomor + 11}/PERAN/{mulai.year}", alasan, StatusUsulan.DIAJUKAN.value, self.who("adminbkd2.demo"), dibuat,
                "", "",
            ))  # fmt: skip
            words = (
                f"Putuskan usulan beri peran {peran.label}: {person.nama}", f"{person.nama}, {peran.label}",
                "Pengelola pertama mengusulkan. Peran provinsi perlu persetujuan pengelola kedua.",
                reverse("core:usulan_detail", args=[case]),
            )  # fmt: skip
            for who in ("adminbkd.demo", "sistem.demo"):
                yield self.task(who, TUGAS_USULAN, case, dibuat, DECIDE_WITHIN, words)
        columns = (
            "id", "pengguna_id", "jenis", "peran", "unit_id", "mulai", "nomor_sk", "alasan", "status", "diusulkan_oleh_id",
            "diusulkan_pada", "catatan_penyiap", "catatan",
        )  # fmt: skip
        salin(UsulanPeran, columns, rows)

    def requests(self) -> Iterator[tuple[Any, ...]]:
        """Requests for help that only HR of the unit has, and has delegated."""
        rows = []
        for nomor, (days, isi) in enumerate(TIKET, 1):
            person = self.pelapor[nomor]
            case, dibuat = self.demo.id("tiket", nomor), self.ago(days)
            rows.append((
                case, nomor, self.akun[person.nomor], self.demo.id("unit", person.unit_tercatat), isi, "", "",
                StatusTiket.TERBUKA.value, "unit", dibuat, dibuat,
            ))  # fmt: skip
            words = (
                f"Jawab permintaan bantuan B-{nomor:06d} dari {person.nama}", person.nama,
                "Ditujukan kepada pengelola kepegawaian unit, dan Anda memegang peran itu.", reverse("core:tiket_detail", args=[case]),
            )  # fmt: skip
            yield self.task("adminunit.demo", TUGAS_TIKET, case, dibuat, ANSWER_WITHIN, words)
        columns = (
            "id", "nomor", "pengguna_id", "unit_id", "isi", "halaman", "catatan_sistem", "status", "tujuan", "dibuat_pada",
            "menunggu_sejak",
        )  # fmt: skip
        salin(Tiket, columns, rows)
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval('core_tiket_nomor', %s)", [len(TIKET)])

    def delegations(self) -> None:
        """HR of the water agency is on leave from yesterday; one of HR of the province will be next week."""
        today = self.demo.tanggal
        given = (
            ("adminunit.demo", "adminbkd.demo", TUGAS_TIKET, today - timedelta(days=1)),
            ("adminbkd2.demo", "adminbkd.demo", TUGAS_LAPORAN, today + CUTI),
        )
        columns = ("id", "dari_id", "kepada_id", "jenis", "alasan", "berlaku", "tercatat")
        salin(DelegasiTugas, columns, [
            (
                self.demo.id("delegasi", f"{dari}:{jenis}"), self.who(dari), self.who(kepada), jenis, "Cuti tahunan",
                sejak(mulai, mulai + CUTI), sejak(self.ago(2)),
            )
            for dari, kepada, jenis, mulai in given
        ])  # fmt: skip

    def told(self, tugas: list[tuple[Any, ...]]) -> None:
        """Who stands above the holder of a late proposal knows it; whoever reported knows the answer."""
        boss = self.plan.orang[self.tokoh["sistem.demo"].nomor].atasan_tercatat
        late = [row[0] for row in tugas if row[1] == self.who("sistem.demo") and row[8] < self.ago(1)]
        if boss is not None:
            columns = ("id", "tugas_id", "tahap", "kepada_id", "dibuat_pada")
            above, stage = self.akun[boss], TahapPengingat.TERLAMBAT.value
            salin(PengingatTugas, columns, [
                (self.demo.id("pengingat", pk), pk, stage, above, self.ago(1)) for pk in late
            ])  # fmt: skip
        self.notices()

    def notices(self) -> None:
        columns = (
            "id", "untuk_id", "kelompok", "judul", "isi", "mengapa", "aturan", "oleh", "keberatan", "url", "dibuat_pada",
        )  # fmt: skip
        words = (
            KelompokKabar.DATA.value, "Atasan Anda berubah", "Mulai awal bulan ini atasan Anda Bambang Suryadharma.",
            "Pejabat yang lama berpindah tugas.", DASAR_ATASAN, "Rina Oktaviani",
            "Bila keliru, laporkan dari halaman profil Anda; pengelola kepegawaian menjawab dalam 3 x 24 jam.",
        )  # fmt: skip
        url = reverse("pegawai:profil_saya")
        salin(Notifikasi, columns, [
            (self.demo.id("kabar", who), self.who(who), *words, url, self.ago(3)) for who in ("pegawai.demo", "pppk.demo")
        ])  # fmt: skip


DASAR_ATASAN = "SK penempatan (contoh)"
