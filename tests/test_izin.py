"""The permission walk: every route x every role x own unit, other unit, other agency. See tests/izin/matriks.py."""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas import simpan
from asn_portal.berkas.models import Naskah, PenahananDokumen, UsulanMusnah
from asn_portal.core import kripto
from asn_portal.core.enums import Peran
from asn_portal.core.models import Jadwal, PenugasanPeran, Penyiap, PesanKeluar, UsulanPemulihan, UsulanPeran, periode
from asn_portal.core.services import unit as unit_services
from asn_portal.lembar.models import BerkasImpor, DaftarTersimpan
from jabatan.models import AcuanJabatan, AnalisisBebanKerja, EvaluasiJabatan, KamusKompetensi
from kinerja.models import PeriodeKinerja
from pegawai.models import (
    BarisSimpeg,
    ButirKP,
    DaftarKP,
    FotoPegawai,
    KeanggotaanUnit,
    LaporanData,
    Migrasi,
    MuatanReferensi,
    TarikanSIASN,
    UrusanPeringatan,
    UsulanPerubahan,
)
from tests.conftest import DUTIES, Provinsi, build_provinsi, login
from tests.factories.berhenti import make_leaving
from tests.factories.berkas import make_dokumen, make_unggahan, photo
from tests.factories.core import PenggunaFactory, give_role
from tests.factories.draf import make_draft
from tests.factories.jabatan import make_rancangan, make_seat, sit
from tests.factories.kegiatan import (
    make_meeting,
    make_mentor_link,
    make_offer,
    make_pair,
    make_placement,
    make_report,
    make_study,
)
from tests.factories.kinerja import (
    make_evaluasi,
    make_iku,
    make_input,
    make_month,
    make_objection,
    make_periode,
    make_progress,
    make_question,
    make_skp,
)
from tests.factories.kinerja_tim import (
    make_asked,
    make_calibration,
    make_improvement,
    make_nomination,
    make_proposal,
    make_shift,
    make_team,
    put_into_team,
)
from tests.factories.latar import make_file, make_job
from tests.factories.merit import published_run
from tests.factories.mutasi import bare_election, bare_round, bare_row, bare_team
from tests.factories.naskah import make_bare_naskah
from tests.factories.pegawai import make_person
from tests.factories.pelatihan import (
    begin_module,
    make_batch,
    make_certificate,
    make_curriculum,
    make_material,
    make_module,
    make_participation,
    make_program,
)
from tests.factories.penerimaan import make_intake
from tests.factories.pengembangan import make_agency_plan, make_behaviour, make_duty, make_need, make_plan
from tests.factories.perpanjangan import make_round
from tests.factories.riwayat import make_riwayat
from tests.factories.talenta import talent_walk
from tests.izin.matriks import ANONIM, MASUK, MATRIKS, SEMUA, Cell
from tests.test_konsistensi import routes

# The database of the test is a savepoint inside the transaction of the module's world.
pytestmark = pytest.mark.django_db
TARGETS = ("sendiri", "unit_lain", "instansi_lain")
REFUSED = {401, 403, 404}
OWNERS = {"sendiri": "pegawai", "unit_lain": "orang_dinas_lain", "instansi_lain": "orang_instansi_lain"}
TAHUN_KINERJA = 2026
NEVER_CHANGES = ("put", "patch", "delete")


def _module(person: Any) -> dict[str, dict[str, Any]]:
    """A module that the person has begun, with an open quiz."""
    modul = make_module(person.instansi)
    attempt = begin_module(modul, person)
    return {
        "modul": {"pk": modul.pk}, "bagian": {"pk": attempt.bagian_id}, "kuis": {"pk": attempt.pk},
        "bahan": {"pk": make_material(attempt.bagian).pk},
    }  # fmt: skip


def _followed(person: Any, program: Any) -> dict[str, dict[str, Any]]:
    """A training that is over and whose use at work is asked for, and a duty to hold its certificate."""
    over = timezone.localdate() - timedelta(days=100)
    batch = make_batch(program, mulai=over, status="selesai", tahun=over.year)
    row = make_participation(batch, person, status="lulus")
    make_behaviour(row)
    duty = make_duty(program, person.unit_kini)
    return {
        "ikut_selesai": {"pk": row.pk},
        "wajib": {"pk": duty.pk},
        "wajib_unit": {"pk": duty.pk, "unit": person.unit_kini_id},
    }


