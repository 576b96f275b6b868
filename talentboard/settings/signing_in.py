"""django-allauth: e-mail and password with a second factor, by invitation; OpenID Connect by settings alone."""

import os

from .environment import DEBUG, OUTBOX, flag, number

__all__ = [
    "ACCOUNT_ADAPTER", "ACCOUNT_CHANGE_EMAIL", "ACCOUNT_EMAIL_NOTIFICATIONS", "ACCOUNT_EMAIL_SUBJECT_PREFIX",
    "ACCOUNT_EMAIL_VERIFICATION", "ACCOUNT_LOGIN_METHODS", "ACCOUNT_LOGOUT_REDIRECT_URL", "ACCOUNT_PREVENT_ENUMERATION",
    "ACCOUNT_REAUTHENTICATION_REQUIRED", "ACCOUNT_SESSION_REMEMBER", "ACCOUNT_SIGNUP_FIELDS",
    "ACCOUNT_USER_MODEL_USERNAME_FIELD", "ALLAUTH_TRUSTED_PROXY_COUNT", "AUTHENTICATION_BACKENDS",
    "AUTH_PASSWORD_VALIDATORS", "DEFAULT_FROM_EMAIL", "EMAIL_BACKEND",
    "EMAIL_HOST", "EMAIL_HOST_PASSWORD", "EMAIL_HOST_USER", "EMAIL_PORT", "EMAIL_TIMEOUT",
    "EMAIL_USE_TLS", "LOGIN_REDIRECT_URL", "LOGIN_URL", "MFA_ADAPTER", "MFA_PASSKEY_LOGIN_ENABLED",
    "MFA_SUPPORTED_TYPES", "MFA_TOTP_ISSUER", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "OUTBOX", "SOCIALACCOUNT_ADAPTER",
    "SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT", "SOCIALACCOUNT_LOGIN_ON_GET", "SOCIALACCOUNT_PROVIDERS",
]  # fmt: skip

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "talentboard.accounts.own_words.OwnWords"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "talentboard.accounts.adapters.InvitationOnly"
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Talent boards: "
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation reached the address before there was an account
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None

# Tries are counted by address: behind a proxy by the one that it passes on, or everybody would share one count.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if flag("TALENTBOARD_BEHIND_PROXY") else 0

MFA_ADAPTER = "talentboard.accounts.adapters.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Talent boards"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG

SOCIALACCOUNT_ADAPTER = "talentboard.accounts.adapters.KnownPeopleOnly"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS: dict = {}
# Domains whose addresses the provider owns, so that they count as verified where it does not say so (NHSmail: nhs.net).
VERIFIED_DOMAINS = [domain for domain in os.environ.get("OIDC_VERIFIED_DOMAINS", "").split(",") if domain]
if os.environ.get("OIDC_SERVER_URL"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": os.environ.get("OIDC_PROVIDER_ID", "nhs"),
                "name": os.environ.get("OIDC_NAME", "NHSmail"),
                "client_id": os.environ.get("OIDC_CLIENT_ID", ""),
                "secret": os.environ.get("OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": os.environ["OIDC_SERVER_URL"], "verified_email": VERIFIED_DOMAINS},
            }
        ],
    }

DEFAULT_FROM_EMAIL = os.environ.get("TALENTBOARD_MAIL_FROM", "Talent boards <no-reply@talentboard.invalid>")
EMAIL_HOST = os.environ.get("TALENTBOARD_MAIL_HOST", "")
EMAIL_PORT = number("TALENTBOARD_MAIL_PORT", 587)
EMAIL_HOST_USER = os.environ.get("TALENTBOARD_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TALENTBOARD_MAIL_PASSWORD", "")
EMAIL_USE_TLS = flag("TALENTBOARD_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
# Mails hold names, and links that open accounts: without a server they are printed for developers and tests alone.
PRINT_MAILS = flag("TALENTBOARD_PRINT_MAILS", default=DEBUG)
if EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
elif OUTBOX:
    EMAIL_BACKEND = "talentboard.outbox.backend.OutboxBackend"
elif PRINT_MAILS:
    EMAIL_BACKEND = "talentboard.notifications.backends.StandardErrorBackend"
else:
    EMAIL_BACKEND = "talentboard.notifications.backends.NoServer"
