from django.apps import AppConfig


class KinerjaConfig(AppConfig):
    name = "kinerja"
    verbose_name = "Kinerja"

    def ready(self) -> None:
        # Registered by being imported: rules and their drawings, evidence, demo data, imports, duties, menu, data quality,
        # what renewals and warnings ask, receivers, schedules.
        from kinerja import (  # noqa: F401
            aturan,
            bukti,
            data_saya,
            demo,
            ekspor,
            gambar,
            impor,
            impor_rencana,
            kotak,
            menu,
            mutu,
            naskah,
            penyedia,
            receivers,
            rekap,
            tasks,
        )
        # Registered by being imported: rules and their drawings, demo data, duties, menu, data quality, schedules.
