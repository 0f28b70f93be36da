"""Long jobs as pages show them."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from asn_portal.core.models import HasilBerkas, PekerjaanLatar, Pengguna
from asn_portal.core.permissions.latar import technical_jobs, visible_files


def own_jobs(pengguna: Pengguna) -> QuerySet[PekerjaanLatar]:
    """Newest first, each with the files that can be fetched now as `.berkas`. What it was started with (thousands of ids,
    at times) is not fetched: pages ask again and again.
    """
    files = Prefetch("daftar_berkas", visible_files(pengguna).order_by("pk"), to_attr="berkas")
    return (
        PekerjaanLatar.objects.visible_to(pengguna)
        .defer("parameter")
        .prefetch_related(files)
        .order_by("-dibuat_pada", "-pk")
    )


def technical_rows(pengguna: Pengguna) -> QuerySet[PekerjaanLatar]:
    """What the system's keepers may know of jobs, newest first: no owner, title, parameter or result is fetched."""
    shown = (
        "jenis",
        "status",
        "selesai",
        "jumlah",
        "percobaan",
        "galat",
        "dibuat_pada",
        "dimulai_pada",
        "berakhir_pada",
    )
    return technical_jobs(pengguna).only(*shown).order_by("-dibuat_pada", "-pk")


def files_of(pengguna: Pengguna) -> QuerySet[HasilBerkas]:
    return visible_files(pengguna).select_related("pekerjaan__pengguna")
