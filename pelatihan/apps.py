from django.apps import AppConfig


class PelatihanConfig(AppConfig):
    name = "pelatihan"
    verbose_name = "Pelatihan"

    def ready(self) -> None:
        from pelatihan import aturan  # noqa: F401  (registered by being imported: rules)
