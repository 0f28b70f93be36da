from django.apps import AppConfig


class BerkasConfig(AppConfig):
    name = "asn_portal.berkas"
    label = "berkas"
    verbose_name = "Dokumen"

    def ready(self) -> None:
        from asn_portal.berkas import daftar, data_saya, menu, tasks, tugas  # noqa: F401  (registered by being imported)
