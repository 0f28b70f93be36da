from django.apps import AppConfig


class JabatanConfig(AppConfig):
    name = "jabatan"
    verbose_name = "Jabatan"

    def ready(self) -> None:
        from jabatan import aturan  # noqa: F401  (registered by being imported: rules)
