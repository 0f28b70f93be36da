"""Who may call which operation."""

from __future__ import annotations

from tests.izin.siapa import (
    AUDITOR,
    BKD,
    HR,
    INSTANSI,
    LAIN,
    MASUK,
    NASKAH,
    NASKAH_LAIN,
    NIHIL,
    PEMBACA,
    PEMILIK,
    SEMUA,
    UNIT,
    UNIT_LAIN,
    Cell,
    page,
)

API: dict[str, Cell] = {
    # API
    "api:skema": page(SEMUA),
    "api:aturan_list": page(SEMUA),
    "api:aturan": Cell(SEMUA, methods=("get", "post"), extra={"nama": "ikm"}),
    "api:saya": page(MASUK),
    "api:unit_list": page(MASUK),
    "api:unit_detail": Cell(INSTANSI, INSTANSI, LAIN, objek="unit"),
    "api:unit_bawahan": Cell(INSTANSI, INSTANSI, LAIN, objek="unit"),
    "api:draf": page(MASUK, "post"),
    "api:tugas_list": page(MASUK),
    "api:tugas_buka": Cell(UNIT, UNIT_LAIN, LAIN, ("post",), "tugas"),
    "api:tugas_putuskan": page(MASUK, "post"),  # everybody may send; the kind decides who may decide
    "api:pengumuman_list": page(MASUK),
    "api:pengumuman_detail": Cell(PEMBACA, UNIT_LAIN | BKD | AUDITOR, LAIN, objek="pengumuman"),
    "api:pengumuman_baca": Cell(PEMBACA, UNIT_LAIN | BKD | AUDITOR, LAIN, ("post",), "pengumuman"),
    "api:notifikasi_list": page(MASUK),
    "api:notifikasi_baca_semua": page(MASUK, "post"),
    "api:notifikasi_baca": Cell(frozenset({"pegawai"}), NIHIL, NIHIL, ("post",), "notifikasi"),
    "api:naskah_list": page(MASUK),
    "api:naskah_detail": Cell(NASKAH, NASKAH_LAIN, LAIN, objek="naskah"),
    "api:rekap": page(HR | AUDITOR | frozenset({"pimpinan"}) | LAIN),
    "api:mutu": page(HR | AUDITOR | frozenset({"pimpinan"}) | LAIN),
    "api:mutu_orang": page(HR | AUDITOR | LAIN),
    "api:skp_list": page(MASUK),
    "api:skp_detail": Cell(
        PEMILIK | {"atasan", "pimpinan"} | UNIT | BKD | AUDITOR, UNIT_LAIN | BKD | AUDITOR, LAIN, objek="skp"
    ),
    "api:skp_ajukan": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "skp"),
    "api:skp_putusan": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("post",), "skp"),
    "api:evaluasi_list": page(MASUK),
    "api:evaluasi_detail": Cell(
        PEMILIK | {"atasan", "atasan_penilai"} | UNIT | BKD | AUDITOR,
        UNIT_LAIN | BKD | AUDITOR | {"atasan_penilai"},
        LAIN,
        objek="evaluasi",
    ),
    "api:evaluasi_kirim": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "evaluasi"),
    "api:evaluasi_sampaikan": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("post",), "evaluasi"),
    "api:evaluasi_terima": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "evaluasi"),
    "api:bukti_list": page(MASUK),
    "api:laporan_list": page(MASUK, "get", "post"),
    "api:laporan_detail": Cell(frozenset({"pegawai"}) | UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="laporan"),
    "api:laporan_jawab": Cell(frozenset({"pegawai"}) | UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("post",), "laporan"),
    "api:pegawai_list": page(MASUK),
    "api:pegawai_detail": Cell(INSTANSI, INSTANSI, LAIN, objek="pegawai"),
}
