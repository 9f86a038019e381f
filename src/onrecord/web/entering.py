"""Who may write: whoever opened the link that the server printed. A form carries a sign that only its page knows."""

from __future__ import annotations

import hmac
import secrets
from threading import Lock

from onrecord.errors import OnrecordError


class ForbiddenError(OnrecordError):
    """Something is to be written by somebody who may not."""


class Door:
    """Lets in whoever brings the token, once; then they are known by a cookie."""

    def __init__(self, token: str | None = None) -> None:
        """Take a token, or make one."""
        self.token = token or secrets.token_urlsafe(24)
        self._inside: dict[str, str] = {}
        self._lock = Lock()

    def enter(self, token: str, who: str) -> str:
        """Let somebody in; gives the value of their cookie.

        Raises:
            ForbiddenError: the token is wrong, or was used before.
        """
        with self._lock:
            if not self.token or not hmac.compare_digest(token.encode(), self.token.encode()):
                raise ForbiddenError("this link was used before, or is not whole; start the server again for a new one")
            self.token = ""
            session = secrets.token_urlsafe(24)
            self._inside[session] = who
        return session

    def who(self, session: str | None) -> str | None:
        """The name that somebody decides under; None for one who was not let in."""
        return self._inside.get(session or "")

    def rename(self, session: str, who: str) -> None:
        """Let somebody decide under another name from now on."""
        self._inside[session] = who

    def sign(self, session: str | None) -> str:
        """What a form of this session carries; "" for one who was not let in."""
        if self.who(session) is None:
            return ""
        return hmac.new(str(session).encode(), b"form", "sha256").hexdigest()

    def check(self, session: str | None, sign: str) -> None:
        """See that a form comes from a page of the session.

        Raises:
            ForbiddenError: it does not, or nobody was let in.
        """
        expected = self.sign(session)
        if not expected or not hmac.compare_digest(sign.encode("utf-8", "replace"), expected.encode()):
            raise ForbiddenError("deciding needs the link that the server printed when it started; open that first")
