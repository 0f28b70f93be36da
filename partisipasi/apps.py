from django.apps import AppConfig


class PartisipasiConfig(AppConfig):
    name = "partisipasi"
    verbose_name = "Partisipasi"

    def ready(self) -> None:
        from partisipasi import aturan  # noqa: F401  (its rules register themselves)
