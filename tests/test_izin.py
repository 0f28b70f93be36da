"""The permission walk: every route x every role x own unit, other unit, other agency. See tests/izin/matriks.py."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.models import Naskah, PenahananDokumen, UsulanMusnah
from asn_portal.core import kripto
from asn_portal.core.enums import Peran
from asn_portal.core.models import Jadwal, PenugasanPeran, Penyiap, PesanKeluar, UsulanPemulihan, UsulanPeran, periode
from asn_portal.core.services import unit as unit_services
from asn_portal.lembar.models import BerkasImpor, DaftarTersimpan
from pegawai.models import LaporanData, MuatanReferensi, UsulanPerubahan
from tests.conftest import DUTIES, Provinsi, build_provinsi, login
from tests.factories.berkas import make_dokumen, make_unggahan
from tests.factories.core import PenggunaFactory, give_role
from tests.factories.draf import make_draft
from tests.factories.latar import make_file, make_job
from tests.factories.naskah import make_bare_naskah
from tests.factories.riwayat import make_riwayat
from tests.izin.matriks import ANONIM, MASUK, MATRIKS, SEMUA, Cell
from tests.test_konsistensi import routes

# The database of the test is a savepoint inside the transaction of the module's world.
pytestmark = pytest.mark.django_db
TARGETS = ("sendiri", "unit_lain", "instansi_lain")
REFUSED = {401, 403, 404}
OWNERS = {"sendiri": "pegawai", "unit_lain": "orang_dinas_lain", "instansi_lain": "orang_instansi_lain"}
NEVER_CHANGES = ("put", "patch", "delete")


class Dunia:
    """The province with one object of each kind per target, and a logged-in browser per role."""

    def __init__(self) -> None:
        self.p: Provinsi = build_provinsi()
        self.clients = {name: login(self.p.akun[name]) for name in MASUK} | {ANONIM: Client()}
        for client in self.clients.values():
            client.raise_request_exception = False
        self.kwargs = {target: self._objects(target) for target in TARGETS}

    def _objects(self, target: str) -> dict[str, dict[str, Any]]:
        p, person = self.p, self.p.orang[OWNERS[target]]
        unit = {"sendiri": p.dinas, "unit_lain": p.dinas_lain, "instansi_lain": p.akar_lain}[target]
        boss = p.akun["admin_instansi_lain" if target == "instansi_lain" else "admin_bkd2"]
        account = {
            "sendiri": p.akun["rekan"],
            "unit_lain": p.akun["orang_dinas_lain"],
            "instansi_lain": p.akun["orang_instansi_lain"],
        }[target]
        first_hand = p.akun["admin_unit"] if target == "sendiri" else boss
        below = p.seksi if target == "sendiri" else unit
        acted = boss if target == "instansi_lain" else p.akun["admin_bkd"]
        changed = unit_services.found_unit(
            nama=f"Seksi uji {target}", jenis="seksi", induk=unit, mulai=timezone.localdate(), dasar="x", by=acted
        )
        from asn_portal.core.models import (
            DelegasiTugas,
            Notifikasi,
            Pengumuman,
            SuratTugas,
            Tiket,
            Tindakan,
            TokenAkses,
            Tugas,
        )

        today, now = timezone.localdate(), timezone.now()
        ids = {
            "unit": unit,
            "pegawai": person,
            "akun": account,
            "akun_tanpa_orang": PenggunaFactory(
                instansi=p.instansi_lain if target == "instansi_lain" else p.instansi, username=f"tanpa-orang-{target}"
            ),
            "usulan": UsulanPeran.objects.create(
                pengguna=account, peran=Peran.ASESOR, unit=unit, mulai=timezone.localdate(), alasan="x", diusulkan_oleh=boss
            ),
            "pemulihan": UsulanPemulihan.objects.create(pengguna=account, alasan="x", diusulkan_oleh=first_hand),
            "operator": give_role(account, Peran.ADMIN_UNIT, self._sub_unit(below, target)),
            "penyiap": Penyiap.objects.create(
                pejabat=p.akun["admin_bkd"] if target == "sendiri" else boss, penyiap=account, jenis_tugas=["x"],
                berlaku=periode(timezone.localdate()),
            ),
            "laporan": LaporanData.objects.create(pegawai=person, bagian="unit", isi="x"),
            "tindakan": Tindakan.objects.get(unit_id=changed.pk),
            "surat_tugas": SuratTugas.objects.create(
                nomor="ST-1", pemeriksa=p.akun["admin_instansi_lain" if target == "instansi_lain" else "auditor"],
                subjek_id=person.pk, perihal="x", mulai=today - timedelta(days=1), sampai=today - timedelta(days=1),
                rahasia_diusulkan_oleh=p.akun["admin_instansi_lain" if target == "instansi_lain" else "auditor"],
            ),
            "tugas": Tugas.objects.create(
                untuk=p.akun[{"sendiri": "admin_unit", "unit_lain": "admin_unit_lain"}.get(target, "admin_instansi_lain")],
                jenis="pegawai.laporan_data", objek_id=uuid4(), judul="x", alasan="x", url="/akun/",
            ),
            "delegasi": DelegasiTugas.objects.create(
                dari=p.akun["admin_bkd"] if target == "sendiri" else boss,
                kepada=p.akun["admin_sistem"] if target == "sendiri" else account,
                jenis="core.usulan_peran" if target == "sendiri" else "x", alasan="x", berlaku=periode(today),
            ),
            "tiket": Tiket.objects.create(pengguna=person.pengguna, unit=unit, isi="x", menunggu_sejak=now),
            "akun_biasa": person.pengguna,
            "pengumuman": Pengumuman.objects.create(
                instansi_id=unit.instansi_id, unit=unit, judul="x", isi="x", mulai=today, sampai=today, dibuat_oleh=acted
            ),
            "daftar_tersimpan": DaftarTersimpan.objects.create(pemilik=person.pengguna, daftar="unit", nama="x"),
            "impor": BerkasImpor.objects.create(
                pemilik=acted if target != "unit_lain" else person.pengguna, jenis="penempatan", nama_berkas="x.csv",
                nama_simpan=f"impor/{target}", bentuk="csv", ukuran=1, status="diperiksa", kepala=["x"], jumlah={"benar": 1},
            ),
            "usulan_data": UsulanPerubahan.objects.create(
                pegawai=person, sasaran="keluarga", status="dikembalikan",
                isi_sandi=kripto.encrypt('{"nama": "x"}', kolom="pegawai.UsulanPerubahan.isi"),
            ),
            "muatan": MuatanReferensi.objects.create(
                jenis="agama", nama_berkas="x.csv", sidik="x", per_tanggal=today,
                dibuat_oleh=acted if target != "unit_lain" else person.pengguna,
                ringkasan={"isi": 0, "baru": 0, "berubah": 0, "hilang": 0},
            ),
            "pekerjaan_latar": make_job(person.pengguna),
            "pekerjaan_parkir": make_job(person.pengguna, status="parkir"),
            "berkas_hasil": make_file(make_job(person.pengguna, status="selesai")),
            "dokumen": make_dokumen(person.pengguna, person.pk),
            "unggahan": make_unggahan(person.pengguna),
            "usulan_musnah": UsulanMusnah.objects.create(
                instansi_id=unit.instansi_id, alasan="x",
                diusulkan_oleh=p.akun["admin_instansi_lain" if target == "instansi_lain" else "admin_bkd2"],
            ),
            "penahanan": PenahananDokumen.objects.create(
                dokumen=make_dokumen(person.pengguna, person.pk), alasan="x",
                ditahan_oleh=p.akun["admin_instansi_lain" if target == "instansi_lain" else "admin_bkd2"],
            ),
            "naskah": self._paper(target, person, unit),
            "naskah_pindaian": self._paper(target, person, unit, pindaian=True),
            "notifikasi": Notifikasi.objects.create(
                untuk=p.akun["pegawai" if target == "sendiri" else "rekan"], judul="x", isi="x"
            ),
            "token": TokenAkses.objects.create(
                pengguna=p.akun["pegawai" if target == "sendiri" else "rekan"], nama="x", cakupan=["tugas:baca"],
                sidik=target.encode(), awalan="asn_", berlaku_sampai=today,
            ),
            "draf": make_draft(p.akun["pegawai" if target == "sendiri" else "rekan"], jalur=f"/laporan/baru/?x={target}"),
            "jadwal": Jadwal.objects.order_by("nama").first(),
            "pekerjaan": PesanKeluar.objects.create(pekerjaan="core.clean_up", kirim_setelah=timezone.now(), status="parkir"),
        }  # fmt: skip
        found = {name: {"pk": row.pk} for name, row in ids.items()}
        found["naskah_tentang"] = {"jenis": "surat_keterangan", "pk": person.pk}
        found["riwayat"] = {"pk": person.pk, "baris": make_riwayat(person).pk}
        return found | {"any_id": {"pk": uuid4()}, "slip": {}, "": {}, "_pilih": {"pk": person.pk}}

    def _paper(self, target: str, person: Any, unit: Any, *, pindaian: bool = False) -> Naskah:
        """A paper that waits for its signature, or for the second look at its scan. The two superiors of the province
        are on the papers of the other dinas too; the other agency's has people of its own.
        """
        p, own = self.p, target != "instansi_lain"
        outside = [PenggunaFactory(instansi=p.instansi_lain) for _ in range(2)]
        makers = {"sendiri": "admin_unit", "unit_lain": "admin_unit_lain"}
        signer, first = (p.akun["atasan_penilai"], p.akun["atasan"]) if own else outside
        maker = p.akun["admin_bkd2" if pindaian and own else makers.get(target, "admin_instansi_lain")]
        uploaded = p.akun["admin_bkd" if own else "admin_instansi_lain"]
        return make_bare_naskah(
            person, unit, pembuat=maker, penanda=signer, pemaraf=first, pindaian_oleh=uploaded if pindaian else None
        )

    def _sub_unit(self, unit: Any, target: str) -> Any:
        if target == "sendiri":
            return unit
        by = self.p.akun["admin_bkd" if target == "unit_lain" else "admin_instansi_lain"]
        return unit_services.found_unit(
            nama=f"Bidang {target}", jenis="bidang", induk=unit, mulai=timezone.localdate(), dasar="x", by=by
        )

    def ask(self, route: str, cell: Cell, target: str, who: str, method: str) -> int:
        kwargs = {**self.kwargs[target][cell.objek], **cell.extra}
        data = {
            "pilih": [str(self.kwargs[target]["_pilih"]["pk"])],
            "alasan": "uji",
            "setuju-catatan": "",
            "tujuan": "uji",
        }
        client = self.clients[who]
        kept = copy.deepcopy(client.cookies)  # what the database takes back, the browser takes back as well
        with transaction.atomic():
            response = getattr(client, method)(
                reverse(route, kwargs=kwargs) + cell.kueri, data if method == "post" else None
            )
            transaction.set_rollback(True)
        client.cookies = kept
        if response.streaming:
            list(response.streaming_content)  # a file is closed when it has been read
        if response.status_code == 302 and response["Location"].startswith("/masuk/") and route != "account_signup":
            return 401 if "next=" in response["Location"] or who == ANONIM else 302
        return response.status_code


@pytest.fixture(scope="module")
def dunia(django_db_setup: None, django_db_blocker: Any) -> Iterator[Dunia]:
    from django.conf import settings

    middleware = [m for m in settings.MIDDLEWARE if not m.endswith(DUTIES)]
    with django_db_blocker.unblock(), override_settings(MIDDLEWARE=middleware), transaction.atomic():
        yield Dunia()
        transaction.set_rollback(True)


def test_every_route_is_written_down():
    assert {name for name, _ in routes()} == set(MATRIKS)


@pytest.mark.parametrize("route", MATRIKS)
def test_walk(dunia, route):
    cell = MATRIKS[route]
    for target in TARGETS if cell.objek else ("sendiri",):
        for method in cell.methods:
            got_in = {who for who in SEMUA if dunia.ask(route, cell, target, who, method) not in REFUSED}
            assert got_in == getattr(cell, target), f"{method} {route} ({target})"


@pytest.mark.parametrize(
    "route", [name for name in MATRIKS if name.startswith(("core:", "pegawai:", "berkas:", "api:"))]
)
def test_methods_that_no_page_offers_change_nothing(dunia, route):
    """PUT, PATCH and DELETE are refused for everybody, also for those who may open the page."""
    cell = MATRIKS[route]
    for method in NEVER_CHANGES:
        before = PenugasanPeran.objects.count(), LaporanData.objects.count(), UsulanPeran.objects.count()
        status = dunia.ask(route, cell, "sendiri", "admin_bkd", method)
        after = PenugasanPeran.objects.count(), LaporanData.objects.count(), UsulanPeran.objects.count()
        assert before == after
        assert status in {200, 302, 403, 404, 405, 422}, (method, status)


def test_refused_and_missing_objects_look_the_same(dunia):
    """For every route with an object: somebody of another agency cannot tell an existing id from an invented one."""
    for route, cell in MATRIKS.items():
        if not cell.objek or cell.objek in {"any_id", "slip", "jadwal", "pekerjaan"}:
            continue
        for method in cell.methods:
            client = dunia.clients["admin_instansi_lain"]
            real = {**dunia.kwargs["sendiri"][cell.objek], **cell.extra}
            answers = []
            for kwargs in (real, real | {"pk": uuid4()}):
                with transaction.atomic():
                    answers.append(getattr(client, method)(reverse(route, kwargs=kwargs)))
                    transaction.set_rollback(True)
            assert answers[0].status_code == answers[1].status_code, (method, route)
            assert answers[0].content == answers[1].content, (method, route)
