"""The demo province: invented people on the real organisation, on a made-up day.

Each app registers how it fills its own tables. The same number of people, seed and day give the same rows and ids.
The plan (which units, how many people in each) is a pure function; only `muat` knows the database. The first load is
the one thing that is not traced row by row (core.audit.TANPA_JEJAK tells why); it is one Tindakan.
"""

from asn_portal.core.demo.dasar import (
    BERDIRI,
    PEGAWAI_TERBANYAK,
    PEGAWAI_TERSEDIKIT,
    Demo,
    daftar_pengisi,
    register_demo,
)
from asn_portal.core.demo.muat import AKSI, LAIN, is_empty, load, load_core, loaded, unlinked, untraced
from asn_portal.core.demo.pilih import TidakMuat
from asn_portal.core.demo.simpul import AKAR, Simpul
from asn_portal.core.demo.tulis import salin

__all__ = [
    "AKAR",
    "AKSI",
    "BERDIRI",
    "LAIN",
    "PEGAWAI_TERBANYAK",
    "PEGAWAI_TERSEDIKIT",
    "Demo",
    "Simpul",
    "TidakMuat",
    "daftar_pengisi",
    "is_empty",
    "load",
    "load_core",
    "loaded",
    "register_demo",
    "salin",
    "unlinked",
    "untraced",
]
