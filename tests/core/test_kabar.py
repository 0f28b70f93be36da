"""Notices in their parts, e-mails that hold nothing, choices and the daily digest, and messages for a messenger."""

from __future__ import annotations

import ast
import inspect
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.template.loader import get_template
from django.utils import timezone

from asn_portal.core import outbox, pesan_singkat, surel
from asn_portal.core.enums import CaraSurel, KelompokKabar
from asn_portal.core.jenis_tugas import all_jenis_tugas
from asn_portal.core.models import Notifikasi, Pengguna, Pengumuman, PesanKeluar, PilihanPemberitahuan, Tindakan
from asn_portal.core.services import ringkasan, tugas
from tests.conftest import Provinsi

ROOT = Path(__file__).resolve().parents[2]
APPS = ("asn_portal", "pegawai", "jabatan", "kinerja", "pelatihan", "merit", "partisipasi")
PARTS = {"judul", "isi", "kelompok", "mengapa", "aturan", "oleh", "keberatan"}
NOW = timezone.now()
# What no e-mail may hold: a value of each sensitive kind, and the words that announce one.
SENSITIVE = {
    "predikat": "Predikat Kinerja: Sangat Kurang",
    "disiplin": "Hukuman disiplin tingkat sedang",
    "gaji": "Gaji pokok Rp4.385.500",
    "kesehatan": "Cuti sakit karena hipertensi",
    "keluarga": "Anak kedua: Rania Putri",
    "orang": "Siti Aminah",
    "nip": "198803142014022006",
}


def calls(name: str) -> list[tuple[Path, ast.Call]]:
    """Every call of this function in the project, with the file it stands in."""
    return [
        (path, node)
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name
    ]


def give_mail(pengguna: Pengguna, address: str = "siti@contoh.example") -> Pengguna:
    Pengguna.objects.filter(pk=pengguna.pk).update(email=address, telepon="0812")
    pengguna.refresh_from_db()
    return pengguna


def send_waiting() -> None:
    """Every e-mail job that stands in the outbox, as the worker would do it."""
    for row in PesanKeluar.objects.filter(pekerjaan__startswith="core.send_", status="menunggu"):
        assert outbox.perform(row.pk), row.galat


class TestParts:
    def test_every_caller_gives_every_part(self):
        missing = [
            (str(path.relative_to(ROOT)), node.lineno, PARTS - {word.arg for word in node.keywords})
            for path, node in calls("notify")
            if not {word.arg for word in node.keywords} >= PARTS
        ]
        assert len(calls("notify")) > 15
        assert missing == []

    def test_every_notice_made_for_many_has_every_part(self):
        own = ROOT / "asn_portal/core/services/tugas.py"
        short = [
            (str(path.relative_to(ROOT)), node.lineno)
            for path, node in calls("Kabar")
            if path != own and len(node.args) + len(node.keywords) < len(PARTS) + 2
        ]
        assert len(calls("Kabar")) > 3
        assert short == []

    @pytest.mark.django_db
    def test_page_shows_the_parts(self, provinsi):
        tugas.notify(
            provinsi.akun["pegawai"], judul="Unit Anda berubah", isi="Mulai 1 Desember.", kelompok=KelompokKabar.DATA,
            mengapa="Penataan.", aturan="SK 12/2026", oleh="Akun admin", keberatan="Laporkan dari profil.",
        )  # fmt: skip
        text = " ".join(provinsi.client("pegawai").get("/pemberitahuan/").content.decode().split())
        for words in (
            "<dt>Mengapa</dt><dd>Penataan.</dd>", "<dt>Menurut aturan</dt><dd>SK 12/2026</dd>", "<dt>Oleh</dt><dd>Akun admin</dd>",
            "<dt>Cara keberatan</dt><dd>Laporkan dari profil.</dd>", "Data kepegawaian saya",
        ):  # fmt: skip
            assert words in text

    @pytest.mark.django_db
    def test_list_has_constant_queries(self, provinsi, django_assert_num_queries):
        client = provinsi.client("pegawai")
        client.get("/pemberitahuan/")
        for total in (1, 3, 50):
            have = Notifikasi.objects.count()
            tugas.notify_all([tugas.Kabar(provinsi.akun["pegawai"], "x", "x") for _ in range(total - have)])
            with django_assert_num_queries(7):
                client.get("/pemberitahuan/")

    @pytest.mark.django_db
    def test_telling_a_thousand_costs_as_much_as_telling_one(self, provinsi, django_assert_num_queries):
        siti = give_mail(provinsi.akun["pegawai"])
        for total in (1, 300):
            with django_assert_num_queries(4):
                tugas.notify_all([tugas.Kabar(siti, "x", "x") for _ in range(total)])


