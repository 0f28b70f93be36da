"""Models of the foundation, split by noun."""

from asn_portal.core.models.akun import KodeAktivasi, UsulanPemulihan
from asn_portal.core.models.api import KirimanApi, PembacaanToken, TokenAkses
from asn_portal.core.models.dasar import (
    BarisBertanggal,
    BarisUUID,
    BertanggalQuerySet,
    periode,
    until_next,
    write_period,
)
from asn_portal.core.models.draf import DrafFormulir
from asn_portal.core.models.jejak import AksesData, JejakAudit, Segel, SuratTugas, Tindakan
from asn_portal.core.models.kalender import HariLibur, TahunLibur
from asn_portal.core.models.latar import HasilBerkas, PekerjaanLatar
from asn_portal.core.models.layanan import BalasanTiket, PanduanDitutup, Pengumuman, TandaBaca, Tiket
from asn_portal.core.models.pekerjaan import Detak, Jadwal, KirimanFormulir, PesanKeluar, SlotJadwal
from asn_portal.core.models.pengguna import Instansi, PengenalMasuk, Pengguna
from asn_portal.core.models.peran import PenugasanPeran, Penyiap, UsulanPeran
from asn_portal.core.models.tugas import (
    BacaanTugas,
    DelegasiTugas,
    Notifikasi,
    PengingatTugas,
    PilihanPemberitahuan,
    Tugas,
)
from asn_portal.core.models.unit import JalurUnit, LetakUnit, Pengaturan, RincianUnit, UnitKerja

__all__ = [
    "AksesData",
    "BacaanTugas",
    "BalasanTiket",
    "BarisBertanggal",
    "BarisUUID",
    "BertanggalQuerySet",
    "DelegasiTugas",
    "Detak",
    "DrafFormulir",
    "HariLibur",
    "HasilBerkas",
    "Instansi",
    "Jadwal",
    "JalurUnit",
    "JejakAudit",
    "KirimanApi",
    "KirimanFormulir",
    "KodeAktivasi",
    "LetakUnit",
    "Notifikasi",
    "PanduanDitutup",
    "PekerjaanLatar",
    "PembacaanToken",
    "Pengaturan",
    "PengenalMasuk",
    "Pengguna",
    "PengingatTugas",
    "Pengumuman",
    "PenugasanPeran",
    "Penyiap",
    "PesanKeluar",
    "PilihanPemberitahuan",
    "RincianUnit",
    "Segel",
    "SlotJadwal",
    "SuratTugas",
    "TahunLibur",
    "TandaBaca",
    "Tiket",
    "Tindakan",
    "TokenAkses",
    "Tugas",
    "UnitKerja",
    "UsulanPemulihan",
    "UsulanPeran",
    "periode",
    "until_next",
    "write_period",
]
