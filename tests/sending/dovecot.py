"""A real IMAP server on loopback, with one mailbox; started and stopped by the tests."""

from __future__ import annotations

import getpass
import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import time
from typing import TYPE_CHECKING

from tests.sending.servers import ME, SECRET, free_port

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

DOVECOT = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
log_path = {folder}/log
mail_location = maildir:{folder}/mail:LAYOUT=fs
disable_plaintext_auth = no
ssl = {ssl}
{certificate}
auth_mechanisms = plain xoauth2
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
first_valid_uid = 1
passdb {{
  driver = static
  args = user={me} password={secret}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox "Gesendete Objekte" {{
    auto = subscribe
    special_use = \\Sent
  }}
  mailbox Drafts {{
    auto = subscribe
    special_use = \\Drafts
  }}
}}
"""


class Dovecot:
    """A server with one mailbox, whose folders a test fills as others would."""

    host = "127.0.0.1"
    sent = "Gesendete Objekte"

    def __init__(self, folder: Path, *, certificate: Path | None = None) -> None:
        self._folder = folder
        self.port = free_port()
        self.security = "starttls" if certificate else "none"
        self._certificate = certificate
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it listens."""
        assert DOVECOT is not None
        config = self._folder / "dovecot.conf"
        account = self._account()
        named = (
            f"ssl_cert = <{self._certificate}\nssl_key = <{self._certificate}"
            if self._certificate
            else ""
        )
        config.write_text(
            _CONFIG.format(
                folder=self._folder,
                ssl="required" if self._certificate else "no",
                certificate=named,
                user=account.pw_name,
                group=grp.getgrgid(account.pw_gid).gr_name,
                uid=account.pw_uid,
                gid=account.pw_gid,
                me=ME,
                secret=SECRET,
                port=self.port,
            )
        )
        for folder in (self._folder, self._folder / "mail"):
            folder.mkdir(exist_ok=True)
            os.chown(folder, account.pw_uid, account.pw_gid)
        self._process = subprocess.Popen([DOVECOT, "-F", "-c", str(config)])
        end = time.monotonic() + 20
        while time.monotonic() < end and self._process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex((self.host, self.port)) == 0:
                    break
            time.sleep(0.05)
        else:
            log = self._folder / "log"
            raise AssertionError(log.read_text() if log.exists() else "it does not listen")
        if not self._certificate:
            with self._client() as imap:  # the folders are made when they are first asked for
                for name in ("INBOX", self.sent, "Drafts"):
                    imap.select(f'"{name}"')

    def stop(self) -> None:
        """Stop it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=20)

    @staticmethod
    def _account() -> pwd.struct_passwd:
        """Who owns the mailbox: never root, whom Dovecot refuses."""
        return pwd.getpwnam("nobody" if os.geteuid() == 0 else getpass.getuser())

    # --- as the owner of the mailbox, or somebody who writes to it, does -------------------------

    def put(self, content: bytes, folder: str = "INBOX", when: datetime | None = None) -> None:
        """Deliver a mail."""
        with self._client() as imap:
            moment = imaplib.Time2Internaldate(when or time.time())
            status, said = imap.append(f'"{folder}"', "", moment, content)
            assert status == "OK", said

    def mails(self, folder: str = "INBOX") -> list[bytes]:
        """What a folder holds."""
        with self._client() as imap:
            imap.select(f'"{folder}"', readonly=True)
            _, found = imap.search(None, "ALL")
            numbers = found[0].split()
            parts = [imap.fetch(number.decode(), "(BODY.PEEK[])")[1][0] for number in numbers]
        return [bytes(part[1]) for part in parts if isinstance(part, tuple)]

    def flags(self, folder: str = "INBOX") -> list[bytes]:
        """The flags of the mails in a folder."""
        with self._client() as imap:
            imap.select(f'"{folder}"', readonly=True)
            _, found = imap.fetch("1:*", "(FLAGS)")
        return [each for each in found if isinstance(each, bytes)]

    def empty(self, folder: str) -> None:
        """Delete a folder, and make it anew, which numbers its mails anew."""
        with self._client() as imap:
            imap.delete(f'"{folder}"')
            imap.create(f'"{folder}"')

    def _client(self) -> imaplib.IMAP4:
        imap = imaplib.IMAP4(self.host, self.port, timeout=20)
        imap.login(ME, SECRET)
        return imap