class TestMailHoldsNothing:
    """A mail says that there is something to read. Its template knows links and numbers, nothing else."""

    KNOWN = {
        "surel/pemberitahuan.txt": {"link", "atur"},
        "surel/ringkasan.txt": {"banyak", "link", "atur"},
        "surel/ganti_sandi.txt": {"link"},
    }

    def test_every_template_names_only_links_and_numbers(self):
        folder = ROOT / "templates" / "surel"
        assert {f"surel/{path.name}" for path in folder.iterdir()} == set(self.KNOWN)
        for name, allowed in self.KNOWN.items():
            text = (ROOT / "templates" / name).read_text()
            assert set(re.findall(r"{{\s*(\w+)", text)) == allowed, name
            assert "{%" not in text, name
            assert get_template(name)

    def test_only_this_module_sends_mail_and_only_templates_of_this_folder(self):
        for app in APPS:
            for path in (ROOT / app).rglob("*.py"):
                if path.name != "surel.py" and "migrations" not in path.parts:
                    assert not re.search(r"EmailMessage|EmailMultiAlternatives|import send_m", path.read_text()), path
        used = re.findall(r'"(surel/[\w.]+)"', inspect.getsource(surel))
        assert set(used) == set(self.KNOWN)

    def test_subjects_are_fixed_texts(self):
        tree = ast.parse(inspect.getsource(surel))
        sends = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "_send"]
        assert len(sends) == 3
        assert all(isinstance(node.args[1], ast.Constant) for node in sends)

    @pytest.mark.django_db
    def test_every_job_that_sends_leaves_values_in_the_portal(self, provinsi):
        siti = give_mail(provinsi.akun["pegawai"])
        PilihanPemberitahuan.objects.create(pengguna=siti, kelompok="data", cara="harian")
        for kelompok in KelompokKabar:
            for text in SENSITIVE.values():
                tugas.notify(
                    siti, judul=text, isi=text, kelompok=kelompok, mengapa=text, aturan=text, oleh=text, keberatan=text,
                    url=f"/pegawai/{uuid4()}/",
                )  # fmt: skip
        ringkasan.enqueue_digests(timezone.now())
        outbox.enqueue("core.send_reset_mail", str(siti.pk))
        jobs = {name for name in outbox.known_jobs() if name.startswith("core.send_")}
        send_waiting()
        assert set(PesanKeluar.objects.values_list("pekerjaan", flat=True)) == jobs
        whole = "\n".join(str(sent.message()) + sent.subject + sent.body for sent in mail.outbox)
        assert len(mail.outbox) == len(SENSITIVE) * (len(KelompokKabar) - 1) + 2
        for text in SENSITIVE.values():
            assert text not in whole
        assert "/pegawai/" not in whole

    @pytest.mark.django_db
    def test_every_real_caller_of_a_journey_leaves_names_out_of_mail(self, provinsi):
        """The services themselves, with their own words: whatever they tell, the mails hold none of it."""
        from asn_portal.core.services import bantuan, delegasi
        from pegawai.services import laporan, penempatan

        p, today = provinsi, timezone.localdate()
        for number, akun in enumerate(Pengguna.objects.all()):
            give_mail(akun, f"orang{number}@contoh.example")
        siti, hr = Pengguna.objects.get(pk=p.akun["pegawai"].pk), Pengguna.objects.get(pk=p.akun["admin_bkd"].pk)
        satu = laporan.report_data(p.orang["pegawai"], bagian="unit", isi="x", by=siti)
        laporan.answer_laporan(satu.pk, status="dijawab", tanggapan=SENSITIVE["disiplin"], by=hr)
        tiket = bantuan.ask_help(isi="x", by=siti)
        bantuan.answer_tiket(tiket.pk, isi=SENSITIVE["kesehatan"], by=hr)
        penempatan.move_pegawai(p.orang["pegawai"].pk, unit=p.dinas, mulai=today, dasar=SENSITIVE["gaji"], by=hr)
        delegasi.delegate_tugas(
            kepada=Pengguna.objects.get(pk=p.akun["admin_sistem"].pk), jenis=["core.usulan_peran"], mulai=today, sampai=today,
            alasan=SENSITIVE["kesehatan"], by=hr, hari_ini=today,
        )  # fmt: skip
        send_waiting()
        assert len(mail.outbox) == Notifikasi.objects.count() == 5
        whole = "\n".join(sent.subject + sent.body for sent in mail.outbox)
        names = list(Pengguna.objects.values_list("nama", flat=True))
        assert not [text for text in [*names, *SENSITIVE.values()] if text in whole]
        told = "\n".join(Notifikasi.objects.values_list("isi", flat=True))
        assert SENSITIVE["disiplin"] in told


