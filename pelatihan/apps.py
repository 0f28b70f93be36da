from django.apps import AppConfig


class PelatihanConfig(AppConfig):
    name = "pelatihan"
    verbose_name = "Pelatihan"

    def ready(self) -> None:
        from pelatihan import aturan, gambar  # noqa: F401  (rules and their drawings register themselves)