def _plans(person: Any, program: Any) -> dict[str, dict[str, Any]]:
    """A plan of the person, a need of the unit, a plan of the agency with a partner and a comment."""
    plan, item = make_plan(person)
    line, link, comment = make_agency_plan(person.instansi)
    return {
        **_followed(person, program),
        "rencana": {"pk": plan.pk},
        "butir_rencana": {"pk": item.pk},
        "rencana_program": {"pk": plan.pk, "program": program.pk},
        "kebutuhan": {"pk": make_need(person.unit_kini).pk},
        "rencana_instansi": {"pk": line.rencana_id},
        "program_rencana": {"pk": line.pk},
        "tautan": {"pk": link.pk},
        "komentar_rencana": {"pk": comment.pk},
    }


def _activities(person: Any, lain: Any, target: str) -> dict[str, dict[str, Any]]:
    """A placement with a mentor, a study on duty with a report, a pair that has met once."""
    row = make_placement(make_offer(person.instansi, f"Magang {target}"), person, mentor=lain["mentor"])
    link = make_mentor_link(row, "kunci-mentor" if target == "sendiri" else f"kunci-mentor-{target}")
    study, pair = make_study(person), make_pair(person, lain["pembimbing"])
    return {
        "lowongan": {"pk": row.lowongan_id},
        "magang": {"pk": row.pk},
        "tautan_mentor": {"pk": link.pk},
        "tugas_belajar": {"pk": study.pk},
        "laporan_belajar": {"pk": make_report(study).pk},
        "bimbingan": {"pk": pair.pk},
        "sesi_bimbingan": {"pk": make_meeting(pair, timezone.localdate()).pk},
    }


