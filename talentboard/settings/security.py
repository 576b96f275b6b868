"""What the browser is told, and what the server refuses."""

import os

from csp.constants import NONE, SELF

from .environment import DEBUG, DEMONSTRATION, HOSTS, flag, needed

__all__ = [
    "ALLOWED_HOSTS", "CONTENT_SECURITY_POLICY", "CSRF_COOKIE_HTTPONLY", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SAMESITE",
    "CSRF_COOKIE_SECURE", "CSRF_FAILURE_VIEW", "CSRF_TRUSTED_ORIGINS", "DATA_UPLOAD_MAX_MEMORY_SIZE",
    "DATA_UPLOAD_MAX_NUMBER_FIELDS", "DEBUG", "DEMONSTRATION", "SECRET_KEY", "SECRET_KEY_FALLBACKS",
    "SECURE_CONTENT_TYPE_NOSNIFF",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD",
    "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER", "SECURE_REDIRECT_EXEMPT", "SECURE_REFERRER_POLICY",
    "SECURE_SSL_REDIRECT", "SESSION_COOKIE_AGE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SAMESITE", "SESSION_COOKIE_SECURE", "SESSION_ENGINE", "SESSION_EXPIRE_AT_BROWSER_CLOSE",
    "SITE_ADDRESS", "X_FRAME_OPTIONS",
]  # fmt: skip

SECRET_KEY = needed("TALENTBOARD_SECRET_KEY", "50 or more random characters, kept secret.")
# Earlier keys, the newest first: what they signed and sealed still counts until they are taken away.
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("TALENTBOARD_SECRET_KEY_FALLBACKS", "").split(",") if key]
ALLOWED_HOSTS = HOSTS
HTTPS = flag("TALENTBOARD_HTTPS", default=not DEBUG)
OF_THIS_HOST = "__Host-" if HTTPS else ""  # browsers then take the cookie from this very host alone, and only by https

CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("TALENTBOARD_ORIGINS", "").split(",") if origin]
SITE_ADDRESS = next(iter(CSRF_TRUSTED_ORIGINS), f"http://{HOSTS[0]}").rstrip("/")  # where the links of mails lead
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = f"{OF_THIS_HOST}talentboard_csrf"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "talentboard.access.middleware.csrf_failure"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = f"{OF_THIS_HOST}talentboard_session"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("TALENTBOARD_BEHIND_PROXY") else None
SECURE_REDIRECT_EXEMPT = ["^(healthz|readyz|metrics)$"]  # whoever watches over a process asks it directly
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
