from django.apps import AppConfig


class PelatihanConfig(AppConfig):
    name = "pelatihan"
    verbose_name = "Pelatihan"

    def ready(self) -> None:
        # Registered by being imported: rules and their drawings, lists, demo data, imports, duties, menu, official papers, what is
        # told before somebody leaves, early warnings, receivers, how people are divided, schedules, measured levels for the match.
        from pelatihan import (  # noqa: F401
            aturan,
            daftar,
            data_saya,
            demo,
            ekspor,
            gambar,
            impor,
            kotak,
            kotak_kegiatan,
            menu,
            naskah,
            penyedia,
            peringatan,
            receivers,
            rekap,
            tasks,
            terukur,
        )
