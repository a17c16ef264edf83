"""Keeping `None`, `True` and `False` alive under CPython 3.11.

PySide6 6.12 is built against the stable ABI of a Python where they are immortal (3.12 and later, PEP 683). Under 3.11
each Qt call that returns nothing takes one reference of `None` away (measured: `QWidget.setWindowTitle` −1,
`QPainter` drawing −1 per call), until the interpreter stops with « deallocating None »; the booleans go the same way
when it ends. Giving them a count that no session can use up is what 3.12 does for good.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40  # at a million calls a second, twelve days


def keep_constants_alive() -> None:
    """Make the three constants as good as immortal; does nothing where they are, or on another interpreter."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in (None, True, False):
        count = ctypes.c_ssize_t.from_address(id(constant))  # ob_refcnt is the first field of every object
        if count.value < _PLENTY:
            count.value += _PLENTY
