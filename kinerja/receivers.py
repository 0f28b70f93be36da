"""What happens to plans and ratings when somebody leaves the service or the penilai changes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from kinerja.services.berhenti import leave_plans
from kinerja.services.serah import ask_former, tell_successors
from pegawai.signals import atasan_berubah, pegawai_berhenti


@receiver(pegawai_berhenti, dispatch_uid="kinerja.berhenti")
def follow_leaver(sender: Any, pegawai_id: UUID, tanggal: date, **_: Any) -> None:
    leave_plans(pegawai_id, tanggal)


@receiver(atasan_berubah, dispatch_uid="kinerja.serah")
def ask_former_penilai(sender: Any, orang: Collection[UUID], **_: Any) -> None:
    ask_former(orang)
    tell_successors(orang)
