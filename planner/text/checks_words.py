"""Text in the plain form in which checks compare it."""

from __future__ import annotations
