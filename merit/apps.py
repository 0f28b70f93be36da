from django.apps import AppConfig


class MeritConfig(AppConfig):
    name = "merit"
    verbose_name = "Merit"

    def ready(self) -> None:
        from merit import aturan  # noqa: F401  (registered by being imported: rules)
