from django.apps import AppConfig


class JabatanConfig(AppConfig):
    name = "jabatan"
    verbose_name = "Jabatan"

    def ready(self) -> None:
        from jabatan import aturan, gambar  # noqa: F401  (rules and their drawings register themselves)
