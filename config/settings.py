"""Settings by environment (django-environ). The table of them stands in docs/settings.md.

GOP_ENV is `demo` (the default, for a machine of one's own) or `production`, which refuses
a moved clock, missing keys and plain http.
"""

import os
import sys
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from config import production

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

GOP_ENV = env.str("GOP_ENV", "demo")
if GOP_ENV not in {"demo", "production"}:
    raise ImproperlyConfigured("GOP_ENV is demo or production.")
PRODUCTION = GOP_ENV == "production"
GOP_VAR = Path(env.str("GOP_VAR", str(BASE_DIR / "var")))
if not PRODUCTION and (GOP_VAR / "keys.env").exists():
    env.read_env(str(GOP_VAR / "keys.env"))
if PRODUCTION and (refused := production.refusals(os.environ)):
    raise ImproperlyConfigured("Production does not start:\n- " + "\n- ".join(refused))

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"])
GOP_BASE_URL = env.str("GOP_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [GOP_BASE_URL]

GOP_CPR_KEYS = env.str("GOP_CPR_KEYS")
GOP_CPR_HASH_KEY = env.str("GOP_CPR_HASH_KEY")
GOP_CPR_HASH_KEY_OLD = env.str("GOP_CPR_HASH_KEY_OLD", "")

GOP_NOW = env.str("GOP_NOW", "")
GOP_CLOCK_OFFSET = env.float("GOP_CLOCK_OFFSET", 0.0)
GOP_CLOCK_FILE = env.str("GOP_CLOCK_FILE", "")
# How long after its end a case may be reopened by a triage officer; after that by whoever answers for unowned cases.
GOP_REOPEN_DAYS = env.int("GOP_REOPEN_DAYS", 30)
# How long the code of the citizen's two questions holds; then to the end of that month.
GOP_EXPERIENCE_DAYS = env.int("GOP_EXPERIENCE_DAYS", 90)
# An assignment: opening days the performer has to answer in, and days it may be read after its end. Both are assumptions.
GOP_ANSWER_DAYS = env.int("GOP_ANSWER_DAYS", 2)
GOP_ACCESS_DAYS = env.int("GOP_ACCESS_DAYS", 30)
GOP_DIGEST_HOUR = env.int("GOP_DIGEST_HOUR", 14)
GOP_STILL_DAYS = env.int("GOP_STILL_DAYS", 3)
GOP_SCAN_SECONDS = env.int("GOP_SCAN_SECONDS", 60)
GOP_COUNT_SECONDS = env.int("GOP_COUNT_SECONDS", 20)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "config",
    "accounts",
    "hospitals",
    "municipalities",
    "deadlines",
    "gop",
    "audits",
]

MIDDLEWARE = [
    "config.seen.access.AccessMiddleware",
    "config.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.ActorMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "config.context.shell",
            ]
        },
    }
]

# Each process has its own login in DATABASE_URL: gop_web for web and commands, gop_worker for worker and beat.
DATABASES = {"default": env.db_url("DATABASE_URL", engine="django.db.backends.postgresql")}
DATABASES["default"] |= {
    "CONN_MAX_AGE": 0,
    # What the address says after its question mark (sslmode and the like) stays.
    "OPTIONS": DATABASES["default"].get("OPTIONS", {})
    | {
        # Somebody waits for the page that says so when the database is gone.
        "pool": {"min_size": 1, "max_size": env.int("GOP_POOL", 10), "timeout": 3},
        "connect_timeout": 3,
        # Allows those of accounts/prepared.py; every other statement goes whole, as Django has it.
        "prepare_threshold": 1_000_000_000 if env.bool("GOP_PREPARE", True) else None,
    },
    "CONN_HEALTH_CHECKS": True,  # a pool outlives a restart of the server, its connections do not
}
sys.stderr.write(production.forgotten(os.environ, DATABASES["default"]["HOST"]))
if env.str("DATABASE_OWNER_URL", ""):
    DATABASES["owner"] = env.db_url("DATABASE_OWNER_URL", engine="django.db.backends.postgresql")
