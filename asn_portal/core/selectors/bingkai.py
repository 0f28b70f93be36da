"""What the frame of every page shows."""

from __future__ import annotations

from dataclasses import dataclass

from asn_portal.core.enums import Peran
from asn_portal.core.permissions import Akses
from asn_portal.core.selectors.kontak import CONTACT, Kontak, contact_values, nearest_contact
from asn_portal.core.sql import fetch

# The inbox as `permissions.tugas.inbox` has it: each case once, own ones and those delegated today.
FRAME = """
SELECT (SELECT count(*) FROM (
            SELECT jenis, objek_id FROM core_tugas WHERE untuk_id = %(akun)s AND selesai_pada IS NULL
            UNION
            SELECT milik.jenis, milik.objek_id
            FROM core_delegasitugas AS titip
            JOIN core_tugas AS milik
              ON milik.untuk_id = titip.dari_id AND milik.jenis = titip.jenis AND milik.selesai_pada IS NULL
            WHERE titip.kepada_id = %(akun)s AND upper_inf(titip.tercatat) AND titip.berlaku @> %(hari)s::date
        ) AS kotak),
       (SELECT count(*) FROM core_notifikasi WHERE untuk_id = %(akun)s AND dibaca_pada IS NULL),
       (SELECT nilai FROM core_pengaturan
        WHERE instansi_id = %(instansi)s AND kunci = 'nama_singkat'
          AND upper_inf(tercatat) AND berlaku @> %(hari)s::date),
       (SELECT json_agg(to_json(hubungi)) FROM (KONTAK) AS hubungi)
""".replace("KONTAK", CONTACT)


@dataclass(frozen=True)
class Bingkai:
    """Open duties, unread notices, the name of the agency, and who looks after this person."""

    tugas: int
    notifikasi: int
    nama_instansi: str
    kontak: Kontak | None


def frame_facts(mine: Akses) -> Bingkai:
    """As of the day of these rights. One query: round trips of every page are counted twice."""
    jalur = next((row.jalur for row in mine.daftar if row.peran == Peran.PEGAWAI), None)
    values = contact_values(mine.instansi_id, jalur, mine.tanggal, kecuali=mine.pengguna.pk)
    tugas, notifikasi, nama, found = fetch(FRAME, akun=mine.pengguna.pk, **values)[0]
    return Bingkai(tugas, notifikasi, nama or "", nearest_contact((row.values() for row in found or ()), jalur))
