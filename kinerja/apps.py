from django.apps import AppConfig


class KinerjaConfig(AppConfig):
    name = "kinerja"
    verbose_name = "Kinerja"

    def ready(self) -> None:
        from kinerja import aturan, gambar  # noqa: F401  (rules and their drawings register themselves)
