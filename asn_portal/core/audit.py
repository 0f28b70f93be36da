"""The trace, as services use it: `@perubahan` around a change, `record_jejak()` inside it.

A change opens one Tindakan whose id every trigger stamps on the rows it sees (SET LOCAL asn.tindakan), so that
bulk statements and raw SQL are caught as well. A change that forgets `record_jejak` is an error, not a gap.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, models, transaction

from asn_portal.core import hanya_lihat

if TYPE_CHECKING:
    from asn_portal.core.models import Pengguna

P = ParamSpec("P")
R = TypeVar("R")

# Tables without a row-by-row trace, each with its reason. tests/test_konsistensi.py holds the list complete.
TANPA_JEJAK = {
    "core.JejakAudit": "jejak itu sendiri; append-only dan disegel",
    "core.Tindakan": "jejak itu sendiri; append-only dan disegel",
    "core.AksesData": "jejak itu sendiri; append-only dan disegel",
    "core.Segel": "rantai segel; append-only dan ditulis juga ke berkas",
    "core.JalurUnit": "hasil hitung dari RincianUnit yang dijejak",
    "core.PesanKeluar": "baris antrean",
    "core.PekerjaanLatar": "baris antrean; memulai, membatalkan, dan mengulanginya dijejak sebagai tindakan",
    "core.HasilBerkas": "berkas sementara; membuat dan mengunduhnya dijejak sebagai tindakan",
    "lembar.BerkasImpor": "keadaan berkas; mengunggah, menerapkan, membatalkan, dan menariknya dijejak sebagai tindakan",
    "lembar.BarisImpor": "salinan isi berkas, dihapus setelah sebulan; penerapannya dijejak pada datanya",
    "lembar.PetaKolom": "pilihan tampilan orang itu sendiri",
    "pegawai.BarisSimpeg": "salinan SIMPEG lama; menampung, mencocokkan, memutus dan menutupnya dijejak sebagai tindakan",
    "core.SlotJadwal": "baris antrean",
    "core.Detak": "tanda hidup proses",
    "core.KirimanApi": "jawaban atas kiriman ganda API, dihapus setelah sehari",
    "core.TokenAkses": "membuat dan mencabutnya dijejak sebagai tindakan; hari terakhir dipakai bukan perubahan",
    "pelatihan.KemajuanPaket": "keadaan yang disimpan paket sendiri setiap beberapa detik; dibuka, melapor selesai, dan selesainya bagian dijejak",
    "core.PembacaanToken": "jumlah harian; melewati seratus orang sehari dijejak sebagai tindakan",
    "core.DrafFormulir": "isian yang belum dikirim: belum ada yang terjadi; dibuang setelah tiga puluh hari",
    "core.KirimanFormulir": "penanda kiriman ganda, dihapus setelah sehari",
    "pegawai.Peringatan": "hasil hitung dari berkas dan aturan, dihitung lagi setiap malam",
    "pegawai.KabarPeringatan": "tanda bahwa seseorang sudah dikabari; ditulis sekali",
    "core.Tugas": "kotak kerja; keputusannya dijejak pada objeknya",
    "core.BacaanTugas": "tanda terima baca; ditulis sekali, tidak mengubah apa pun",
    "core.PengingatTugas": "tanda bahwa seseorang sudah diingatkan; ditulis sekali",
    "core.TandaBaca": "tanda terima baca; ditulis sekali, tidak mengubah apa pun",
    "core.PanduanDitutup": "pilihan tampilan orang itu sendiri",
    "core.Notifikasi": "salinan pemberitahuan; sebabnya dijejak pada objeknya",
    "mutu.PutaranMutu": "hasil hitung; memintanya dijejak sebagai tindakan",
    "mutu.TemuanMutu": "hasil hitung; kapan muncul dan hilang tercatat pada barisnya sendiri",
    "mutu.NilaiMutu": "hasil hitung sehari; dibekukan pada barisnya sendiri",
    "berkas.Unggahan": "berkas yang belum selesai dikirim; dibuang setelah sehari",
    "berkas.GambarNaskah": "hasil gambar dari berkas naskah; dapat dibuat lagi",
    "berkas.RiwayatNaskah": "riwayat itu sendiri; hanya ditambah, dan setiap barisnya dijejak sebagai tindakan",
    "berkas.RegisterNomor": "penghitung; setiap nomornya dijejak pada berkas.NomorNaskah",
    "kinerja.LangkahSKP": "riwayat itu sendiri; hanya ditambah, dan setiap barisnya dijejak sebagai tindakan",
    "kinerja.CatatanRencana": "bagian dari langkah SKP; hanya ditambah",
    "kinerja.LangkahEvaluasi": "riwayat itu sendiri; hanya ditambah, dan setiap barisnya dijejak sebagai tindakan",
    "kinerja.PenjawabPandangan": "jejaknya menunjukkan siapa menjawab kapan; yang diminta dijejak dengan permintaannya, sebagai jumlah",
    "kinerja.HasilPandangan": "jumlah dari jawaban yang tidak disimpan; jejak perubahannya akan menjadi jawaban itu sendiri",
    "kinerja.MasukanTPP": "hasil hitung dari evaluasi; dihitung setiap malam sampai bulannya ditutup, lalu tetap",
    "pelatihan.LangkahPeserta": "riwayat itu sendiri; hanya ditambah, dan setiap barisnya dijejak sebagai tindakan",
    "pelatihan.KemajuanBagian": "riwayat itu sendiri; hanya ditambah, dan setiap barisnya dijejak sebagai tindakan",
    "pelatihan.SaranPelatihan": "hasil hitung dari celah yang dijejak, dihitung lagi setiap malam",
    "pelatihan.TempatAngkatan": "hitungan dari kepesertaan yang dijejak; hanya ditulis oleh basis data",
    "merit.BagianPutaran": "bagian sebuah putaran yang dijejak; sekali selesai tidak berubah",
    "merit.Nilai": "hasil hitung yang hanya ditambah; sidiknya ada pada putaran yang dijejak",
    "merit.Peringkat": "hasil hitung yang hanya ditambah; sidiknya ada pada putaran yang dijejak",
    "merit.NilaiBerjalan": "hasil hitung, dihitung lagi setiap malam",
    "merit.SampelMerit": "catatan pemeriksaan; hanya ditambah",
    "merit.PenjawabDenyut": "siapa yang sudah menjawab survei; jejaknya akan menunjukkan kapan, dan dengan itu apa",
    "merit.HasilDenyut": "jumlah dari jawaban yang tidak disimpan; jejak perubahannya akan menjadi jawaban itu sendiri",
    "merit.SaranDenyut": "tulisan tanpa nama; jejak perubahannya akan menunjukkan siapa yang menulisnya",
    "sessions.Session": "sesi yang sedang berjalan",
    "usersessions.UserSession": "sesi yang sedang berjalan",
    "account.EmailAddress": "salinan surel akun, yang dijejak pada core.Pengguna",
    "account.EmailConfirmation": "tidak dipakai; milik pustaka",
    "mfa.Authenticator": "rahasia terenkripsi; menambah dan menghapusnya dijejak sebagai tindakan",
    "contenttypes.ContentType": "milik kerangka, diisi oleh migrasi",
    "auth.Permission": "milik kerangka, tidak dipakai; izin ada di core.izin",
    "auth.Group": "milik kerangka, tidak dipakai; izin ada di core.izin",
}


@dataclass(frozen=True)
class Asal:
    """Where a change comes from: a request or a job."""

    alamat_ip: str | None = None
    permintaan: str = ""
    pekerjaan: str = ""


@dataclass
class TindakanTerbuka:
    id: UUID
    recorded: bool = field(default=False)


_asal: ContextVar[Asal] = ContextVar("asal", default=Asal())  # noqa: B039 (frozen)
_terbuka: ContextVar[tuple[TindakanTerbuka, ...]] = ContextVar("tindakan", default=())


@contextmanager
def from_source(**values: Any) -> Iterator[None]:
    """Everything traced inside carries this origin (set by the middleware and by the worker)."""
    token = _asal.set(replace(_asal.get(), **values))
    try:
        yield
    finally:
        _asal.reset(token)


def _stamp(tindakan_id: UUID | str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('asn.tindakan', %s, true)", [str(tindakan_id)])


def perubahan(function: Callable[P, R]) -> Callable[P, R]:
    """One change: one transaction, one Tindakan. Nested changes get their own Tindakan."""

    @functools.wraps(function)
    def change(*args: P.args, **kwargs: P.kwargs) -> R:
        hanya_lihat.refuse_when_looking()
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('asn.tindakan', uuidv7()::text, true)")
                opened = TindakanTerbuka(UUID(cursor.fetchone()[0]))
            outer = _terbuka.get()
            token = _terbuka.set((*outer, opened))
            try:
                result = function(*args, **kwargs)
            finally:
                _terbuka.reset(token)
            if not opened.recorded:
                raise RuntimeError(f"{function.__qualname__} changed something without record_jejak()")
            _stamp(outer[-1].id if outer else "")
            return result

    return change


def record_jejak(
    objek: models.Model | None,
    aksi: str,
    *,
    by: Pengguna | None,
    subjek_id: UUID | None = None,
    unit_id: UUID | None = None,
    alasan: str = "",
    rincian: dict[str, Any] | None = None,
    disiapkan_oleh: Pengguna | None = None,
) -> UUID:
    """Write the Tindakan of the open change: who, what, on which object, about whom, why. Once per change."""
    from asn_portal.core.models import Tindakan

    stack = _terbuka.get()
    if not stack:
        raise RuntimeError("record_jejak() outside @perubahan")
    opened = stack[-1]
    if opened.recorded:
        raise RuntimeError("record_jejak() twice in one change")
    opened.recorded = True
    asal = _asal.get()
    Tindakan.objects.create(
        id=opened.id,
        pengguna=by,
        disiapkan_oleh=disiapkan_oleh,
        instansi_id=by.instansi_id if by else getattr(objek, "instansi_id", None),
        aksi=aksi,
        objek_jenis=objek._meta.label if objek else "",
        objek_id=str(objek.pk) if objek else "",
        subjek_id=subjek_id,
        unit_id=unit_id,
        alasan=alasan,
        rincian=rincian or {},
        alamat_ip=asal.alamat_ip,
        permintaan=asal.permintaan,
        pekerjaan=asal.pekerjaan,
    )
    return opened.id


def record_each(aksi: str, objek_jenis: str, rows: Iterable[dict[str, Any]], *, by: Pengguna) -> None:
    """Besides the Tindakan of a change about many people, one for each of them: what happened to somebody's data stands
    in that person's own history, however many it happened to. Each row: objek_id, subjek_id, unit_id, alasan, rincian.
    """
    from asn_portal.core.models import Tindakan
    from asn_portal.core.models.dasar import new_ids

    asal, acts = _asal.get(), list(rows)
    Tindakan.objects.bulk_create(
        Tindakan(
            id=pk, pengguna=by, instansi_id=by.instansi_id, aksi=aksi, objek_jenis=objek_jenis,
            alamat_ip=asal.alamat_ip, permintaan=asal.permintaan, pekerjaan=asal.pekerjaan, **act,
        )
        for pk, act in zip(new_ids(len(acts)), acts, strict=True)
    )  # fmt: skip


def current_tindakan() -> UUID | None:
    """The id of the change that is open now, for rows that remember their cause."""
    stack = _terbuka.get()
    return stack[-1].id if stack else None
