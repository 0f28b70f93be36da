from django.apps import AppConfig
from django.db.models.signals import post_migrate


class JabatanConfig(AppConfig):
    name = "jabatan"
    verbose_name = "Jabatan"

    def ready(self) -> None:
        # Registered by being imported: rules and their drawings, BKN's lists of positions, demo data, lists, menu, data quality, panels,
        # warnings, receivers, posts of the former SIMPEG, schedules.
        from jabatan import (  # noqa: F401
            aturan,
            daftar,
            daftar_peta,
            data_saya,
            demo,
            ekspor,
            gambar,
            impor,
            kotak,
            menu,
            mutu,
            naskah_mutasi,
            naskah_tim,
            papan,
            pejabat,
            peringatan,
            receivers,
            referensi,
            rekap,
            riwayat_jabatan,
            sasaran_simpeg,
            tasks,
        )
        from jabatan.services.kamus import ensure_kamus

        post_migrate.connect(ensure_kamus, sender=self, dispatch_uid="jabatan.kamus")
