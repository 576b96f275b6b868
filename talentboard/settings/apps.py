"""What the product is made of: apps, middleware, templates, language and static files."""

import os
from pathlib import Path

from whitenoise.compress import Compressor

from .environment import BASE_DIR, DEBUG

__all__ = [
    "AUTH_USER_MODEL", "FILE_UPLOAD_HANDLERS", "FORM_RENDERER", "INSTALLED_APPS", "LANGUAGE_CODE", "MIDDLEWARE",
    "ROOT_URLCONF", "STATICFILES_DIRS", "STATIC_ROOT", "STATIC_URL", "STORAGES", "TEMPLATES", "TIME_ZONE", "USE_I18N",
    "USE_TZ", "WHITENOISE_SKIP_COMPRESS_EXTENSIONS", "WSGI_APPLICATION",
]  # fmt: skip

INSTALLED_APPS = [
    "talentboard",
    "regions",
    "pools",
    "nominations",
    "gateway",
    "dashboard",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_filters",
    "pghistory",
    "pgtrigger",
    "rules",
]

MIDDLEWARE = [
    "talentboard.health.answers.CountAnswers",
    "talentboard.compressing.CompressingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "talentboard.headers.headers",
    "talentboard.audit.middleware.request_id",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "talentboard.links.guests.guests",
    "talentboard.accounts.sessions.IdleSessionMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "talentboard.accounts.typed.SignInFirst",
    "talentboard.accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "talentboard.access.middleware.RefusalMiddleware",
]

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
                "talentboard.access.navigation.navigation",
            ],
            "builtins": ["talentboard.nhs.tags", "talentboard.nhs.figure_tags", "talentboard.nhs.filters"],
        },
    }
]

AUTH_USER_MODEL = "talentboard.User"
ROOT_URLCONF = "talentboard.urls"
WSGI_APPLICATION = "talentboard.wsgi.application"
FORM_RENDERER = "talentboard.nhs.renderer.NhsRenderer"
FILE_UPLOAD_HANDLERS = ["talentboard.uploads.receiving.KeepWhatCanBeRead"]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("TALENTBOARD_STATIC_ROOT") or BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Fonts are there for charts and PDFs, and no browser asks for them: compressing them takes longer than all the rest.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "ttf")
