"""The style guide: every component in every state, out of the same templates as the real pages. Demo mode only."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib.messages.constants import ERROR, INFO, SUCCESS, WARNING
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from asn_portal.core import panduan, panel, selectors
from asn_portal.core.bacaan import HasilTerbaca, read_answer
from asn_portal.core.bagan import Bagan, BarisBagan, Bentuk, Hitungan, one_series
from asn_portal.core.enums import StatusPekerjaan
from asn_portal.core.errors import DomainError
from asn_portal.core.forms.dasar import AlasanForm, PortalForm, TanggalField
from asn_portal.core.forms.kalkulator import KalkulatorForm
from asn_portal.core.jenis_tugas import jenis_tugas
from asn_portal.core.models import PekerjaanLatar
from asn_portal.core.regulasi import URAIAN_KEYAKINAN, Aturan, Jawaban, daftar_aturan
from asn_portal.core.selectors import HalamanAbjad
from asn_portal.core.selectors.tugas import BarisTugas
from asn_portal.core.tampilan import STATUS
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.views.gaya_contoh import NOBODY, heat_map, map_boxes, nine_boxes, people

COLOURS = [
    "kapur", "muka", "cekung", "arang", "arang-2", "garis-kuat", "teluk", "teluk-muda", "atap", "kunyit", "kunyit-muda",
    "k1", "k2", "k3", "k4", "k5", "g1", "g2", "g3", "g4", "g5",
]  # fmt: skip
MESSAGES = (
    (INFO, "Kabar biasa: daftar ini diperbarui tiap malam."),
    (SUCCESS, "SKP terkirim kepada Bambang Suryadharma pada 14.30 WIB."),
    (WARNING, "Sesi Anda berakhir 2 menit lagi bila tidak ada kegiatan."),
    (ERROR, "Tanggal lahir tidak boleh setelah TMT CPNS (1 Februari 2014)."),
)


class ContohForm(PortalForm):
    """One field of each kind."""

    nama = forms.CharField(label="Isian teks", max_length=40, help_text="Petunjuk berdiri di antara nama dan isian.")
    tanggal = TanggalField(label="Tanggal")
    unit = forms.ChoiceField(label="Pilihan", choices=[("", "Pilih unit"), ("a", "Dinas Sumber Daya Air")])
    uraian = forms.CharField(label="Uraian (boleh kosong)", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    peran = forms.MultipleChoiceField(
        label="Beberapa pilihan", choices=[("p", "Pegawai"), ("a", "Atasan")], widget=forms.CheckboxSelectMultiple
    )
    setuju = forms.BooleanField(label="Saya sudah memeriksa isian ini")


def gaya(request: HttpRequest) -> HttpResponse:
    """Forms on this page lead nowhere: sending one shows how a refusal looks."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        raise DomainError("Ini contoh: tidak ada yang dikirim dan tidak ada yang berubah.")
    return render(request, "core/gaya.html", _examples(request))


def _examples(request: HttpRequest) -> dict[str, Any]:
    now, me = timezone.now(), request.user
    wrong = ContohForm({"nama": "x" * 41, "tanggal": ""}, auto_id="salah-%s")
    wrong.is_valid()
    return {
        "warna": COLOURS,
        "kotak_sembilan": nine_boxes(),
        "daftar_status": list(STATUS),
        "kosong": ContohForm(auto_id="kosong-%s"),
        "salah": wrong,
        "alasan": AlasanForm(auto_id="alasan-%s"),
        "alasan_lipat": AlasanForm(auto_id="lipat-%s"),
        "alasan_garis": AlasanForm(auto_id="garis-%s"),
        "draf": SimpleNamespace(nama="draf", nilai="x", disimpan_pada=now, buang="#gaya-formulir", kembali=False),
        "akun": me,
        "halaman": Paginator(range(1, 1285), 50).page(2),
        "tanggal": timezone.localdate(now),
        "contoh_pesan": [Message(level, text) for level, text in MESSAGES],
        "daftar_tugas_contoh": _duties(now),
        "hasil_contoh": _answers(),
        "hitungan_contoh": _calculators(),
        "asal_contoh": _origins(),
        "tiket": _ticket(me, now),
        "daftar_balasan": _replies(me, now),
        "status_impor": [
            SimpleNamespace(status=status)
            for status in ("dipadankan", "diperiksa", "diterapkan", "dibatalkan", "ditarik")
        ],
        "bidang_api": [
            {"nama": "id", "macam": "teks", "keterangan": "Nomor tetap baris ini.", "wajib": True, "pilihan": []},
            {
                "nama": "jenis",
                "macam": "teks",
                "keterangan": "Jenis unit.",
                "wajib": False,
                "pilihan": ["dinas", "badan"],
            },
        ],
        "status_tiket": [SimpleNamespace(status=status) for status in ("terbuka", "dijawab", "selesai")],
        "status_laporan": [SimpleNamespace(status=status) for status in ("diajukan", "diperbaiki", "dijawab")],
        "pengumuman_contoh": [
            SimpleNamespace(
                pk=NOBODY, judul="Jadwal apel pindah ke pukul 07.30 WIB", nama_unit="Dinas Contoh", mulai=now
            )
        ],
        "pekerjaan_contoh": _jobs(now),
        "lihat_contoh": SimpleNamespace(nama="Siti Aminah", peran="Pegawai", sampai=now + timedelta(minutes=15)),
        "tur": panduan.all_tours()[0],
        "bagan_contoh": _charts(timezone.localdate()),
        "orang_contoh": people(),
        "kotak_contoh": map_boxes(timezone.localdate()),
        "panel_contoh": [one for one in panel.start_panels(request)["samping"] if one.panel.template],
        "halaman_kunci_contoh": HalamanAbjad([None] * 50, 51, 1_284, False, {"sebelum": "x"}, {"setelah": "x"}),
        "peta_panas": heat_map(),
        "tersaring": [("Kata: siti", "?"), ("Dinas Sumber Daya Air", "?")],
        "jalur": request.path,
    }


