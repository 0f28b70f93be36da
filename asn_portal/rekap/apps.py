from django.apps import AppConfig


class RekapConfig(AppConfig):
    name = "asn_portal.rekap"
    label = "rekap"
    verbose_name = "Rekap"

    def ready(self) -> None:
        from asn_portal.rekap import daftar, menu, unit  # noqa: F401  (registered by being imported)
