from django.apps import AppConfig


class MeritConfig(AppConfig):
    name = "merit"
    verbose_name = "Merit"

    def ready(self) -> None:
        # Registered by being imported: rules and their drawings, lists, own data, demo data, duties, menu, papers, receivers,
        # schedules.
        from merit import aturan, daftar, data_saya, demo, gambar, kotak, menu, naskah, papan, receivers, tasks  # noqa: F401

        receivers.connect_installation(self)
