"""People with what merit reads, and runs that are whole."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.models import Instansi, Pengguna, UnitKerja, periode
from jabatan.enums import JenisJabatan
from kinerja.aturan.evaluasi import MATRIKS
from kinerja.models import Evaluasi
from merit.aturan.talenta import ASPEK
from merit.enums import PemicuPutaran, StatusPutaran
from merit.models import HasilAsesmen, Putaran, Sanggah, VersiInstrumen
from merit.services import hitung
from merit.services import putaran as services
from merit.services.instrumen import ensure_instruments
from pegawai.enums import SumberRiwayat
from pegawai.models import Pegawai, Referensi, RiwayatGolongan, RiwayatKursus, RiwayatPendidikan
from pegawai.models.riwayat.dasar import Riwayat
from tests.factories.core import PenggunaFactory
from tests.factories.jabatan import make_seat, sit
from tests.factories.pegawai import make_person

RATINGS = {
    row[perilaku]: (hasil, perilaku) for hasil, row in MATRIKS.items() for perilaku in row if perilaku in MATRIKS
}


def referensi(kunci: str, nama: str = "", *, induk: str = "") -> Referensi:
    """An entry of a BKN list, made when first asked for."""
    jenis, id_bkn = kunci.split(":")
    parent = referensi(induk) if induk else None
    row, _ = Referensi.objects.get_or_create(
        kunci=kunci, defaults={"jenis": jenis, "id_bkn": id_bkn, "nama": nama or kunci, "induk": parent}
    )
    return row


def rate(pegawai: Pegawai, predikat: str, tahun: int) -> Evaluasi:
    """The predicate of a year as another system has rated it: final at once."""
    hasil, perilaku = RATINGS[predikat]
    return Evaluasi.objects.create(
        pegawai=pegawai, tahun=tahun, jenis="tahunan", nomor=0, masa=periode(date(tahun, 1, 1), date(tahun, 12, 31)),
        status="final", hasil_kerja=hasil, perilaku_kerja=perilaku, predikat=predikat, sumber="ekinerja",
        sumber_tanggal=date(tahun + 1, 1, 20), referensi="uji",
    )  # fmt: skip


def add_riwayat(model: type[Riwayat], pegawai: Pegawai, mulai: date, sampai: date | None = None, **values: Any) -> Any:
    return model.objects.create(pegawai=pegawai, sumber=SumberRiwayat.HR, berlaku=periode(mulai, sampai), **values)


def assess(pegawai: Pegawai, *, kompetensi: str | None = "80", potensi: list[int] | None = None) -> HasilAsesmen:
    today = timezone.localdate()
    return HasilAsesmen.objects.create(
        pegawai=pegawai, kompetensi=kompetensi, potensi=potensi, lembaga="Lembaga Uji", nomor="LA-1",
        berlaku=periode(today - timedelta(days=90), today + timedelta(days=900)),
    )  # fmt: skip


def make_official(nama: str, unit: UnitKerja, *, jenis: str = JenisJabatan.PELAKSANA, **values: Any) -> Pegawai:
    person = make_person(nama, unit=unit)
    sit(person, make_seat(f"Jabatan {nama}", unit=unit, jenis=jenis, **values))
    return person


def complete(nama: str, unit: UnitKerja, *, predikat: str = "baik", kompetensi: str = "90", jam: int = 24) -> Pegawai:
    """Somebody of whom the local instrument knows everything."""
    orang = make_official(nama, unit, jenis=JenisJabatan.PENGAWAS)
    know_everything(orang, predikat=predikat, kompetensi=kompetensi, jam=jam)
    return orang


def know_everything(orang: Pegawai, *, predikat: str = "baik", kompetensi: str = "90", jam: int = 24) -> None:
    """All that the local instrument reads, of somebody who has a post."""
    today = timezone.localdate()
    for tahun in (today.year - 2, today.year - 1):
        rate(orang, predikat, tahun)
    referensi("pendidikan:x45", induk="tingkat_pendidikan:45")
    add_riwayat(RiwayatPendidikan, orang, date(2010, 7, 1), pendidikan_id="pendidikan:x45")
    referensi("jenis_diklat:8")
    day = today - timedelta(days=20)
    add_riwayat(RiwayatKursus, orang, day, nama="Kursus", jenis_diklat_id="jenis_diklat:8", jumlah_jam=jam)
    referensi("golongan_pns:33")
    add_riwayat(RiwayatGolongan, orang, date(2022, 4, 1), golongan_id="golongan_pns:33")
    assess(orang, kompetensi=kompetensi, potensi=[4] * len(ASPEK))


def version(instansi: Instansi, kode: str = "ip_asn") -> VersiInstrumen:
    ensure_instruments(instansi)
    return VersiInstrumen.objects.get(instrumen__instansi=instansi, instrumen__kode=kode, nomor=1)


def begin(versi: VersiInstrumen, by: Pengguna, **values: Any) -> Putaran:
    return services.start_putaran(
        versi.pk, services.Permintaan(values.pop("pada", timezone.localdate()), **values), by=by
    )


def compute(putaran: Putaran) -> Putaran:
    """Every chunk and the merge, as workers would do them."""
    for bagian in putaran.daftar_bagian.order_by("id"):
        hitung.compute_chunks([bagian.pk])
    hitung.merge(putaran.pk)
    putaran.refresh_from_db()
    return putaran


def make_putaran(versi: VersiInstrumen, by: Pengguna, **values: Any) -> Putaran:
    return compute(begin(versi, by, **values))


def publish(putaran: Putaran, checked_by: Pengguna, by: Pengguna) -> Putaran:
    services.check_putaran(putaran.pk, catatan="Sudah diperiksa", by=checked_by)
    return services.publish_putaran(putaran.pk, nomor="800/1", tanggal=timezone.localdate(), by=by)


def published_run(person: Pegawai) -> dict[str, dict[str, Any]]:
    """What the walk through the addresses needs: a published run, its row of somebody, an objection, a draft."""
    versi = version(person.instansi)
    checked, published = (PenggunaFactory(instansi=person.instansi) for _ in range(2))
    run = compute(_begun(versi))
    for status, values in (
        (StatusPutaran.DIPERIKSA, {"diperiksa_oleh": checked, "diperiksa_pada": timezone.now()}),
        (StatusPutaran.TERBIT, {"terbit_oleh": published, "terbit_pada": timezone.now(), "keputusan_nomor": "800/1",
                                "keputusan_tanggal": run.pada, "batas_sanggah": run.pada + timedelta(days=14)}),
    ):  # fmt: skip
        Putaran.objects.filter(pk=run.pk).update(status=status, **values)
    objection = Sanggah.objects.create(
        putaran=run,
        pegawai=person,
        komponen=["predikat"],
        alasan="Predikat saya lain.",
        diajukan_pada=timezone.now(),
        batas=run.pada,
    )
    draft, _ = VersiInstrumen.objects.get_or_create(
        instrumen=versi.instrumen, status="draf",
        defaults={"nomor": 2, "isi": versi.isi, "sidik": versi.sidik, "dasar": versi.dasar, "keyakinan": "K", "disusun_oleh": checked},
    )  # fmt: skip
    return {
        "putaran_merit": {"pk": run.pk}, "nilai_merit": {"pk": run.pk, "orang": person.pk}, "sanggah": {"pk": objection.pk},
        "versi_merit": {"pk": draft.pk}, "instrumen_merit": {"pk": versi.instrumen_id},
    }  # fmt: skip


@perubahan
def _begun(versi: VersiInstrumen) -> Putaran:
    run = services.begin(versi, services.Permintaan(timezone.localdate()), PemicuPutaran.PERMINTAAN)
    record_jejak(run, "uji", by=None)
    return run


__all__ = [
    "PemicuPutaran", "StatusPutaran", "add_riwayat", "assess", "begin", "complete", "compute", "know_everything", "make_official",
    "make_putaran", "publish", "published_run", "rate", "referensi", "version",
]  # fmt: skip
