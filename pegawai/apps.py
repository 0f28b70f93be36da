from django.apps import AppConfig


class PegawaiConfig(AppConfig):
    name = "pegawai"
    verbose_name = "Pegawai"

    def ready(self) -> None:
        # Registered by being imported: rules and their drawings, demo data, menu, kinds of documents and papers, derived roles, receivers, schedules.
        from pegawai import (  # noqa: F401
            aturan,
            banyak,
            data_saya,
            demo,
            dokumen,
            ekspor,
            ekspor_peringatan,
            gambar,
            impor,
            impor_masuk,
            impor_riwayat,
            impor_sekali,
            impor_siasn,
            impor_simpeg,
            jenis_peringatan,
            kotak,
            menu,
            mutu,
            naskah,
            naskah_perjanjian,
            naskah_surat,
            papan,
            permissions,
            receivers,
            rekap,
            tasks,
        )
