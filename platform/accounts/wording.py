"""Words of allauth's pages and messages that our own Korean says better than allauth's.

They stand here only to be found by ``makemessages``: what ``platform/locale`` has of them goes before allauth's own.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

REWORDED = (
    # Signing in and up
    _("Remember Me"),
    _("Forgot your password?"),
    _("Forgot Password?"),
    _("Successfully signed in as %(name)s."),
    _("You have signed out."),
    _("The email address and/or password you specified are not correct."),
    _("A user is already registered with this email address."),
    _("Too many failed login attempts. Try again later."),
    _("Be patient, you are sending too many requests."),
    _("Account Inactive"),
    _("This account is inactive."),
    # Passwords
    _("Password successfully changed."),
    _("Incorrect password."),
    _("Please type your current password."),
    _("Enter your password:"),
    _("Confirm Access"),
    _("Please reauthenticate to safeguard your account."),
    _("Password Reset"),
    _("Reset My Password"),
    _("Forgotten your password? Enter your email address below, and we'll send you an email allowing you to reset it."),
    _("Please contact us if you have any trouble resetting your password."),
    _(
        "We have sent you an email. If you have not received it please check your spam folder. "
        "Otherwise contact us if you do not receive it in a few minutes."
    ),
    _("Bad Token"),
    _("The password reset token was invalid."),
    _(
        "The password reset link was invalid, possibly because it has already been used.  "
        'Please request a <a href="%(passwd_reset_url)s">new password reset</a>.'
    ),
    _("Password Reset Email"),
    _(
        "You're receiving this email because you or someone else has requested a password reset for your user account."
        "\nIt can be safely ignored if you did not request a password reset. "
        "Click the link below to reset your password."
    ),
    # E-mail addresses
    _("Email Addresses"),
    _("The following email addresses are associated with your account:"),
    _("Verified"),
    _("Unverified"),
    _("Primary"),
    _("Make Primary"),
    _("Primary email address set."),
    _("Re-send Verification"),
    _("Remove"),
    _("Do you really want to remove the selected email address?"),
    _("Confirmation email sent to %(email)s."),
    _("You have confirmed %(email)s."),
    _("Removed email address %(email)s."),
    _("You cannot add more than %d email addresses."),
    _("Verify Your Email Address"),
    _(
        "We have sent an email to you for verification. Follow the link provided to finalize the signup process. "
        "If you do not see the verification email in your main inbox, check your spam folder. "
        "Please contact us if you do not receive the verification email within a few minutes."
    ),
    _("Confirm Email Address"),
    _('Please confirm that <a href="mailto:%(email)s">%(email)s</a> is an email address for user %(user_display)s.'),
    _(
        "This email confirmation link expired or is invalid. "
        'Please <a href="%(email_url)s">issue a new email confirmation request</a>.'
    ),
)
