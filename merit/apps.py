from django.apps import AppConfig


class MeritConfig(AppConfig):
    name = "merit"
    verbose_name = "Merit"
