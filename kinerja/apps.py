from django.apps import AppConfig


class KinerjaConfig(AppConfig):
    name = "kinerja"
    verbose_name = "Kinerja"

    def ready(self) -> None:
        from kinerja import aturan  # noqa: F401  (registered by being imported: rules)
