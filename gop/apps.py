from django.apps import AppConfig


class GopConfig(AppConfig):
    name = "gop"
    default_auto_field = "django.db.models.BigAutoField"