class Dunia:
    """The province with one object of each kind per target, and a logged-in browser per role."""

    def __init__(self) -> None:
        self.p: Provinsi = build_provinsi()
        self.clients = {name: login(self.p.akun[name]) for name in MASUK} | {ANONIM: Client()}
        for client in self.clients.values():
            client.raise_request_exception = False
        for name in MASUK:
            # Seen this minute already: else each page would write so, and the walk takes every write back.
            session = self.clients[name].session
            session["aktif"] = int(time.time()) + 3600
            session.save()
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
        from jabatan.models import DiLuarPeta, KoordinasiUnit, PejabatNonASN

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
            "laporan_atasan": LaporanData.objects.create(pegawai=person, bagian="atasan", isi="x"),
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
            "jabatan": (seat := make_seat("Jabatan uji", unit=unit)),
            "penempatan": sit(person, seat),
            "mutasi": (moves := bare_round(unit, holders=[account, boss] if target == "instansi_lain" else [boss, acted])),
            "mutasi_selesai": bare_round(
                unit, holders=[account, boss] if target == "instansi_lain" else [boss, acted], status="selesai"
            ),
            "pemilihan": bare_election(unit, by=boss),
            "butir_mutasi": bare_row(moves, person, seat),
            **bare_team(unit, by=boss, person=person),
            "keanggotaan": KeanggotaanUnit.objects.get(pegawai=person),
            "jabatan_tunggal": make_seat("Kepala uji", unit=unit, jenis="pengawas"),
            "kompetensi": KamusKompetensi.objects.create(
                instansi_id=unit.instansi_id, kode=f"T-{target}", jenis="teknis", nama="x", definisi="x"
            ),
            "jabatan_negara": (high := make_seat("Gubernur uji", unit=unit, jenis="pejabat_negara", bup=None)),
            "pejabat": PejabatNonASN.objects.create(jabatan=high, nama="x", berlaku=periode(today)),
            "koordinasi": KoordinasiUnit.objects.create(
                unit=unit, koordinator=p.seksi if unit != p.seksi else p.dinas, berlaku=periode(today)
            ),
            "luar_peta": DiLuarPeta.objects.create(
                pegawai=person, sebab="cltn", atasan=p.orang["atasan_penilai"], dasar="x", berlaku=periode(today, today)
            ),
            "usulan_data": UsulanPerubahan.objects.create(
                pegawai=person, sasaran="keluarga", status="dikembalikan",
                isi_sandi=kripto.encrypt('{"nama": "x"}', kolom="pegawai.UsulanPerubahan.isi"),
            ),
            "daftar_kp": (rises := DaftarKP.objects.create(
                unit=unit, bulan=today.replace(day=1), bentuk="bersama", dibuat_oleh=boss
            )),
            "butir_kp": ButirKP.objects.create(daftar=rises, pegawai=person, urutan=1),
            "urusan_bulan": UrusanPeringatan.objects.create(unit=unit, bulan=today.replace(day=1)),
            "muatan": MuatanReferensi.objects.create(
                jenis="agama", nama_berkas="x.csv", sidik="x", per_tanggal=today,
                dibuat_oleh=acted if target != "unit_lain" else person.pengguna,
                ringkasan={"isi": 0, "baru": 0, "berubah": 0, "hilang": 0},
            ),
            **self._simpeg(target, unit),
            "tarikan": TarikanSIASN.objects.create(pegawai=person, diminta_oleh=acted),
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
            "berfoto": self._with_photo(person),
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
        abk = AnalisisBebanKerja(jabatan=seat, tahun=2025, jke_menit=75000, dasar_hukum="x", total=1, kebutuhan=1)
        abk.save()
        found["abk"] = {"pk": seat.pk, "tahun": abk.tahun}
        acuan, _ = AcuanJabatan.objects.get_or_create(
            instansi_id=unit.instansi_id, jenis=seat.jenis, nama="Jabatan uji"
        )
        levels = {f"f{n}": 1 for n in range(1, 10)}
        rated, _ = EvaluasiJabatan.objects.get_or_create(
            acuan=acuan, status="diusulkan",
            defaults={"jenis": "fungsional", "tingkat": levels, "nilai": 190, "kelas": 1, "dasar_hukum": "x"},
        )  # fmt: skip
        found["evaluasi_jabatan"] = {"pk": seat.pk}
        found["evaluasi_jabatan_ambil"] = {"pk": seat.pk, "evaluasi_id": rated.pk}
        found["naskah_tentang"] = {"jenis": "surat_keterangan", "pk": person.pk}
        putaran, butir = make_round(
            person, unit, p.akun["admin_instansi_lain"] if target == "instansi_lain" else p.akun["admin_bkd"]
        )
        found |= {"putaran": {"pk": putaran.pk}, "butir": {"pk": butir.pk}}
        first = p.akun[{"sendiri": "admin_unit", "unit_lain": "admin_bkd2"}.get(target, "admin_instansi_lain")]
        drafter = p.akun[{"sendiri": "admin_unit", "unit_lain": "admin_unit_lain"}.get(target, "admin_instansi_lain")]
        step = make_rancangan(unit, by=drafter, tanggal=today + timedelta(days=30))
        other = make_rancangan(unit, by=drafter, tanggal=today + timedelta(days=30))
        found |= {"rancangan": {"pk": step.rancangan_id}, "langkah_rancangan": {"pk": other.pk}}
        found["penerimaan"] = {"pk": make_intake(person, first).pk}
        berhenti = make_leaving(person, unit, first)
        found |= {
            "berhenti": {"pk": berhenti.pk},
            "urusan": {"pk": berhenti.pk, "butir": berhenti.daftar_urusan.get().pk},
        }
        found["riwayat"] = {"pk": person.pk, "baris": make_riwayat(person).pk}
        own = target == "sendiri"
        helpers = {
            "mentor": p.orang["atasan_penilai"] if own else None,
            "pembimbing": p.orang["atasan"] if own else make_person(f"Pembimbing {target}", unit=unit),
        }
        found |= self._plan(target, person, unit) | self._learning(person) | _activities(person, helpers, target)
        found |= published_run(person)
        found |= talent_walk(person)
        return found | {"any_id": {"pk": uuid4()}, "slip": {}, "": {}, "_pilih": {"pk": person.pk}}

    @staticmethod
    def _with_photo(person: Any) -> Any:
        name = simpan.write(simpan.new_name("foto", timezone.localdate()), photo())
        FotoPegawai.objects.create(pegawai=person, nama_simpan=name, ukuran=1)
        return person

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

    def _plan(self, target: str, person: Any, unit: Any) -> dict[str, dict[str, Any]]:
        """A plan that was sent, one of its rows, a target of the unit, a window of the year."""
        year = PeriodeKinerja.objects.filter(instansi_id=person.instansi_id).first()
        year = year or make_periode(person.instansi, TAHUN_KINERJA)
        penilai = self.p.orang["atasan" if target == "sendiri" else "atasan_penilai"]
        # The approved one first: at most one plan of a person is on its way.
        running = make_skp(year, person, status="disetujui", penilai=penilai)
        skp = make_skp(year, person, status="diajukan", penilai=penilai)
        note = make_progress(running, date(year.tahun, 6, 1))
        # Handed over and objected to: whoever takes part in any of its steps may open it.
        rated = make_evaluasi(skp, "keberatan")
        make_objection(rated)
        monthly = make_input(make_month(person.instansi), person)
        return {
            "masa_tpp": {"pk": monthly.masa_id},
            "tpp": {"pk": monthly.pk},
            "tanya_tpp": {"pk": make_question(monthly).pk},
            "skp": {"pk": skp.pk},
            "mulai_evaluasi": {"pk": skp.pk, "jenis": "triwulan", "nomor": 1},
            "evaluasi": {"pk": rated.pk},
            "skp_jalan": {"pk": running.pk},
            "progres": {"pk": note.pk},
            "bukti": {"pk": note.daftar_bukti.get().pk},
            "rhk": {"pk": skp.pk, "rhk": skp.daftar_rhk.first().pk},
            "iku": {"pk": make_iku(year, unit).pk},
            "tenggat": {"pk": year.daftar_tenggat.get().pk},
            **self._beside_the_line(person, running),
            **self._calibrated(unit, running),
            **self._followed_up(running),
        }

    @staticmethod
    def _followed_up(skp: Any) -> dict[str, dict[str, Any]]:
        """Two final ratings: a low one with its plan, the best of the year with its nomination."""
        by = PenggunaFactory(instansi=skp.pegawai.instansi)
        span = periode(date(skp.tahun, 7, 1), date(skp.tahun, 9, 30))
        low = make_evaluasi(skp, "final", nomor=3, masa=span, dinilai_oleh=by)
        best = make_evaluasi(skp, "final", jenis="tahunan", nomor=0, masa=skp.berlaku, dinilai_oleh=by)
        return {
            "evaluasi_final": {"pk": low.pk},
            "perbaikan": {"pk": make_improvement(low, by).pk},
            "nominasi": {"pk": make_nomination(best, by).pk},
        }

    def _calibrated(self, unit: Any, skp: Any) -> dict[str, dict[str, Any]]:
        """A session about the unit, with one proposal by somebody who takes no part in the walk."""
        sesi = make_calibration(skp.periode, unit, "triwulan", 2)
        rated = make_evaluasi(
            skp, "dinilai", nomor=2, masa=periode(date(skp.tahun, 4, 1), date(skp.tahun, 6, 30)),
            **({} if skp.penilai and skp.penilai.pengguna else {"dinilai_oleh": sesi.dibuka_oleh}),
        )  # fmt: skip
        return {
            "kalibrasi": {"pk": sesi.pk},
            "usul_kalibrasi": {"pk": make_proposal(sesi, rated).pk},
            "usul_kalibrasi_baru": {"pk": sesi.pk, "evaluasi": rated.pk},
        }

    @staticmethod
    def _beside_the_line(person: Any, skp: Any) -> dict[str, dict[str, Any]]:
        """A team and a shift with somebody else at the head, who has no role in the walk."""
        head = make_person("Kepala regu", unit=person.unit_kini)
        tim = make_team(head, person)
        named = make_shift(head, person, date(skp.tahun, 5, 4))
        return {
            "tim_kerja": {"pk": tim.pk},
            "anggota_tim_kerja": {"pk": tim.daftar_anggota.get().pk},
            "hasil_tim": {"pk": put_into_team(tim, skp).pk},
            "laporan_regu": {"pk": named.laporan_id},
            "sebutan_regu": {"pk": named.pk},
            "pandangan": {"pk": make_asked(head, person, skp.periode.tahun).pk},
        }

    @staticmethod
    def _learning(person: Any) -> dict[str, dict[str, Any]]:
        """A programme with a batch, somebody in it, a certificate that the portal has issued."""
        program = make_program(person.instansi)
        batch = make_batch(program)
        meeting = batch.daftar_sesi.first()
        return {
            "program": {"pk": program.pk},
            "kurikulum": {"pk": make_curriculum(program).pk},
            "penyelenggara": {"pk": batch.penyelenggara_id},
            "angkatan": {"pk": batch.pk},
            "sesi_latih": {"pk": meeting.pk},
            "kode_hadir": {"kode": meeting.kode},
            "kepesertaan": {"pk": make_participation(batch, person).pk},
            "sertifikat": {"pk": make_certificate(person).pk},
            **_module(person),
            **_plans(person, program),
        }

    def _simpeg(self, target: str, unit: Any) -> dict[str, Any]:
        """A row and two codes of the former SIMPEG of the agency."""
        migrasi, _ = Migrasi.objects.get_or_create(instansi_id=unit.instansi_id)
        row = BarisSimpeg.objects.create(
            migrasi=migrasi, tumpahan="pegawai", kunci=target, nrk=target, unit=unit, status="bertentangan"
        )
        return {
            "simpeg": row,
            "kolok": migrasi.daftar_kolok.create(kode=target),
            "kojab": migrasi.daftar_kojab.create(kode=target),
        }

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
            "tujuan": "Menguji akses",
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
    "route",
    [name for name in MATRIKS if name.startswith(("core:", "pegawai:", "berkas:", "kinerja:", "pelatihan:", "api:"))],
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
            invented = {"pk": uuid4()} if "pk" in real else {"kode": "ZZZZZZZZZZZZZZZZ"}
            for kwargs in (real, real | invented):
                with transaction.atomic():
                    answers.append(getattr(client, method)(reverse(route, kwargs=kwargs)))
                    transaction.set_rollback(True)
            assert answers[0].status_code == answers[1].status_code, (method, route)
            assert answers[0].content == answers[1].content, (method, route)
