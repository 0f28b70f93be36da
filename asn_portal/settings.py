"""Settings of the portal. Every variable stands in .env.example with its meaning.

Four modes (ASN_MODE): `produksi` (the default, refuses unsafe settings), `demo` (./run: invented people, one
shared password, loopback only), `uji` (the tests) and `luring` (commands that need no database).
"""

import socket
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from asn_portal.produksi import find_unsafe

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

MODE = env("ASN_MODE", default="produksi")
if MODE not in {"produksi", "demo", "uji", "luring"}:
    raise ImproperlyConfigured(f"ASN_MODE={MODE} tidak dikenal; pilih produksi, demo, uji, atau luring.")
DEMO = MODE == "demo"
PRODUCTION = MODE == "produksi"
if PRODUCTION and (problems := find_unsafe(env.ENVIRON)):
    raise ImproperlyConfigured("Portal tidak dijalankan:\n- " + "\n- ".join(problems))

DEBUG = False
LOCAL_KEY = "hanya-untuk-uji-dan-luring"
SECRET_KEY = env("SECRET_KEY", default=LOCAL_KEY)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_LAMA", default=[])
# Keys of the encrypted columns and of their search digests (core/kripto.py): base64 of 32 bytes each.
KUNCI_SANDI = env("ASN_KUNCI_SANDI", default="QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=")
KUNCI_SIDIK = env("ASN_KUNCI_SIDIK", default="QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI=")

# The address people type; links in e-mails are built from it, never from a Host header.
ALAMAT = env("ASN_ALAMAT", default="https://portal.invalid" if PRODUCTION else "http://127.0.0.1:8000")
HTTPS = PRODUCTION or ALAMAT.startswith("https://")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [ALAMAT] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "asn_portal.core",
    "asn_portal.lembar",
    "asn_portal.berkas",
    "asn_portal.rekap",
    "asn_portal.mutu",
    "pegawai",
    "jabatan",
    "kinerja",
    "pelatihan",
    "merit",
    "partisipasi",
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "asn_portal.core.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "asn_portal.core.middleware.HeaderMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "asn_portal.core.middleware.IdleTimeoutMiddleware",
    "asn_portal.core.lihat.ViewAsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "asn_portal.core.middleware.AccountDutiesMiddleware",
    "asn_portal.core.middleware.DomainErrorMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "asn_portal.urls"
WSGI_APPLICATION = "asn_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "asn_portal.core.konteks.frame",
            ],
            "builtins": [
                "asn_portal.core.templatetags.bentuk",
                "asn_portal.core.templatetags.kembali",
                "pegawai.templatetags.orang",
            ],
        },
    }
]

# -- Database ----------------------------------------------------------------------------------------------

# Behind PgBouncer in transaction mode nothing may depend on session state.
PGBOUNCER = env.bool("ASN_PGBOUNCER", default=False)
SQL_TIMEOUT = env.int("ASN_BATAS_SQL_DETIK", default=30)


def database() -> dict[str, Any]:
    config: dict[str, Any] = env.db("DATABASE_URL", default="postgres://asn_app@/asn?host=/nonexistent")
    limits = f"-c statement_timeout={SQL_TIMEOUT}s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
    # One wrong letter in a short name is still found (pegawai.models, search by name).
    limits += " -c pg_trgm.word_similarity_threshold=0.5"
    options = {"connect_timeout": 3, "application_name": f"asn-{socket.gethostname()[:40]}"}
    if not PGBOUNCER:
        options["options"] = limits
    config["OPTIONS"] = config.get("OPTIONS", {}) | options
    config |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "DISABLE_SERVER_SIDE_CURSORS": PGBOUNCER}
    return config


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The one cache is a table: throttle counters and second-factor replay marks survive without Redis.
# Django would throw entries away beyond 300: whoever fills it with reset requests would empty those counters.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_tembolok",
        "OPTIONS": {"MAX_ENTRIES": 2_000_000},
    }
}

