"""What an e-mail address looks like (RFC 5322, 3.4.1, without quoted parts): one rule for whoever writes one down."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def is_mail_address(text: str) -> bool:
    """Whether it can be one. Whether anybody reads what is sent there, nobody knows."""
    return _ADDRESS.fullmatch(text) is not None
