from django.apps import AppConfig


class MeritConfig(AppConfig):
    name = "merit"
    verbose_name = "Merit"

    def ready(self) -> None:
        from merit import aturan, gambar  # noqa: F401  (rules and their drawings register themselves)
