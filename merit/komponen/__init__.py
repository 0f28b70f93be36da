"""The components of merit. Importing them registers them; an instrument names those it uses."""

from merit.komponen import (
    asesmen,
    disiplin,
    kesesuaian,
    kinerja,
    kualifikasi,
    pandangan,
    pengalaman,
    pengembangan,
    penghargaan,
    tim,
)
from merit.komponen.dasar import Komponen, Parameter, daftar_komponen

__all__ = [
    "Komponen", "Parameter", "asesmen", "daftar_komponen", "disiplin", "kesesuaian", "kinerja", "kualifikasi", "pandangan",
    "pengalaman", "pengembangan", "penghargaan", "tim",
]  # fmt: skip
