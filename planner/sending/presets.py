"""The servers of the usual providers, by the domain of the address.

Names, ports and security are those that Thunderbird's table of providers and the providers' own
pages give (read in 2026-11); every value can be overridden. Which password a provider wants, and
whether its server keeps a copy of what it sends, is from the providers' own pages.
"""

from __future__ import annotations

from enum import StrEnum

from planner.model.frozen import frozen


class Security(StrEnum):
    """How a connection is kept from others' eyes."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@frozen
class Preset:
    """What is known of a provider; `domains` end in "." where the country varies.

    `keeps_sent` says that what goes out through its server is in Sent without planner's doing;
    `is_local_user` that one signs in with what stands before the @.
    """

    name: str
    domains: tuple[str, ...]
    smtp: tuple[str, int, Security]
    imap: tuple[str, int, Security]
    secret: str
    keeps_sent: bool = False
    is_local_user: bool = False


# Words for the user, and no secrets.
_BY_APP_PASSWORD = "It wants an app password, which you make in your account's security settings"  # noqa: S105
_BY_OWN_PASSWORD = "It wants your own password; let IMAP in in the settings of your mailbox first"  # noqa: S105
_BY_TOKEN = "It wants an OAuth token: name a command that prints one with --token-command"  # noqa: S105
_IMAPS = 993


def _imap(host: str) -> tuple[str, int, Security]:
    return host, _IMAPS, Security.TLS


def _smtps(host: str) -> tuple[str, int, Security]:
    return host, 465, Security.TLS


def _submission(host: str) -> tuple[str, int, Security]:
    return host, 587, Security.STARTTLS


PRESETS: tuple[Preset, ...] = (
    Preset(
        "Gmail",
        ("gmail.com", "googlemail.com", "google.com"),
        _smtps("smtp.gmail.com"),
        _imap("imap.gmail.com"),
        f"{_BY_APP_PASSWORD} once two-step verification is on; or an OAuth token",
        keeps_sent=True,
    ),
    Preset(
        "Outlook.com",
        ("outlook.", "hotmail.", "live.", "msn.com", "windowslive.com"),
        _submission("smtp-mail.outlook.com"),
        _imap("outlook.office365.com"),
        _BY_TOKEN,
        keeps_sent=True,
    ),
    Preset(
        "Microsoft 365",
        ("onmicrosoft.com", "office365.com"),
        _submission("smtp.office365.com"),
        _imap("outlook.office365.com"),
        _BY_TOKEN,
        keeps_sent=True,
    ),
    Preset(
        "iCloud",
        ("icloud.com", "me.com", "mac.com"),
        _submission("smtp.mail.me.com"),
        _imap("imap.mail.me.com"),
        _BY_APP_PASSWORD,
    ),
    Preset(
        "Yahoo",
        ("yahoo.", "ymail.com", "rocketmail.com", "myyahoo.com"),
        _smtps("smtp.mail.yahoo.com"),
        _imap("imap.mail.yahoo.com"),
        _BY_APP_PASSWORD,
    ),
    Preset(
        "AOL",
        ("aol.", "aim.com"),
        _smtps("smtp.aol.com"),
        _imap("imap.aol.com"),
        _BY_APP_PASSWORD,
    ),
    Preset(
        "GMX",
        ("gmx.net", "gmx.de", "gmx.at", "gmx.ch", "gmx.eu", "gmx.org", "gmx.info", "gmx.biz"),
        _smtps("mail.gmx.net"),
        _imap("imap.gmx.net"),
        _BY_OWN_PASSWORD,
    ),
    Preset(
        "GMX international",
        ("gmx.",),
        _smtps("mail.gmx.com"),
        _imap("imap.gmx.com"),
        _BY_OWN_PASSWORD,
    ),
    Preset(
        "WEB.DE",
        ("web.de",),
        _smtps("smtp.web.de"),
        _imap("imap.web.de"),
        _BY_OWN_PASSWORD,
        is_local_user=True,
    ),
    Preset(
        "Fastmail",
        ("fastmail.com", "fastmail.fm", "messagingengine.com"),
        _smtps("smtp.fastmail.com"),
        _imap("imap.fastmail.com"),
        _BY_APP_PASSWORD,
    ),
    Preset(
        "T-Online",
        ("t-online.de", "magenta.de"),
        _smtps("securesmtp.t-online.de"),
        _imap("secureimap.t-online.de"),
        "It wants the password for email programs, which you set in your account",
    ),
    Preset(
        "Posteo",
        ("posteo.",),
        _smtps("posteo.de"),
        _imap("posteo.de"),
        "It wants your own password",
    ),
    Preset(
        "Zoho",
        ("zoho.com", "zohomail.com"),
        _smtps("smtp.zoho.com"),
        _imap("imap.zoho.com"),
        _BY_APP_PASSWORD,
    ),
    Preset(
        "Zoho Europe",
        ("zoho.eu", "zohomail.eu"),
        _smtps("smtp.zoho.eu"),
        _imap("imap.zoho.eu"),
        _BY_APP_PASSWORD,
    ),
    Preset(
        "Orange",
        ("orange.fr", "wanadoo.fr"),
        _smtps("smtp.orange.fr"),
        _imap("imap.orange.fr"),
        _BY_OWN_PASSWORD,
    ),
    Preset(
        "Libero",
        ("libero.it", "iol.it", "blu.it", "inwind.it"),
        _smtps("smtp.libero.it"),
        _imap("imapmail.libero.it"),
        _BY_OWN_PASSWORD,
    ),
)


def preset_for(address: str, provider: str = "") -> Preset | None:
    """Find the preset of a provider by its name, or else by the domain of an address."""
    if provider:
        wanted = provider.casefold().strip()
        return next((each for each in PRESETS if each.name.casefold() == wanted), None)
    domain = address.rpartition("@")[2].casefold()
    for preset in PRESETS:
        if any(_is_of(domain, known) for known in preset.domains):
            return preset
    return None


def _is_of(domain: str, known: str) -> bool:
    if known.endswith("."):
        return domain.startswith(known)
    return domain == known or domain.endswith(f".{known}")
