"""What the permission walk goes to in the foundation, pegawai and jabatan: one object of each kind for each target."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from asn_portal.berkas import simpan
from asn_portal.berkas.models import Naskah, PenahananDokumen, UsulanMusnah
from asn_portal.core import kripto
from asn_portal.core.enums import Peran
from asn_portal.core.models import (
    DelegasiTugas,
    Jadwal,
    Notifikasi,
    Pengumuman,
    Penyiap,
    PesanKeluar,
    SuratTugas,
    Tiket,
    Tindakan,
    TokenAkses,
    Tugas,
    UsulanPemulihan,
    UsulanPeran,
    periode,
)
from asn_portal.core.services import unit as unit_services
from asn_portal.lembar.models import BerkasImpor, DaftarTersimpan
from jabatan.models import (
    AcuanJabatan,
    AnalisisBebanKerja,
    DiLuarPeta,
    EvaluasiJabatan,
    KamusKompetensi,
    KoordinasiUnit,
    PejabatNonASN,
)
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
from tests.conftest import Provinsi
from tests.factories.berkas import make_dokumen, make_unggahan, photo
from tests.factories.core import PenggunaFactory, give_role
from tests.factories.draf import make_draft
from tests.factories.jabatan import make_seat, sit
from tests.factories.latar import make_file, make_job
from tests.factories.mutasi import bare_election, bare_round, bare_row, bare_team
from tests.factories.naskah import make_bare_naskah

OWNERS = {"sendiri": "pegawai", "unit_lain": "orang_dinas_lain", "instansi_lain": "orang_instansi_lain"}


class Benda:
    """Objects of the province for each target."""

    p: Provinsi

    def owner_and_unit(self, target: str) -> tuple[Any, Any]:
        p = self.p
        unit = {"sendiri": p.dinas, "unit_lain": p.dinas_lain, "instansi_lain": p.akar_lain}[target]
        return p.orang[OWNERS[target]], unit

    def objects_below(self, target: str) -> dict[str, dict[str, Any]]:
        """Values of the path by the name of the object."""
        p, person, unit = self.p, *self.owner_and_unit(target)
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
        return found

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
