"""The rows of a round against the rules, all of them at once: five queries for one row as for a thousand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from asn_portal.core.relasi import fetch_with
from asn_portal.core.sql import fetch
from jabatan.aturan.kecocokan import BELUM, TANPA_DATA, Fakta
from jabatan.aturan.larangan_mutasi import is_covered
from jabatan.aturan.putaran_mutasi import TOLAK, FaktaMutasi, Temuan, judge_round, judge_row
from jabatan.enums import STRUKTURAL, JenisJabatan, JenisSyarat, SebabLuarPeta, StatusButirMutasi
from jabatan.models import PutaranMutasi
from jabatan.selectors.cocok import criteria, facts_of
from jabatan.selectors.gerbang import stopped_at_gate
from jabatan.selectors.jabatan import retirement_of
from jabatan.selectors.larangan import recorded_elections
from jabatan.selectors.perlu import ACUAN, SYARAT, SYARAT_BAWAAN, compose
from jabatan.selectors.syarat import SyaratSatu

# Everything that the records say of the rows of a round on the day from which they count.
FAKTA_BUTIR = """
WITH butir AS MATERIALIZED (
    SELECT b.id, b.pegawai_id, b.ke_id, CASE WHEN j.jenis = 'tugas_tambahan' THEN 'tugas_tambahan'
           WHEN b.dasar_rangkap <> '' THEN 'rangkap' ELSE 'definitif' END AS sebagai, j.jenis, j.tunggal, p.tmt,
           coalesce(nullif(j.jenjang, ''), j.jenis) AS tingkat
    FROM jabatan_butirmutasi b JOIN jabatan_putaranmutasi p ON p.id = b.putaran_id JOIN jabatan_jabatan j ON j.id = b.ke_id
    WHERE b.putaran_id = %(putaran)s AND b.status = ANY(%(status)s)
)
SELECT b.id, b.pegawai_id, b.ke_id, b.jenis, b.tmt, o.jenis, o.tanggal_lahir,
       EXISTS (SELECT FROM pegawai_keanggotaanunit k WHERE k.pegawai_id = o.id AND upper_inf(k.tercatat) AND k.berlaku @> b.tmt)
       AND o.ditarik_pada IS NULL,
       coalesce((SELECT l.sebab FROM jabatan_diluarpeta l WHERE l.pegawai_id = o.id AND upper_inf(l.tercatat)
                 AND l.berlaku @> b.tmt LIMIT 1), ''),
       lama.sejak, lama.kelas, coalesce(baru.nama, 'Jabatan itu'), baru.kelas, baru.bup,
       coalesce((SELECT range_agg(r.berlaku) @> daterange(b.tmt, NULL) FROM jabatan_rincianjabatan r
                 WHERE r.jabatan_id = b.ke_id AND upper_inf(r.tercatat)), false)
       AND coalesce((SELECT range_agg(u.berlaku) @> daterange(b.tmt, NULL) FROM core_rincianunit u
                     WHERE u.unit_id = baru.unit_id AND upper_inf(u.tercatat)), false),
       EXISTS (SELECT FROM jabatan_penempatan s WHERE s.jabatan_id = b.ke_id AND s.pegawai_id = o.id AND upper_inf(s.tercatat)
               AND s.berlaku && daterange(b.tmt, NULL)),
       coalesce((
           SELECT min(d.nama) FROM jabatan_penempatan s JOIN pegawai_pegawai d ON d.id = s.pegawai_id
           WHERE b.tunggal AND s.jabatan_id = b.ke_id AND s.pegawai_id <> o.id AND upper_inf(s.tercatat)
             AND s.jenis IN ('definitif', 'rangkap', 'tugas_tambahan') AND s.berlaku && daterange(b.tmt, NULL)
             AND NOT EXISTS (SELECT FROM butir x WHERE x.pegawai_id = s.pegawai_id AND x.sebagai = s.jenis AND s.jenis <> 'rangkap')
       ), ''),
       b.tunggal AND EXISTS (SELECT FROM butir x WHERE x.ke_id = b.ke_id AND x.id <> b.id),
       EXISTS (SELECT FROM jabatan_penempatan s WHERE s.pegawai_id = o.id AND s.jenis = b.sebagai AND upper_inf(s.tercatat)
               AND lower(s.berlaku) >= b.tmt),
       coalesce(lama.tingkat = b.tingkat, false)
