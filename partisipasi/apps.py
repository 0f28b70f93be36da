from django.apps import AppConfig


class PartisipasiConfig(AppConfig):
    name = "partisipasi"
    verbose_name = "Partisipasi"

    def ready(self) -> None:
        from partisipasi import aturan, gambar  # noqa: F401  (rules and their drawings register themselves)
