from django.apps import AppConfig


class LembarConfig(AppConfig):
    name = "asn_portal.lembar"
    label = "lembar"
    verbose_name = "Lembar kerja dan daftar"

    def ready(self) -> None:
        from asn_portal.lembar import bilah, data_saya, tasks, unit  # noqa: F401  (registered by being imported)
