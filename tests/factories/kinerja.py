"""Years, targets of units and plans, as far as a test needs them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from asn_portal.core.models import Instansi, UnitKerja, periode
from kinerja.enums import BentukSKP, PendekatanSKP, StatusSKP, SumberKinerja, TahapKinerja
from kinerja.models import (
    SKP,
    BuktiDukung,
    CapaianOrganisasi,
    Evaluasi,
    IndikatorKinerja,
    IndikatorUnit,
    Keberatan,
    MasaTPP,
    MasukanTPP,
    PenetapanSumber,
    PeriodeKinerja,
    PerjanjianKinerja,
    PertanyaanTPP,
    Progres,
    RencanaHasilKerja,
    TenggatKinerja,
)
from pegawai.models import Pegawai
from tests.factories.berkas import make_dokumen


def make_periode(instansi: Instansi, tahun: int | None = None, *, batas: date | None = None) -> PeriodeKinerja:
    """A year whose planning window is open from its first day (by default all year long)."""
    year = tahun or timezone.localdate().year
    row = PeriodeKinerja.objects.create(instansi=instansi, tahun=year)
    TenggatKinerja.objects.create(
        periode=row, tahap=TahapKinerja.RENCANA, buka=date(year, 1, 1), batas=batas or date(year, 12, 31)
    )
    PenetapanSumber.objects.create(periode=row, sumber=SumberKinerja.PORTAL)
    return row


def make_iku(periode_kinerja: PeriodeKinerja, unit: UnitKerja, nomor: int = 1, **values: Any) -> IndikatorUnit:
    agreement, _ = PerjanjianKinerja.objects.get_or_create(periode=periode_kinerja, unit=unit)
    given = {
        "sasaran": f"Sasaran {nomor}",
        "indikator": f"Indikator {nomor}",
        "target": "90",
        "satuan": "persen",
    } | values
    return IndikatorUnit.objects.create(perjanjian=agreement, nomor=nomor, **given)


def make_skp(
    periode_kinerja: PeriodeKinerja, pegawai: Pegawai, *, status: str = StatusSKP.DRAF, rhk: int = 2, **values: Any
) -> SKP:
    """A plan with rows, brought to a state without asking anybody."""
    year = periode_kinerja.tahun
    row = SKP.objects.create(
        periode=periode_kinerja, pegawai=pegawai, tahun=year, unit=pegawai.unit_kini, jabatan=pegawai.jabatan_kini,
        berlaku=values.pop("berlaku", periode(date(year, 1, 1), date(year, 12, 31))),
        bentuk=values.pop("bentuk", BentukSKP.JA_JF), pendekatan=values.pop("pendekatan", PendekatanSKP.KUANTITATIF),
        penilai=values.pop("penilai", pegawai.atasan_kini), **values,
    )  # fmt: skip
    for number in range(1, rhk + 1):
        make_rhk(row, number)
    return bring_to(row, status)


def make_rhk(skp: SKP, urut: int = 1, teks: str = "", **values: Any) -> RencanaHasilKerja:
    row = RencanaHasilKerja.objects.create(
        skp=skp, urut=urut, teks=teks or f"Tersedianya laporan nomor {urut} tepat waktu", **values
    )
    IndikatorKinerja.objects.create(
        rhk=row, urut=1, aspek="kuantitas", teks="Jumlah laporan", target="12", satuan="laporan"
    )
    return row


WAY = {
    StatusSKP.DRAF: (),
    StatusSKP.DIBATALKAN: (StatusSKP.DIBATALKAN,),
    StatusSKP.DIAJUKAN: (StatusSKP.DIAJUKAN,),
    StatusSKP.DIKEMBALIKAN: (StatusSKP.DIAJUKAN, StatusSKP.DIKEMBALIKAN),
    StatusSKP.DISETUJUI: (StatusSKP.DIAJUKAN, StatusSKP.DISETUJUI),
    StatusSKP.DIGANTI: (StatusSKP.DIAJUKAN, StatusSKP.DISETUJUI, StatusSKP.DIGANTI),
}


def bring_to(skp: SKP, status: str) -> SKP:
    for step in WAY[StatusSKP(status)]:
        skp.status = step
        if step == StatusSKP.DIAJUKAN:
            skp.diajukan_pada, skp.putaran = timezone.now(), skp.putaran + 1
        if step in {StatusSKP.DISETUJUI, StatusSKP.DIKEMBALIKAN}:
            skp.diputus_pada = timezone.now()
            skp.diputus_oleh = skp.penilai.pengguna if skp.penilai else None
        skp.save()
    return skp


def make_achievement(periode_kinerja: PeriodeKinerja, unit: UnitKerja, by: Any, **values: Any) -> CapaianOrganisasi:
    given = {"jenis": "triwulan", "nomor": 1, "capaian": "baik", "dasar": "Berita acara 1"} | values
    return CapaianOrganisasi.objects.create(periode=periode_kinerja, unit=unit, oleh=by, pada=timezone.now(), **given)


RATED = {"hasil_kerja": "sesuai_ekspektasi", "perilaku_kerja": "sesuai_ekspektasi", "predikat": "baik"}
WITHOUT_RATING = {"belum_mulai", "draf", "dikirim"}


def make_evaluasi(skp: SKP, status: str = "disampaikan", **values: Any) -> Evaluasi:
    """An evaluation in a state, without asking anybody; by default of the first quarter, handed over today."""
    now, year = timezone.now(), skp.tahun
    given: dict[str, Any] = {
        "jenis": "triwulan", "nomor": 1, "masa": periode(date(year, 1, 1), date(year, 3, 31)), "penilai": skp.penilai,
        "capaian": "baik",
    }  # fmt: skip
    if status not in WITHOUT_RATING:
        given |= RATED | {"dinilai_pada": now, "dinilai_oleh": skp.penilai.pengguna if skp.penilai else None}
    if status not in WITHOUT_RATING | {"dinilai"}:
        given["disampaikan_pada"] = now
    given |= values
    return Evaluasi.objects.create(
        pegawai=skp.pegawai, tahun=year, periode=skp.periode, skp=skp, unit=skp.unit, jabatan=skp.jabatan, status=status,
        **given,
    )  # fmt: skip


def make_objection(evaluasi: Evaluasi, **values: Any) -> Keberatan:
    today = timezone.localdate()
    given = {
        "alasan": "Laporan kedua belum dihitung", "diajukan_pada": timezone.now(), "batas": today, "batas_diterima": today,
        "semula_hasil": evaluasi.hasil_kerja, "semula_perilaku": evaluasi.perilaku_kerja,
        "semula_predikat": evaluasi.predikat,
    }  # fmt: skip
    return Keberatan.objects.create(evaluasi=evaluasi, **given | values)


def make_progress(skp: SKP, hari: date, **values: Any) -> Progres:
    """A note with a stored file as its proof."""
    rhk = skp.daftar_rhk.first()
    row = Progres.objects.create(pegawai=skp.pegawai, rhk=rhk, tanggal=hari, teks="Dua titik diperiksa", **values)
    by = skp.pegawai.pengguna or skp.penilai.pengguna
    BuktiDukung.objects.create(
        progres=row, pegawai=skp.pegawai, tahun=hari.year, jenis="berkas", judul="Foto lapangan", sidik="a" * 64,
        dokumen=make_dokumen(by, skp.pegawai_id, "bukti_kinerja"),
    )  # fmt: skip
    return row


def make_month(instansi: Instansi, bulan: date | None = None, potong: date | None = None) -> MasaTPP:
    """A month that everybody sees already."""
    today = timezone.localdate()
    first = bulan or today.replace(day=1)
    row, _ = MasaTPP.objects.get_or_create(
        instansi=instansi, bulan=first, defaults={"potong": potong or today, "terlihat": min(today, potong or today)}
    )
    return row


def make_input(masa: MasaTPP, pegawai: Pegawai, **values: Any) -> MasukanTPP:
    given = {"keadaan": "belum", "alasan": "SKP masih disusun, jadi belum ada yang dinilai.", "unit": pegawai.unit_kini}
    return MasukanTPP.objects.create(masa=masa, pegawai=pegawai, dihitung_pada=timezone.now(), **given | values)


def make_question(masukan: MasukanTPP) -> PertanyaanTPP:
    return PertanyaanTPP.objects.create(masukan=masukan, pegawai=masukan.pegawai, teks="Mengapa?", pada=timezone.now())