# -- Accounts ----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "core.Pengguna"
AUTHENTICATION_BACKENDS = ["asn_portal.core.masuk.PengenalBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "core:beranda"
LOGOUT_REDIRECT_URL = "account_login"

PASSWORD_HASHERS = ["asn_portal.core.sandi.OwaspArgon2Hasher"]
PASSWORD_MAX_AGE_DAYS = env.int("ASN_SANDI_UMUR_HARI", default=365)  # 0: never expires
PASSWORD_COMPOSITION = env.bool("ASN_SANDI_KOMPOSISI", default=True)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "nama", "email")},
    },
    {"NAME": "asn_portal.core.sandi.CompositionValidator"},
]

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
THEME_COOKIE_NAME = "__Host-tema" if HTTPS else "tema"
# In the session, not in a cookie: what one person was told must not greet the next one on a shared device.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "asn_portal.core.views.galat.csrf_failure"
IDLE_TIMEOUT = 30 * 60
IDLE_TIMEOUT_SHARED = 10 * 60

ACCOUNT_ADAPTER = "asn_portal.core.masuk.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Failed passwords are counted by core.pembatas, which locks out nobody for long (a whole office may share one
# address); the library's own limits serve second-factor codes (login_failed) and the reset form.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "5/5m/key", "reset_password": "60/m/ip,5/h/key"}
ACCOUNT_FORMS = {
    "login": "asn_portal.core.forms.masuk.LoginForm",
    "reset_password": "asn_portal.core.forms.masuk.ResetPasswordForm",
    "reset_password_from_key": "asn_portal.core.forms.masuk.ResetPasswordKeyForm",
    "change_password": "asn_portal.core.forms.masuk.ChangePasswordForm",
    "reauthenticate": "asn_portal.core.forms.masuk.ReauthenticateForm",
}
PASSWORD_RESET_TIMEOUT = 3600

MFA_ADAPTER = "asn_portal.core.masuk.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Portal Pegawai"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "asn_portal.core.forms.masuk.AuthenticateForm",
    "reauthenticate": "asn_portal.core.forms.masuk.MFAReauthenticateForm",
    "activate_totp": "asn_portal.core.forms.masuk.ActivateTOTPForm",
    "deactivate_totp": "asn_portal.core.forms.masuk.DeactivateTOTPForm",
    "generate_recovery_codes": "asn_portal.core.forms.masuk.GenerateRecoveryCodesForm",
}
USERSESSIONS_TRACK_ACTIVITY = False  # core.middleware writes at most once a minute