def _jobs(now: Any) -> list[PekerjaanLatar]:
    """A long job in every state."""
    halfway = {"selesai": 23_000, "jumlah": 65_000, "pesan": "Menulis baris."}
    return [
        PekerjaanLatar(
            judul="Unduhan daftar pegawai", status=status, dibuat_pada=now, **(halfway if status == "berjalan" else {})
        )
        for status in StatusPekerjaan.values
    ]


def _charts(today: date) -> dict[str, Any]:
    """One series with ways down and a group too small to be shown; several series; a pyramid; nothing to draw."""
    bars = [
        Hitungan("Dinas Pendidikan", 14_994, "#bagan", "#bagan"),
        Hitungan("Dinas Kesehatan", 7_256, "#bagan", "#bagan"),
        Hitungan("Biro Umum", 61),
        Hitungan("Satuan kecil", 0, samar=True),
    ]
    parts = {"Guru": (39_029, 16_989, 8_901), "Kesehatan": (4_100, 2_410, 300), "Pelaksana": (2_004, 61, 0)}
    ages = {
        "55 ke atas": (3_150, 3_420),
        "45-54": (7_020, 9_640),
        "35-44": (6_110, 8_230),
        "Di bawah 35": (4_540, 6_090),
    }
    words = {"definisi": "Contoh untuk buku gaya; angkanya rekaan.", "pada": today}
    return {
        "batang": Bagan("contoh-batang", "Pegawai menurut unit", kepala="Unit", seri=("Pegawai",),
                        baris=one_series(bars, 22_311), unduh="#bagan", tautan=(("Olah di rekap", "#bagan"),), **words),
        "tumpuk": Bagan("contoh-tumpuk", "Pegawai menurut jabatan dan jenis", kepala="Jabatan", bentuk=Bentuk.TUMPUK,
                        seri=("PNS", "PPPK", "PPPK paruh waktu"), baris=_many(parts), kaki=_many({"Jumlah": (45_133, 19_460, 9_201)})[0],
                        **words),
        "piramida": Bagan("contoh-piramida", "Piramida umur", kepala="Umur", bentuk=Bentuk.PIRAMIDA,
                          seri=("Laki-laki", "Perempuan"), baris=_many(ages), **words),
        "garis": Bagan("contoh-garis", "Indeks dari hari ke hari", kepala="Tanggal", bentuk=Bentuk.GARIS, seri=("Indeks",),
                       satuan="dari 100", baris=_days(today), **words),
        "kurva": Bagan("contoh-kurva", "Sebaran predikat sebuah unit", kepala="Predikat", bentuk=Bentuk.KURVA,
                       seri=("Unit ini", "Pola"), satuan="persen", baris=_curve(), **words),
        "kosong": Bagan("contoh-kosong", "Tanpa baris yang dapat digambar", kepala="Unit", seri=("Pegawai",),
                        baris=one_series([Hitungan("Belum ada", 0)], 0), **words),
    }  # fmt: skip


def _days(today: date) -> tuple[BarisBagan, ...]:
    """Over a month, with a day that is missing between two others."""
    back = {28: 71, 21: 74, 14: 73, 3: 82, 0: 86}
    labels = {tanggal(today - timedelta(days=ago)): value for ago, value in back.items()}
    return tuple(BarisBagan(label, (Hitungan(label, value, "#bagan"),)) for label, value in labels.items())


