"""A digest as a mail, by the standard library."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from onrecord.watching.digests import Parcel
from onrecord.watching.post import DeliveryError, Post
from onrecord.watching.text import subject, told

PATIENCE = 20.0  # seconds
SUBMISSION = {"smtp": 587, "smtps": 465}
UNSET = "set ONRECORD_SMTP (smtp://user:password@host:587, or smtps://…) and ONRECORD_SENDER (an address)"


def send(parcel: Parcel, to: str, post: Post) -> None:
    """Hand it to the server, which has taken it when it says so.

    Raises:
        DeliveryError: no server or sender is set, it cannot be reached, or it refuses.
    """
    where = f"watch {parcel.watch}: mail to {to}"
    if not post.smtp or not post.sender:
        raise DeliveryError(f"{where}: no server is set; {UNSET}")
    try:
        with _server(urlsplit(post.smtp)) as server:
            server.send_message(message(parcel, to, post.sender), post.sender, [to])
    except (smtplib.SMTPException, OSError, ValueError) as wrong:
        raise DeliveryError(f"{where} was not taken ({wrong})") from wrong


def message(parcel: Parcel, to: str, sender: str) -> EmailMessage:
    """The mail; the same digest gives the same one, by whose Message-ID it is known again."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"], mail["From"], mail["To"] = subject(parcel), sender, to
    mail["Date"] = format_datetime(datetime.fromisoformat(parcel.made))
    mail["Message-ID"] = f"<{parcel.key}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"  # nobody's absence is to answer it
    mail.set_content(told(parcel))
    return mail


@contextmanager
def _server(url: SplitResult) -> Iterator[smtplib.SMTP]:
    """A server ready to take mail; a password leaves this machine only where the line is encrypted."""
    if url.scheme not in SUBMISSION or not url.hostname:
        raise ValueError(f"ONRECORD_SMTP is no address of a server; {UNSET}")
    port = url.port or SUBMISSION[url.scheme]
    kind = smtplib.SMTP_SSL if url.scheme == "smtps" else smtplib.SMTP
    with kind(url.hostname, port, timeout=PATIENCE) as server:
        server.ehlo()
        safe = url.scheme == "smtps" or _here(url.hostname)
        if url.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            safe = True
        if url.username:
            if not safe:
                raise ValueError("the server offers no encryption, so no password is sent; use smtps://")
            server.login(unquote(url.username), unquote(url.password or ""))
        yield server


def _here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
