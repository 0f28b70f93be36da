"""What this app puts on the start page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from asn_portal.core.models import Pengguna
from asn_portal.core.panel import Letak, Panel, register_panel
from asn_portal.core.permissions import akses
from merit.selectors.survei import unanswered_survey


def _has_person(pengguna: Pengguna, _: Any) -> bool:
    return akses(pengguna).orang_id is not None


def open_survey(request: HttpRequest, _: Any) -> dict[str, Any]:
    """Nothing is shown without one, or once it is answered."""
    mine = akses(request.user)
    return {"survei": unanswered_survey(mine.instansi_id, mine.orang_id, timezone.localdate())}


register_panel(
    Panel(
        "survei", "Survei pegawai", _has_person, 5, Letak.SAMPING, template="merit/panel/survei.html", isi=open_survey
    )
)
