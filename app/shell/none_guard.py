"""Keeping `None` alive under CPython 3.11.

PySide6 6.12 is built against the stable ABI of a Python whose `None` is immortal (3.12 and later, PEP 683). Under 3.11
each Qt call that returns nothing takes one reference of `None` away (measured: `QWidget.setWindowTitle` −1,
`QPainter` drawing −1 per call), until the interpreter stops with « deallocating None ». Giving `None` a count that no
session can use up is what 3.12 does for good.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40  # at a million calls a second, twelve days


def keep_none_alive() -> None:
    """Make `None` as good as immortal; does nothing where it already is, or on another interpreter."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    count = ctypes.c_ssize_t.from_address(id(None))  # ob_refcnt is the first field of every object
    if count.value < _PLENTY:
        count.value += _PLENTY