FROM butir b JOIN pegawai_pegawai o ON o.id = b.pegawai_id
LEFT JOIN jabatan_rincianjabatan baru ON baru.jabatan_id = b.ke_id AND upper_inf(baru.tercatat) AND baru.berlaku @> b.tmt
LEFT JOIN LATERAL (
    SELECT lower(s.berlaku) AS sejak, r.kelas, coalesce(nullif(lj.jenjang, ''), lj.jenis) AS tingkat
    FROM jabatan_penempatan s JOIN jabatan_jabatan lj ON lj.id = s.jabatan_id
    LEFT JOIN jabatan_rincianjabatan r ON r.jabatan_id = s.jabatan_id AND upper_inf(r.tercatat) AND r.berlaku @> b.tmt - 1
    WHERE s.pegawai_id = o.id AND s.jenis = b.sebagai AND upper_inf(s.tercatat) AND s.berlaku @> b.tmt - 1 LIMIT 1
) lama ON true
"""
KURSI_PUTARAN = """
kursi AS MATERIALIZED (
    SELECT DISTINCT r.jabatan_id, j.instansi_id, j.jenis, j.jenjang, r.nama, r.unit_id
    FROM jabatan_rincianjabatan r JOIN jabatan_jabatan j ON j.id = r.jabatan_id
    WHERE r.jabatan_id = ANY(%(jabatan)s::uuid[]) AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
)"""
PERLU = (
    "SELECT jabatan_id, jenis, nilai, tahun, rincian, wajib, dekat, dasar FROM syarat ORDER BY jenis, NOT wajib, nilai"
)
PNS = {"pns", "cpns"}


def check_round(putaran: PutaranMutasi) -> list[Temuan]:
    """What stands against the round as a whole, or is only said. Two queries."""
    rows = putaran.daftar_butir.exclude(status=StatusButirMutasi.DIKELUARKAN)
    kinds = {kind for pair in rows.values_list("dari__jenis", "ke__jenis") for kind in pair if kind}
    return judge_round(
        pelantikan=putaran.tanggal_pelantikan,
        izin=bool(putaran.izin_nomor and putaran.izin_tanggal),
        pertek=bool(putaran.pertek_nomor and putaran.pertek_tanggal),
        terkena=not kinds or any(is_covered(kind) for kind in kinds),
        dicatat=recorded_elections(putaran.instansi_id),
    )


def stands_against_round(putaran: PutaranMutasi) -> Temuan | None:
    """The first finding that keeps the whole round from going."""
    return next((satu for satu in check_round(putaran) if satu.sekat == TOLAK), None)


def check_rows(
    putaran: PutaranMutasi, status: Collection[str] = (StatusButirMutasi.IKUT, StatusButirMutasi.TERTINGGAL)
) -> dict[UUID, list[Temuan]]:
    """What stands against each row that goes, by its id."""
    rows = fetch(FAKTA_BUTIR, putaran=putaran.pk, status=list(status))
    needs = requirements_of_many({row[2] for row in rows}, putaran)
    facts = facts_of(list({row[1] for row in rows}), putaran.tmt) if rows else {}
    stopped = stopped_at_gate([row[1] for row in rows], putaran.tmt)
    return {row[0]: judge_row(_facts(row, needs, facts, stopped)) for row in rows}


def requirements_of_many(jabatan: Collection[UUID], putaran: PutaranMutasi) -> dict[UUID, list[SyaratSatu]]:
    """One query for all seats."""
    rows = fetch_with(
        compose(PERLU, KURSI_PUTARAN, ACUAN, SYARAT),
        SYARAT_BAWAAN,
        jabatan=[str(pk) for pk in jabatan],
        hari=putaran.tmt,
    )
    found: dict[UUID, list[SyaratSatu]] = {}
    for pk, *row in rows:
        found.setdefault(pk, []).append(SyaratSatu(*row))
    return found


def _facts(
    row: Sequence[Any], needs: dict[UUID, list[SyaratSatu]], facts: dict[UUID, Fakta], stopped: set[UUID]
) -> FaktaMutasi:
    (_, orang, ke, jenis, tmt, status, lahir, bekerja, luar, sejak, kelas_lama, nama, kelas, bup, ada, di_sana, terisi,
     ganda, rencana, setingkat) = row  # fmt: skip
    # Who moves on the same level has come into it already: the years before are asked for once.
    wanted = [one for one in needs.get(ke, []) if one.wajib and not (setingkat and one.jenis == JenisSyarat.PENGALAMAN)]
    judged = criteria(wanted, facts.get(orang, Fakta()))
    return FaktaMutasi(
        tmt=tmt, jabatan_baru=nama, bekerja=bekerja, di_luar_peta=str(SebabLuarPeta(luar).label) if luar else "",
        pns=status in PNS, manajerial=jenis in STRUKTURAL, tmt_jabatan=sejak, kelas_lama=kelas_lama, kelas_baru=kelas,
        pensiun=retirement_of(lahir, bup), jabatan_ada=ada, bukan_asn=jenis == JenisJabatan.PEJABAT_NEGARA,
        sudah_di_sana=di_sana, terisi_oleh=terisi, ganda=ganda, ada_rencana=rencana, disiplin=orang in stopped,
        kurang=tuple(one.syarat.kata for one in judged if one.keadaan == BELUM),
        tanpa_data=tuple(one.syarat.jenis_kata.lower() for one in judged if one.keadaan == TANPA_DATA),
    )  # fmt: skip
