"""Reconcile: the claims of many documents -> one record for each work.

The room can be called: importing it sets the attribute ``ponarscite.reconcile``, and hides the function of that name.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ponarscite.reconcile.choice import Settle
    from ponarscite.record.claim import Claim
    from ponarscite.record.record import Record


class _Room(ModuleType):
    def __call__(self, claims: Iterable[Claim], settle: Settle) -> list[Record]:
        """Call `reconcile.works.reconcile`."""
        from ponarscite.reconcile.works import reconcile

        return reconcile(claims, settle)


sys.modules[__name__].__class__ = _Room
