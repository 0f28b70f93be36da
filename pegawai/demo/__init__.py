"""Invented people for the demo province. `rencana()` is the plan, a pure function; `muat` writes it."""

from uuid import UUID

from asn_portal.core.demo import Demo, register_demo
from pegawai.demo.cacat import Cacat
from pegawai.demo.foto import is_without_photos, load_foto
from pegawai.demo.muat import is_empty, load_pegawai
from pegawai.demo.mutu import is_empty as is_uncounted
from pegawai.demo.mutu import load_mutu
from pegawai.demo.orang import Orang, Rencana, rencana
from pegawai.demo.sarana import is_unused, load_sarana


def cacat_of(demo: Demo) -> dict[Cacat, set[UUID]]:
    """Ids of the people whose record is faulty, by kind: what pages about data quality should find."""
    people = rencana(demo).orang
    return {kind: {demo.id("pegawai", p.nomor) for p in people if p.cacat == kind} for kind in Cacat}


__all__ = ["Cacat", "Orang", "Rencana", "cacat_of", "rencana"]

register_demo("pegawai", load_pegawai, is_kosong=is_empty)
register_demo("foto", load_foto, is_kosong=is_without_photos, terakhir=True)
register_demo("mutu", load_mutu, is_kosong=is_uncounted, terakhir=True)
register_demo("sarana", load_sarana, is_kosong=is_unused, terakhir=True)
