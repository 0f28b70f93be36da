from django.apps import AppConfig


class PegawaiConfig(AppConfig):
    name = "pegawai"
    verbose_name = "Pegawai"

    def ready(self) -> None:
        # Registered by being imported: rules and their drawings, demo data, menu, kinds of documents and papers, derived roles, receivers, schedules.
        from pegawai import (  # noqa: F401
            aturan,
            demo,
            dokumen,
            ekspor,
            gambar,
            impor,
            kotak,
            menu,
            naskah,
            papan,
            permissions,
            receivers,
            rekap,
            tasks,
        )
