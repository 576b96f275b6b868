"""What signing in says when something is not right. No sentence tells whether an address is known."""

SENTENCES = {
    "account_inactive": "This account is closed. Ask your system administrator.",
    "email_password_mismatch": "The e-mail address or the password is not right.",
    "enter_current_password": "Enter the password you have now.",
    "incorrect_code": "The code is not right. Enter the one that is shown now.",
    "incorrect_password": "The password is not right.",
    "invalid_login": "The e-mail address or the password is not right.",
    "invalid_or_expired_key": "This link has ended or has been used.",
    "invalid_password_reset": "This link has ended or has been used. Ask for a new one.",
    "rate_limited": "There were too many tries. Wait a minute and try again.",
    "too_many_login_attempts": "There were too many tries with this address. Wait five minutes and try again.",
    "same_as_current": "Choose a password that differs from the one you have now.",
}

SECOND_FACTOR_SENTENCES = {
    "cannot_delete_authenticator": "This is your only second factor. Add another before you remove it.",
    "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey before you make recovery codes.",
    "incorrect_code": "The code is not right, or has been used. Enter the one that is shown now.",
}
