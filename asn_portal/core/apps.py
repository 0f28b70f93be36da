from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "asn_portal.core"
    label = "core"
    verbose_name = "Fondasi"

    def ready(self) -> None:
        from asn_portal.core.api.kalimat import speak_indonesian

        speak_indonesian()
        from asn_portal.core import (  # noqa: F401  (registered by being imported)
            checks,
            daftar_halaman,
            data_saya,
            demo,
            menu,
            receivers,
            sumber,
            tasks,
            tugas_bawaan,
        )
        from asn_portal.core.jadwal import ensure_default_schedules

        post_migrate.connect(ensure_default_schedules, sender=self, dispatch_uid="core.jadwal")
