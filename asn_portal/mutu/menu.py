"""The menu entry."""

from asn_portal.core.enums import Peran
from asn_portal.core.navigasi import Butir, only, register_menu

register_menu(
    Butir(
        "mutu:mutu", "Mutu data", "check2-circle", "Data",
        only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR, Peran.PIMPINAN),
        kata="kualitas data indikator bkn ikd temuan kendali perbaiki",
    )
)  # fmt: skip
