"""The own data in one click: nothing is forgotten, nothing of others is in it, nothing secret appears before its time."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from asn_portal.core import latar
from asn_portal.core.data_saya import TANPA_EKSPOR, Diri, all_tables, sections
from asn_portal.core.models import HasilBerkas, PekerjaanLatar, Pengguna, Tindakan, periode
from asn_portal.core.services import pemeriksaan
from pegawai.models import DataPribadi, Pegawai, RiwayatKeluarga
from pegawai.services import identitas
from pegawai.services.data_saya import JENIS
from pegawai.services.profil import put_secret
from tests.factories.core import give_role
from tests.factories.riwayat import all_entries, entry

NIK = "3171012345670001"
NAMES = {"subjek_id", "orang_id", "pegawai_id"}


def columns_about_people() -> set[str]:
    """Every column of every table that names an account or a person, but those that only tell who did something."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if (field.is_relation and field.related_model in {Pegawai, Pengguna}) or field.name in NAMES
        if not field.name.endswith("oleh")
    }


def test_every_column_that_names_a_person_is_handed_out_or_excused():
    known = {f"{table.label}.{table.kolom}" for table in all_tables()}
    asked = columns_about_people()
    assert asked - known == set(TANPA_EKSPOR), "register the table in data_saya.py, or excuse it with a reason"
    assert all(len(reason) > 10 for reason in TANPA_EKSPOR.values())


@pytest.fixture
def siti(provinsi):
    all_entries()
    person = provinsi.orang["pegawai"]
    identitas.set_nik(person, NIK, sah=True)
    data = DataPribadi(pegawai=person, agama=entry("agama:1"))
    put_secret(data, "rekening", "12345678901")
    data.save()
    RiwayatKeluarga.objects.create(
        pegawai=person, hubungan="anak", nama="Bintang Kecil", sumber="hr", berlaku=periode(date(2018, 5, 1))
    )
    RiwayatKeluarga.objects.create(
        pegawai=provinsi.orang["rekan"],
        hubungan="anak",
        nama="Anak Rekan",
        sumber="hr",
        berlaku=periode(date(2018, 5, 1)),
    )
    return person


def run_for(provinsi: Any, who: str) -> tuple[PekerjaanLatar, dict[str, bytes]]:
    client = provinsi.client(who)
    assert client.post(reverse("pegawai:data_saya")).status_code == 302
    row = PekerjaanLatar.objects.get(jenis=JENIS, pengguna=provinsi.akun[who])
    assert latar.run(row.pk) is True
    row.refresh_from_db()
    files = {}
    for file in HasilBerkas.objects.filter(pekerjaan=row):
        answer = client.get(reverse("core:berkas_hasil", args=[file.pk]))
        files[file.nama.rsplit(".", 1)[1]] = b"".join(answer.streaming_content)
    return row, files


@pytest.mark.django_db(transaction=True)
class TestCopy:
    def test_one_click_gives_json_and_pdf_of_everything(self, provinsi, siti):
        row, files = run_for(provinsi, "pegawai")
        assert row.status == "selesai"
        found = json.loads(files["json"])
        assert (found["versi"], found["nama"]) == (1, "Siti Aminah")
        parts = {(part["tabel"], part["kolom"]): part["baris"] for part in found["bagian"]}
        assert parts["pegawai.Pegawai", "pk"][0]["nik"] == NIK
        assert parts["pegawai.DataPribadi", "pegawai"][0]["rekening"] == "12345678901"
        assert parts["pegawai.RiwayatKeluarga", "pegawai"][0]["berlaku"] == {"mulai": "2018-05-01", "sampai": None}
        text = files["json"].decode()
        for secret in ("Anak Rekan", "password", "argon2", "nama_simpan", "_sidik"):
            assert secret not in text
        pages = "".join(page.extract_text() for page in PdfReader(io.BytesIO(files["pdf"])).pages)
        assert "BintangKecil" in "".join(pages.split())
        assert Tindakan.objects.filter(aksi="data_saya_diminta", subjek_id=siti.pk).count() == 1

    def test_accounts_without_a_person_get_theirs(self, provinsi):
        row, files = run_for(provinsi, "admin_sistem")
        assert row.status == "selesai"
        assert json.loads(files["json"])["bagian"]

    def test_somebody_elses_copy_is_not_found(self, provinsi, siti):
        run_for(provinsi, "pegawai")
        file = HasilBerkas.objects.first()
        assert file is not None
        for who in ("rekan", "admin_bkd", "admin_sistem"):
            assert provinsi.client(who).get(reverse("core:berkas_hasil", args=[file.pk])).status_code in {403, 404}


@pytest.mark.django_db
def test_a_secret_examination_stands_in_no_copy_before_its_end(provinsi, siti):
    today, auditor = timezone.localdate(), provinsi.akun["auditor"]
    surat = pemeriksaan.open_surat_tugas(
        nomor="ST-RAHASIA", subjek_id=siti.pk, perihal="x", mulai=today, sampai=today + timedelta(days=5), by=auditor,
        minta_rahasia=True,
    )  # fmt: skip
    pemeriksaan.decide_rahasia(surat.pk, setuju=True, catatan="", by=provinsi.akun["admin_bkd"])
    identitas.note_opened(siti, kelompok="Keluarga", tujuan="Tujuan rahasia", by=auditor)
    give_role(siti.pengguna, "auditor", provinsi.akar)

    def copy(now: Any) -> str:
        diri = Diri(siti.pengguna, siti.pk, now)
        return json.dumps([rows for _, rows in sections(diri)])

    now = copy(timezone.now())
    assert "ST-RAHASIA" not in now
    assert "Tujuan rahasia" not in now
    assert "Tujuan rahasia" in copy(timezone.now() + timedelta(days=6))
