"""The site's settings: production's, read from the environment. `.env.example` lists it."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from coe_site.database.configuration import read_database
from coe_site.environment import (
    read_bool,
    read_int,
    read_networks,
    read_public_url,
    read_secret,
    read_text,
)

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(read_text("DATA_DIR", str(BASE_DIR / ".local"))).expanduser().resolve()

# Who we are, and to whom

SITE_NAME = "Imagining a Centre of Excellence"
PORT = read_int("PORT", 8000, minimum=1, maximum=65535)
PUBLIC_URL = read_public_url()
IS_PUBLIC = PUBLIC_URL.startswith("https://")
SITE_URL = PUBLIC_URL or f"http://127.0.0.1:{PORT}"
TRUSTED_PROXIES = read_networks("TRUSTED_PROXIES")

DEBUG = read_bool("DEBUG")
SECRET_KEY = read_secret("SECRET_KEY", DATA_DIR / "secret_key")
# Loopback is always allowed, so that a health check on the machine itself gets an answer.
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
if public_host := urlsplit(PUBLIC_URL).hostname:
    ALLOWED_HOSTS.append(public_host)

# The parts

INSTALLED_APPS = [
    "coe_site",
    "feedback",
    "pages",
    "coe_site.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "coe_site.static_files.PublicStaticFilesConfig",
    "axes",
    "crispy_forms",
    "crispy_forms_gds",
    "csp",
    "import_export",
    "tree_queries",
]
MIDDLEWARE = [
    "coe_site.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "coe_site.headers.ResponseHeadersMiddleware",
    "coe_site.unavailable.DatabaseAwayMiddleware",
    "coe_site.unreadable.RefuseUnreadableMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "coe_site.urls"
WSGI_APPLICATION = "coe_site.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coe_site.context.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["gds"]
CRISPY_TEMPLATE_PACK = "gds"

# What is kept

DATABASES = {"default": read_database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "coe_site.static_files.StaticFilesStorage"},
}

# Who may come in

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"

# A council's staff share one address: three mistakes by one must not lock out the rest.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_IPWARE_PROXY_COUNT = 0  # REMOTE_ADDR is the client's by the time axes reads it: see wsgi.py
AXES_ENABLE_ADMIN = False  # lockouts lift by themselves, or with manage.py axes_reset
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True

# Every code set: without them any member of staff may export and import (import-export's default).
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "import"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "export"

# What browsers are told

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
# Not no-referrer: with it Chromium sends `Origin: null` on our own form.
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
if IS_PUBLIC:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# How we speak

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = "coe_site.formats"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "coe_site.request_log.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "coe_site": {"level": "INFO"},
        # Django's own lines carry whole addresses; ours carry the route.
        "django.request": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.security": {"level": "ERROR"},
        "axes": {"level": "ERROR"},
        # One line for each try while the database is away; each request says so already.
        "psycopg.pool": {"level": "ERROR"},
    },
}