# Single sign-on by configuration: empty means off.
OIDC_ISSUER = env("ASN_OIDC_ISSUER", default="")
OIDC_CLIENT_ID = env("ASN_OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env("ASN_OIDC_CLIENT_SECRET", default="")
OIDC_NIP_CLAIM = env("ASN_OIDC_KLAIM_NIP", default="nip")
OIDC_LABEL = env("ASN_OIDC_NAMA", default="akun tunggal")

# -- Browser -----------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's own small drawings are data addresses
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "report-uri": ["/csp/"],
    }
}
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^sehat/", r"^metrics$"]  # asked from inside, without the proxy
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Trusted only where the proxy removes the header from outside requests; off by default.
BEHIND_PROXY = env.bool("ASN_DI_BELAKANG_PROKSI", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

STATIC_URL = "static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(BASE_DIR / ".run" / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
FILES = "django.core.files.storage.FileSystemStorage"
LOCAL = {
    "location": env("ASN_BERKAS", default=str(BASE_DIR / ".run" / "berkas")),
    "file_permissions_mode": 0o600,
    "directory_permissions_mode": 0o700,
}
STORAGES = {
    "default": {"BACKEND": FILES, "OPTIONS": LOCAL},
    # Private files: outside the web root, handed out by views that ask for the right. An S3-compatible storage is another
    # class and its options (docs/panduan/operasi.md).
    "pribadi": {
        "BACKEND": env("ASN_BERKAS_KELAS", default=FILES),
        "OPTIONS": env.json("ASN_BERKAS_OPSI", default=LOCAL),
    },
    "staticfiles": {"BACKEND": PLAIN if MODE in {"uji", "luring"} else MANIFEST},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Who looks for viruses in uploaded files: `clamd:/socket`, `clamd:host:port`, or `perintah:program ...` (reads the file
# from its standard input; 0 clean, 1 found). Empty: nobody, and the trace says so.
VIRUS_SCANNER = env("ASN_PINDAI", default="")
# Who gives electronic signatures (asn_portal/berkas/tte): `bsre` (an HTTP service), `simulasi` (demo and tests only), or
# empty: nobody, papers are signed by hand. No page follows another address than this one.
TTE = {
    "penyedia": env("ASN_TTE", default="simulasi" if MODE in {"demo", "uji"} else ""),
    "alamat": env("ASN_TTE_ALAMAT", default=""),
    "pengguna": env("ASN_TTE_PENGGUNA", default=""),
    "sandi": env("ASN_TTE_SANDI", default=""),
    "batas_detik": env.float("ASN_TTE_BATAS_DETIK", default=15.0),
}

# Pulling somebody's data from SIASN (pegawai/siasn_web.py): `bkn`, or empty: not connected, which is where everybody begins.
# Two tokens are asked for, one of the gateway and one of the single sign-on; each agency gets its own keys from BKN.
SIASN = {
    "penyedia": env("ASN_SIASN", default=""),
    "alamat": env("ASN_SIASN_ALAMAT", default=""),
    "alamat_token": env("ASN_SIASN_ALAMAT_TOKEN", default=""),
    "kunci": env("ASN_SIASN_KUNCI", default=""),
    "rahasia": env("ASN_SIASN_RAHASIA", default=""),
    "alamat_sso": env("ASN_SIASN_ALAMAT_SSO", default=""),
    "klien_sso": env("ASN_SIASN_KLIEN_SSO", default=""),
    "pengguna_sso": env("ASN_SIASN_PENGGUNA_SSO", default=""),
    "sandi_sso": env("ASN_SIASN_SANDI_SSO", default=""),
    "batas_detik": env.float("ASN_SIASN_BATAS_DETIK", default=8.0),
}

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "asn_portal.core.api.token.TokenAuthentication",
        "asn_portal.core.api.token.SesiAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "asn_portal.core.api.token.SesuaiCakupan",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["asn_portal.core.api.isi.JsonParser"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_THROTTLE_CLASSES": ["asn_portal.core.pembatas.ApiThrottle"],
    "EXCEPTION_HANDLER": "asn_portal.core.api.galat.problem_detail",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "API Portal Pegawai",
    "DESCRIPTION": "Data dan tugas kepegawaian untuk program lain, dengan kewenangan pemilik akun hari ini.",
    "VERSION": "v1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": True,
    "COMPONENT_SPLIT_REQUEST": False,
    "SERVE_INCLUDE_SCHEMA": True,
    "ENUM_NAME_OVERRIDES": {
        "StatusNaskah": "asn_portal.berkas.enums.StatusNaskah",
        "StatusLaporan": "pegawai.enums.StatusLaporan",
        "StatusSKP": "kinerja.enums.StatusSKP",
        "StatusEvaluasi": "kinerja.enums.StatusEvaluasi",
        "StatusAngkatan": "pelatihan.enums.StatusAngkatan",
        "StatusPeserta": "pelatihan.enums.StatusPeserta",
        "StatusSertifikat": "pelatihan.enums.StatusSertifikat",
        "RatingKinerja": "kinerja.api.PILIHAN_RATING",
    },
}
TOKEN_MAX_DAYS = env.int("ASN_TOKEN_HARI", default=90)

# -- Language and time -------------------------------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True

# -- Jobs and mail -----------------------------------------------------------------------------------------

CELERY_BROKER_URL = env("REDIS_URL", default="redis://127.0.0.1:1/0")
CELERY_BROKER_TRANSPORT = "asn_portal.core.antrean:Transport"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_connect_timeout": 3, "socket_timeout": 10}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_DEFAULT_QUEUE = "asn"
CELERY_TIMEZONE = TIME_ZONE
# The one static entry; everything else is a row of core.Jadwal.
CELERY_BEAT_SCHEDULE = {"detak": {"task": "core.detak", "schedule": 60.0, "options": {"expires": 55}}}

vars().update(env.email_url("EMAIL_URL", default="dummymail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("ASN_SUREL_PENGIRIM", default="Portal Pegawai <tidak-dibalas@portal.invalid>")

# -- Trace, metrics, logs ----------------------------------------------------------------------------------

# Seals of the trace are also written here, outside the database (docs/panduan/operasi.md).
SEAL_FILE = env("ASN_SEGEL", default="")
METRICS_TOKEN = env("ASN_METRIK_TOKEN", default="")
DEMO_PASSWORD = env("ASN_SANDI_DEMO", default="Merdeka-1945-Jakarta")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"baris": {"()": "asn_portal.core.catatan.LineFormatter"}},
    "handlers": {"layar": {"class": "logging.StreamHandler", "formatter": "baris"}},
    "root": {"handlers": ["layar"], "level": "WARNING"},
    "loggers": {
        "asn": {"level": env("ASN_LOG", default="INFO")},
        # Every scanner on the internet causes one, each with a traceback.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