def _curve() -> tuple[BarisBagan, ...]:
    """Two curves over the same five words."""
    given = {
        "Sangat kurang": (0, 3),
        "Kurang": (2, 7),
        "Butuh perbaikan": (11, 18),
        "Baik": (68, 52),
        "Sangat baik": (19, 20),
    }
    return tuple(BarisBagan(label, tuple(Hitungan(label, value) for value in pair)) for label, pair in given.items())


def _many(rows: dict[str, tuple[int, ...]]) -> tuple[BarisBagan, ...]:
    return tuple(
        BarisBagan(
            label, tuple(Hitungan(label, n, "#bagan") for n in cells), jumlah=Hitungan(label, sum(cells), "#bagan")
        )
        for label, cells in rows.items()
    )


def _duties(now: Any) -> list[BarisTugas]:
    """One late, one delegated and read, one delegated that its receiver may not decide."""

    def duty(number: int, judul: str, days: int, **values: Any) -> SimpleNamespace:
        shared = {
            "alasan": "Anda pengelola kepegawaian unitnya.",
            "tentang": "unit",
            "bersama": [],
            "dibaca_pada": None,
        }
        times = {"dibuat_pada": now - timedelta(days=4), "batas": now + timedelta(days=days)}
        return SimpleNamespace(pk=UUID(int=number), judul=judul, **(shared | times | values))

    report, help_wanted = jenis_tugas("pegawai.laporan_data"), jenis_tugas("core.tiket")
    shared = duty(2, "Jawab permintaan bantuan B-000012", 3, dibaca_pada=now, bersama=["Tuti Herawati"])
    return [
        BarisTugas(duty(1, "Periksa laporan Sekar Ayuningtyas: unit", -1), report, lewat=True, alamat="#tugas"),
        BarisTugas(shared, help_wanted, atas_nama="Rina Oktaviani", alamat="#tugas"),
        BarisTugas(duty(3, "", 5), report, atas_nama="Rina Oktaviani", tertutup=True),
    ]


# Together they show every part that an answer can be drawn with, and an answer without a drawing.
DRAWN = (
    "nip_urai", "nik_urai", "ikm_responden", "sp4n_sla", "kgb_berikut", "syarat_jabatan", "tugas_belajar_masa_kerja",
    "kotak_talenta", "ak_akumulasi", "gaji_pokok_pns", "cuti_hari_kerja", "skm_sampel",
)  # fmt: skip
# A group and rows side by side, rows of few columns, and inputs that belong to a choice.
ASKED = ("seleksi_terbuka", "abk_jabatan", "jp_konversi")


def _answers() -> list[tuple[Aturan, HasilTerbaca]]:
    """Worked examples of rules, with their drawings."""
    rules = [rule for rule in daftar_aturan() if rule.nama in DRAWN]
    return [(rule, read_answer(rule, rule.contoh, selectors.answer_aturan(rule, rule.contoh))) for rule in rules]


def _calculators() -> list[KalkulatorForm]:
    return [KalkulatorForm(aturan=rule, contoh=True) for rule in daftar_aturan() if rule.nama in ASKED]


def _origins() -> list[tuple[Jawaban, str]]:
    """Where a verified and an unverified result come from."""
    answers = [selectors.answer_aturan(rule, rule.contoh) for rule in daftar_aturan()]
    shown = {answer.belum_diverifikasi: answer for answer in answers}
    return [(answer, URAIAN_KEYAKINAN[answer.keyakinan]) for _, answer in sorted(shown.items())]


def _ticket(me: Any, now: Any) -> SimpleNamespace:
    return SimpleNamespace(
        pengguna=me, pengguna_id=me.pk, isi="Tombol ajukan tidak tampak di halaman profil saya.", dibuat_pada=now
    )


def _replies(me: Any, now: Any) -> list[SimpleNamespace]:
    helper = SimpleNamespace(nama="Rina Oktaviani")
    return [
        SimpleNamespace(
            oleh=helper, oleh_id=NOBODY, jenis="balasan", isi="Sudah saya periksa. Coba muat ulang.", dibuat_pada=now
        ),
        SimpleNamespace(
            oleh=helper, oleh_id=NOBODY, jenis="diteruskan", isi="Mohon diperiksa hak aksesnya.", dibuat_pada=now
        ),
        SimpleNamespace(oleh=me, oleh_id=me.pk, jenis="selesai", isi="", dibuat_pada=now),
    ]
