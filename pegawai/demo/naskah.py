"""Official papers of the demo accounts, some in each state: with their real files, numbers, history and duties."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.berkas.aturan.alur_naskah import BERTANDA_TANGAN, write_nomor
from asn_portal.berkas.cetak.naskah import draw_naskah
from asn_portal.berkas.enums import CaraTandaTangan, HasilPindai, LangkahNaskah, Pratinjau, StatusNaskah
from asn_portal.berkas.isi.pdf import count_pages, draw_first_page
from asn_portal.berkas.jenis import jenis_dokumen
from asn_portal.berkas.kode import ABJAD, PANJANG
from asn_portal.berkas.models import PDF, Dokumen, Naskah, NomorNaskah, ParafNaskah, RegisterNomor, RiwayatNaskah
from asn_portal.berkas.naskah import (
    TUGAS_PARAF,
    TUGAS_PASTIKAN,
    TUGAS_PERBAIKI,
    TUGAS_TANDA_TANGAN,
    Pejabat,
    jenis_naskah,
)
from asn_portal.berkas.services.naskah import MENUNGGU
from asn_portal.berkas.tte.simulasi import sign_with_throwaway
from asn_portal.core.demo import Demo, salin
from asn_portal.core.models import Tugas, UnitKerja
from pegawai.demo.dokumen import put_file
from pegawai.demo.orang import Rencana
from pegawai.models import Pegawai
from pegawai.naskah import IsiKeterangan, initials
from pegawai.selectors.surat import issuing_unit, officials_of, surat_keterangan_data

S, L = StatusNaskah, LangkahNaskah


@dataclass(frozen=True)
class Contoh:
    """One paper of the demo: about whom, in which state, who made, initialled and signs it, how many days ago."""

    tentang: str
    status: StatusNaskah
    hari: int
    pembuat: str = "adminunit.demo"
    paraf: tuple[str, ...] = ("atasan.demo",)
    penanda: str = "ttd.demo"
    cara: str = ""
    alasan: str = ""


CONTOH = (
    Contoh("pegawai.demo", S.TERKIRIM, 20, cara="tte"),
    Contoh("pppk.demo", S.TERKIRIM, 16, penanda="pimpinan.demo", cara="basah"),
    Contoh("pegawai.demo", S.DICABUT, 12, cara="tte", alasan="Jabatan yang tercantum keliru; sudah diganti naskah baru."),
    Contoh("pppk.demo", S.DIBATALKAN, 9, alasan="Pemohon tidak memerlukannya lagi."),
    Contoh("pppk.demo", S.TANDA_TANGAN, 5),
    Contoh("pegawai.demo", S.TANDA_TANGAN, 3),
    Contoh("pegawai.demo", S.TANDA_TANGAN, 2, penanda="atasan.demo", paraf=("adminunit.demo",), pembuat="adminbkd.demo"),
    Contoh("pppk.demo", S.PEMERIKSAAN, 2, penanda="pimpinan.demo", cara="basah"),
    Contoh("pegawai.demo", S.PARAF, 1, penanda="pimpinan.demo"),
    Contoh("pppk.demo", S.PARAF, 1),
    Contoh("pegawai.demo", S.DIKEMBALIKAN, 1, alasan="Unit kerjanya belum yang baru. Perbarui datanya, lalu ajukan lagi."),
    Contoh("pppk.demo", S.KONSEP, 0),
)  # fmt: skip
WAITING = {
    S.PARAF: TUGAS_PARAF,
    S.TANDA_TANGAN: TUGAS_TANDA_TANGAN,
    S.PEMERIKSAAN: TUGAS_PASTIKAN,
    S.DIKEMBALIKAN: TUGAS_PERBAIKI,
}
JUDUL = {
    TUGAS_PARAF: "Paraf naskah",
    TUGAS_TANDA_TANGAN: "Tanda tangani naskah",
    TUGAS_PASTIKAN: "Pastikan pindaian naskah",
    TUGAS_PERBAIKI: "Perbaiki naskah",
}
ALASAN = {
    TUGAS_PARAF: "Anda pemaraf ke-1 naskah ini.", TUGAS_TANDA_TANGAN: "Anda penanda tangan naskah ini, dan semua paraf sudah ada.",
    TUGAS_PASTIKAN: "Orang lain mengunggah pindaiannya; orang kedua memastikan isinya.",
    TUGAS_PERBAIKI: "Naskah yang Anda buat dikembalikan dengan alasan.",
}  # fmt: skip
JENIS = "surat_keterangan"


@dataclass
class Lemari:
    """Rows of the papers, table by table."""

    naskah: list[Naskah] = field(default_factory=list)
    paraf: list[ParafNaskah] = field(default_factory=list)
    riwayat: list[RiwayatNaskah] = field(default_factory=list)
    nomor: list[NomorNaskah] = field(default_factory=list)
    dokumen: list[Dokumen] = field(default_factory=list)
    tugas: list[Tugas] = field(default_factory=list)


class Penulis:
    def __init__(self, demo: Demo, plan: Rencana, orang: Sequence[UUID], akun: Sequence[UUID]) -> None:
        self.demo, self.orang, self.akun = demo, orang, akun
        self.tokoh = {person.tokoh.akun: person.nomor for person in plan.orang if person.tokoh}
        self.lemari, self.register = Lemari(), dict[tuple[UUID, int], RegisterNomor]()

    def write(self) -> None:
        for place, contoh in enumerate(CONTOH):
            self.paper(place, contoh)
        known = self.lemari
        registers = list(self.register.values())
        for rows in (known.dokumen, known.naskah, known.paraf, known.riwayat, registers, known.nomor, known.tugas):
            copy_rows(rows)

    def who(self, name: str) -> UUID:
        return self.akun[self.tokoh[name]]

    def at(self, contoh: Contoh, step: int) -> datetime:
        return self.demo.jam(self.demo.tanggal - timedelta(days=contoh.hari)) + timedelta(minutes=20 * step)

    def paper(self, place: int, contoh: Contoh) -> None:
        person = Pegawai.objects.get(pk=self.orang[self.tokoh[contoh.tentang]])
        day = self.demo.tanggal - timedelta(days=contoh.hari)
        unit_id, values = surat_keterangan_data(person, day)
        if unit_id is None:  # a province so small that this person's unit is missing
            return
        officials = {one.akun_id: one for one in officials_of(unit_id, person.pk, day)}
        signer = officials.get(self.who(contoh.penanda))
        if signer is None or not {self.who(name) for name in contoh.paraf} <= set(officials):
            return
        row = Naskah(
            id=self.demo.id("naskah", place), instansi_id=self.demo.id("instansi", 1), jenis=JENIS, unit_id=unit_id,
            penerbit_id=issuing_unit(unit_id, day), subjek_id=person.pk, tentang=person.nama_lengkap,
            inisial=initials(person.nama), data=IsiKeterangan(**values).model_dump(mode="json"), tanggal_data=day,
            status=contoh.status, putaran=0 if contoh.status == S.KONSEP else 1, pembuat_id=self.who(contoh.pembuat),
            dibuat_pada=self.at(contoh, 0), penanda_tangan_id=signer.akun_id, nama_penanda_tangan=signer.nama,
            nip_penanda_tangan=signer.nip, jabatan_penanda_tangan=signer.jabatan, kewenangan=signer.sebab,
        )  # fmt: skip
        if contoh.cara:
            self.signature(row, contoh, place)
        self.lemari.naskah.append(row)
        self.initials(row, contoh, officials)
        self.history(row, contoh, signer)
        self.duty(row, contoh)

    def signature(self, row: Naskah, contoh: Contoh, place: int) -> None:
        """Number, code and file; the scan of a demo paper is the paper itself."""
        row.tanggal = row.tanggal_data
        row.nomor = self.number(row)
        chance = self.demo.acak(f"kode naskah {place}")
        row.kode = "".join(chance.choice(ABJAD) for _ in range(PANJANG))
        drawn = draw_naskah(row, konsep=False)
        content = sign_with_throwaway(drawn) if contoh.cara == "tte" else drawn
        row.cara, row.jenis_isi, row.pindai = CaraTandaTangan(contoh.cara), PDF, HasilPindai.TIDAK_DIPINDAI
        row.sidik, row.halaman = hashlib.sha256(content).hexdigest(), count_pages(content)
        row.nama_simpan, row.nomor_keluar = f"naskah/contoh/{row.pk.hex}", contoh.cara == "basah"
        put_file(row.nama_simpan, content)
        if contoh.cara == "basah":
            row.diunggah_oleh_id = row.pembuat_id
        if contoh.status not in BERTANDA_TANGAN:
            return
        row.ditandatangani_pada = self.at(contoh, 4)
        row.dipastikan_oleh_id = row.penanda_tangan_id if contoh.cara == "basah" else None
        row.terkirim_pada = self.at(contoh, 5)
        row.dokumen_id = self.document(row, content).pk
        if contoh.status == S.DICABUT:
            row.dicabut_pada, row.alasan_cabut = self.at(contoh, 9), contoh.alasan

    def number(self, row: Naskah) -> str:
        assert row.tanggal is not None
        year = row.tanggal.year
        key = (row.penerbit_id, year)
        register = self.register.setdefault(key, RegisterNomor(
            id=self.demo.id("register_nomor", f"{key[0]}:{year}"), unit_id=row.penerbit_id, jenis=JENIS, tahun=year
        ))  # fmt: skip
        register.terakhir += 1
        self.lemari.nomor.append(NomorNaskah(
            id=self.demo.id("nomor_naskah", row.pk), register=register, urut=register.terakhir, naskah_id=row.pk
        ))  # fmt: skip
        kode = UnitKerja.objects.values_list("kode", flat=True).get(pk=row.penerbit_id)
        return write_nomor(urut=register.terakhir, klasifikasi=jenis_naskah(JENIS).klasifikasi, unit=kode, tahun=year)

    def document(self, row: Naskah, content: bytes) -> Dokumen:
        pk, person = self.demo.id("dokumen_naskah", row.pk), row.subjek_id
        stored, picture = f"dokumen/contoh/{pk.hex}", f"pratinjau/contoh/{pk.hex}"
        put_file(stored, content)
        put_file(picture, draw_first_page(content) or b"")
        kind = jenis_dokumen(JENIS)
        found = Dokumen(
            id=pk, instansi_id=row.instansi_id, pemilik_id=self.akun[self.orang.index(person)], subjek_id=person, jenis=kind.kunci,
            judul=kind.label, nomor=row.nomor, tanggal=row.tanggal, retensi=kind.retensi, nama_simpan=stored, sidik=row.sidik,
            ukuran=len(content), jenis_isi=PDF, halaman=row.halaman, pindai=HasilPindai.TIDAK_DIPINDAI, pratinjau=Pratinjau.ADA,
            pratinjau_simpan=picture, diunggah_oleh_id=row.penanda_tangan_id, diunggah_pada=row.terkirim_pada,
        )  # fmt: skip
        self.lemari.dokumen.append(found)
        return found

    def initials(self, row: Naskah, contoh: Contoh, officials: dict[UUID, Pejabat]) -> None:
        given = contoh.status not in {S.KONSEP, S.PARAF, S.DIBATALKAN}
        for place, name in enumerate(contoh.paraf, 1):
            self.lemari.paraf.append(ParafNaskah(
                id=self.demo.id("paraf", f"{row.pk}:{place}"), naskah_id=row.pk, urutan=place, pemaraf_id=self.who(name),
                jabatan=officials[self.who(name)].jabatan, diparaf_pada=self.at(contoh, 2) if given else None,
            ))  # fmt: skip

    def history(self, row: Naskah, contoh: Contoh, signer: Pejabat) -> None:
        for step, (langkah, oleh, sebagai) in enumerate(self.steps(row, contoh, signer)):
            last = langkah in {L.DIKEMBALIKAN, L.DIBATALKAN, L.DICABUT}
            self.lemari.riwayat.append(RiwayatNaskah(
                id=self.demo.id("riwayat_naskah", f"{row.pk}:{step}"), naskah_id=row.pk, langkah=langkah, oleh_id=oleh,
                pada=row.terkirim_pada if langkah == L.TERKIRIM else self.at(contoh, 9 if langkah == L.DICABUT else step),
                sebagai=sebagai, alasan=contoh.alasan if last else "",
            ))  # fmt: skip

    def steps(self, row: Naskah, contoh: Contoh, signer: Pejabat) -> Iterator[tuple[LangkahNaskah, UUID | None, str]]:
        maker, signs = row.pembuat_id, row.penanda_tangan_id
        yield L.DIBUAT, maker, ""
        if contoh.status == S.DIBATALKAN:
            yield L.DIBATALKAN, maker, ""
        if contoh.status in {S.KONSEP, S.DIBATALKAN}:
            return
        yield L.DIAJUKAN, maker, ""
        if contoh.status == S.PARAF:
            return
        for name in contoh.paraf:
            yield L.DIPARAF, self.who(name), ""
        if contoh.status == S.DIKEMBALIKAN:
            yield L.DIKEMBALIKAN, signs, ""
        if contoh.cara == "basah":
            yield L.DIUNGGAH, maker, ""
        if contoh.status in BERTANDA_TANGAN:
            yield (L.DITANDATANGANI if contoh.cara == "tte" else L.DIPASTIKAN), signs, signer.jabatan
            yield L.TERKIRIM, None, ""
        if contoh.status == S.DICABUT:
            yield L.DICABUT, signs, ""

    def duty(self, row: Naskah, contoh: Contoh) -> None:
        kind = WAITING.get(contoh.status)
        if kind is None:
            return
        holders = {TUGAS_PARAF: self.who(contoh.paraf[0]), TUGAS_PERBAIKI: row.pembuat_id}
        self.lemari.tugas.append(Tugas(
            id=self.demo.id("tugas_naskah", row.pk), untuk_id=holders.get(kind, row.penanda_tangan_id), jenis=kind,
            objek_id=row.pk, judul=f"{JUDUL[kind]}: {row.nama_jenis}", tentang=row.tentang, alasan=ALASAN[kind],
            url=reverse("berkas:naskah_detail", args=[row.pk]), batas=self.at(contoh, 3) + MENUNGGU,
            dibuat_pada=self.at(contoh, 3),
        ))  # fmt: skip


def copy_rows(rows: Sequence[Any]) -> None:
    """Whole objects, with the moments they say and not the moment of the load."""
    if not rows:
        return
    fields = rows[0]._meta.concrete_fields
    salin(
        type(rows[0]),
        [one.column for one in fields],
        [[_plain(getattr(row, one.attname)) for one in fields] for row in rows],
    )


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def load_naskah(demo: Demo, plan: Rencana, orang: Sequence[UUID], akun: Sequence[UUID]) -> None:
    Penulis(demo, plan, orang, akun).write()