@pytest.mark.django_db
class TestChoice:
    def notice(self, p: Provinsi, kelompok: KelompokKabar) -> Notifikasi:
        tugas.notify(p.akun["pegawai"], judul="x", isi="x", kelompok=kelompok)
        return Notifikasi.objects.latest("dibuat_pada")

    def test_without_a_choice_at_once(self, provinsi):
        give_mail(provinsi.akun["pegawai"])
        assert self.notice(provinsi, KelompokKabar.DATA).surel == CaraSurel.SEGERA
        assert PesanKeluar.objects.filter(pekerjaan="core.send_notice_mail").count() == 1

    @pytest.mark.parametrize("cara", ["harian", "portal"])
    def test_chosen_way_holds_for_its_group_only(self, provinsi, cara):
        siti = give_mail(provinsi.akun["pegawai"])
        ringkasan.choose_ways(siti.pk, cara={"data": cara}, by=siti)
        assert self.notice(provinsi, KelompokKabar.DATA).surel == cara
        assert self.notice(provinsi, KelompokKabar.PERAN).surel == CaraSurel.SEGERA
        assert PesanKeluar.objects.filter(pekerjaan="core.send_notice_mail").count() == 1

    def test_security_goes_at_once_and_cannot_be_chosen(self, provinsi):
        siti = give_mail(provinsi.akun["pegawai"])
        ringkasan.choose_ways(siti.pk, cara={"keamanan": "portal", "data": "portal"}, by=siti)
        assert list(PilihanPemberitahuan.objects.values_list("kelompok", flat=True)) == ["data"]
        assert self.notice(provinsi, KelompokKabar.KEAMANAN).surel == CaraSurel.SEGERA
        with pytest.raises(IntegrityError), transaction.atomic():
            PilihanPemberitahuan.objects.create(pengguna=siti, kelompok="keamanan", cara="portal")

    def test_nobody_chooses_for_somebody_else(self, provinsi):
        with pytest.raises(PermissionDenied):
            ringkasan.choose_ways(provinsi.akun["rekan"].pk, cara={"data": "portal"}, by=provinsi.akun["pegawai"])

    def test_page_saves_and_shows_the_choice(self, provinsi):
        client = provinsi.client("pegawai")
        data = {kelompok.value: "segera" for kelompok in ringkasan.DAPAT_DIPILIH} | {"tugas": "harian"}
        text = client.post("/akun/pemberitahuan/", data, follow=True).content.decode()
        assert "Pilihan Anda tersimpan" in text
        assert PilihanPemberitahuan.objects.get(kelompok="tugas").cara == "harian"
        assert Tindakan.objects.filter(aksi="pilihan_pemberitahuan").count() == 1
        assert 'name="keamanan"' not in text
        assert client.post("/akun/pemberitahuan/", data | {"tugas": "kapan-kapan"}).status_code == 422

    def test_digest_is_one_mail_however_often_it_runs(self, provinsi):
        siti = give_mail(provinsi.akun["pegawai"])
        ringkasan.choose_ways(siti.pk, cara={"data": "harian"}, by=siti)
        read = self.notice(provinsi, KelompokKabar.DATA)
        tugas.mark_read(read.pk, by=siti)
        for _ in range(3):
            self.notice(provinsi, KelompokKabar.DATA)
        for _ in range(2):
            ringkasan.enqueue_digests(timezone.now())
        (job,) = PesanKeluar.objects.filter(pekerjaan="core.send_digest_mail")
        assert outbox.perform(job.pk)
        assert not outbox.perform(job.pk)
        ringkasan.send_digest(str(siti.pk), timezone.now())
        (sent,) = mail.outbox
        assert "Ada 3 pemberitahuan" in sent.body
        ringkasan.enqueue_digests(timezone.now() + timedelta(days=1))
        assert PesanKeluar.objects.filter(pekerjaan="core.send_digest_mail").count() == 1

    def test_digest_leaves_out_who_cannot_get_it(self, provinsi):
        siti = provinsi.akun["pegawai"]
        ringkasan.choose_ways(siti.pk, cara={"data": "harian"}, by=siti)
        self.notice(provinsi, KelompokKabar.DATA)
        ringkasan.enqueue_digests(timezone.now())
        assert not PesanKeluar.objects.filter(pekerjaan="core.send_digest_mail").exists()