# For `manage.py backup` and `manage.py restore` alone: no connection of Django's, so no code reaches them by a name.
DATABASE_BACKUP_URL = env.str("DATABASE_BACKUP_URL", "")
DATABASE_RESTORE_URL = env.str("DATABASE_RESTORE_URL", "")

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.sign_in.PasswordBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "login"
# How often, counted in accounts/attempts.py. 0 means no limit.
GOP_LOGIN_FAILURES = env.int("GOP_LOGIN_FAILURES", 5)
GOP_LOGIN_ADDRESS_FAILURES = env.int("GOP_LOGIN_ADDRESS_FAILURES", 50)
GOP_LOGIN_LOCK_MINUTES = env.int("GOP_LOGIN_LOCK_MINUTES", 15)
GOP_WRONG_CODES = env.int("GOP_WRONG_CODES", 20)
GOP_SEARCHES_A_MINUTE = env.int("GOP_SEARCHES_A_MINUTE", 30)
GOP_FIGURES_A_MINUTE = env.int("GOP_FIGURES_A_MINUTE", 120)
GOP_FRESH_SECONDS = env.int("GOP_FRESH_SECONDS", 30)
# How many proxies of our own stand before the web: whose word counts on address and TLS.
GOP_PROXIES = env.int("GOP_PROXIES", 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if GOP_PROXIES else None
SESSION_ENGINE = "accounts.session_store"
# After this long without a request; renewed by accounts/sessions.py.
SESSION_COOKIE_AGE = 60 * env.int("GOP_SESSION_MINUTES", 60)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# The prefix makes the browser refuse the cookie unless it came over TLS from this very host.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = ("__Host-session", "__Host-csrf") if PRODUCTION else ("sessionid", "csrftoken")
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
# Asked from inside, without TLS, by whoever watches; nothing of a citizen is there.
SECURE_REDIRECT_EXEMPT = [r"^healthz/", r"^metrics$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["config.uploads.OneFileInMemory"]
# Megabytes of one attachment, and of all those of a plan.
GOP_ATTACHMENT_MB = env.int("GOP_ATTACHMENT_MB", 10)
GOP_ATTACHMENTS_MB = env.int("GOP_ATTACHMENTS_MB", 30)

# Who takes letters to citizens: "file", "none" (all on paper), or the dotted name of a class (gop/digital_post/interface.py).
GOP_DIGITAL_POST = env.str("GOP_DIGITAL_POST", "none" if PRODUCTION else "file")
GOP_DIGITAL_POST_FOLDER = env.str("GOP_DIGITAL_POST_FOLDER", "") or str(GOP_VAR / "digital_post")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = GOP_VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("dkfds", BASE_DIR / "node_modules" / "dkfds" / "dist")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LANGUAGE_CODE = "da"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
DATE_FORMAT = "j. F Y"

EMAIL = env.email_url("EMAIL_URL", default="consolemail://") if env.str("EMAIL_URL", "") else {}
EMAIL_BACKEND = EMAIL.get("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = EMAIL.get("EMAIL_FILE_PATH") or str(GOP_VAR / "mail")
EMAIL_HOST, EMAIL_PORT = EMAIL.get("EMAIL_HOST", "localhost"), EMAIL.get("EMAIL_PORT") or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL.get("EMAIL_HOST_USER", ""), EMAIL.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_TLS", False), EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("GOP_FROM_EMAIL", "gop@example.org")

REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 2, "visibility_timeout": 600}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "Europe/Copenhagen"
CELERY_TASK_DEFAULT_QUEUE = "gop"

# Without it nobody reads /metrics in production.
GOP_METRICS_TOKEN = env.str("GOP_METRICS_TOKEN", "")
GOP_LOG = env.str("GOP_LOG", "json" if PRODUCTION else "line")
if GOP_LOG not in {"json", "line"}:
    raise ImproperlyConfigured("GOP_LOG is json or line.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.seen.log.JsonLines"}, "line": {"()": "config.seen.log.PlainLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": GOP_LOG}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Django's own handlers would print an address with its search words, and mail a page of variables.
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
        # accounts/jobs.py writes one line a job, with the id of the request; Celery's tell of failures.
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
    },
}
