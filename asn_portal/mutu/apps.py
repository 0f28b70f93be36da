from django.apps import AppConfig


class MutuConfig(AppConfig):
    name = "asn_portal.mutu"
    label = "mutu"
    verbose_name = "Kendali mutu data"

    def ready(self) -> None:
        from asn_portal.mutu import data_saya, menu, tasks  # noqa: F401  (registered by being imported)