class TestMessengerTexts:
    """Numbers, dates, labels of kinds and a link: no function is ever given a person or what somebody has written."""

    def test_functions_take_nothing_that_could_name_a_person(self):
        plain = {"menunggu", "lewat", "batas", "alamat", "jenis", "perihal", "mulai", "sampai"}
        for name, function in inspect.getmembers(pesan_singkat, inspect.isfunction):
            if function.__module__ == pesan_singkat.__name__:
                assert set(inspect.signature(function).parameters) <= plain, name

    @pytest.mark.django_db
    def test_pages_offer_texts_without_names(self, provinsi):
        from pegawai.services import laporan

        p, today = provinsi, timezone.localdate()
        satu = laporan.report_data(p.orang["pegawai"], bagian="nama", isi="x", by=p.akun["pegawai"])
        kabar = Pengumuman.objects.create(
            instansi=p.instansi, unit=p.akar, judul="Siti Aminah naik pangkat", isi="x", mulai=today, sampai=today,
            dibuat_oleh=p.akun["admin_bkd"],
        )  # fmt: skip
        names = list(Pengguna.objects.values_list("nama", flat=True))
        texts: list[Any] = []
        for path in ("/tugas/", f"/laporan-data/{satu.pk}/", f"/pengumuman/{kabar.pk}/"):
            page = p.client("admin_bkd").get(path).content.decode()
            found = re.findall(r"<textarea[^>]*readonly>(.*?)</textarea>", page, re.DOTALL)
            assert found, path
            texts += found
        assert len(texts) == 4
        for text in texts:
            assert "http" in text
            assert re.search(r"\d", text)
            assert not [name for name in names if name in text]
            assert "naik pangkat" not in text

    def test_labels_of_kinds_name_nobody(self):
        assert all(re.fullmatch(r"[A-Z][a-z]+( [a-z]+| SKP| TPP)*", jenis.label) for jenis in all_jenis_tugas())
