"""What the pages of a round of moves ask: rows with names, chains, and the seats that become empty."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from asn_portal.core.models import Pengguna
from asn_portal.core.sql import fetch
from jabatan.aturan.putaran_mutasi import Temuan, stands_against
from jabatan.enums import JenisJabatan, StatusButirMutasi
from jabatan.models import PutaranMutasi
from pegawai.models.pegawai import full_name

# Seats of the agency on the day of the round that fit the words, with who sits there.
CARI_KURSI = """
SELECT r.jabatan_id, r.nama, coalesce(u.nama, ''), r.kelas, r.kebutuhan,
       (SELECT count(*) FROM jabatan_penempatan p WHERE p.jabatan_id = r.jabatan_id AND upper_inf(p.tercatat)
        AND p.berlaku @> %(hari)s::date AND p.jenis IN ('definitif', 'rangkap', 'tugas_tambahan'))::int
FROM jabatan_rincianjabatan r JOIN jabatan_jabatan j ON j.id = r.jabatan_id
LEFT JOIN core_rincianunit u ON u.unit_id = r.unit_id AND upper_inf(u.tercatat) AND u.berlaku @> %(hari)s::date
WHERE j.instansi_id = %(instansi)s AND j.jenis <> 'pejabat_negara' AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
  AND (r.nama || ' ' || coalesce(u.nama, '')) ILIKE ALL (%(kata)s::text[])
ORDER BY j.tunggal DESC, r.nama, u.nama LIMIT 30
"""
BARIS = """
SELECT b.id, b.pegawai_id, o.nama, o.gelar_depan, o.gelar_belakang, o.nip, b.dari_id, coalesce(rl.nama, ''),
       concat_ws(', ', ul.nama, pl.nama),
       b.ke_id, coalesce(rb.nama, ''), concat_ws(', ', ub.nama, pb.nama), rl.kelas, rb.kelas, b.status, b.pengecualian, b.alasan_keluar,
       b.tertinggal, b.dasar_rangkap, coalesce(g.nama, ''), jl.jenis, jb.jenis, b.temuan::text, b.petikan_id, b.spmt_id, rb.unit_id,
       coalesce(jl.tunggal, false),
       CASE WHEN b.status <> 'dikeluarkan' THEN count(*) FILTER (WHERE b.status <> 'dikeluarkan') OVER (
           ORDER BY array_position(ARRAY['jpt_utama','jpt_madya','jpt_pratama','administrator','pengawas'], jb.jenis::text) NULLS LAST,
         rb.kelas DESC NULLS LAST, o.nama, b.id ROWS UNBOUNDED PRECEDING) ELSE 0 END::int
FROM jabatan_butirmutasi b JOIN jabatan_putaranmutasi p ON p.id = b.putaran_id JOIN pegawai_pegawai o ON o.id = b.pegawai_id
JOIN jabatan_jabatan jb ON jb.id = b.ke_id LEFT JOIN jabatan_jabatan jl ON jl.id = b.dari_id
LEFT JOIN LATERAL (SELECT r.nama, r.unit_id, r.kelas FROM jabatan_rincianjabatan r WHERE r.jabatan_id = b.dari_id
    AND upper_inf(r.tercatat) AND lower(r.berlaku) < p.tmt ORDER BY r.berlaku DESC LIMIT 1) rl ON true
LEFT JOIN LATERAL (SELECT r.nama, r.unit_id, r.kelas FROM jabatan_rincianjabatan r WHERE r.jabatan_id = b.ke_id
    AND upper_inf(r.tercatat) ORDER BY r.berlaku @> p.tmt DESC, r.berlaku DESC LIMIT 1) rb ON true
LEFT JOIN core_rincianunit ul ON ul.unit_id = rl.unit_id AND upper_inf(ul.tercatat) AND ul.berlaku @> p.tmt - 1
LEFT JOIN core_rincianunit ub ON ub.unit_id = rb.unit_id AND upper_inf(ub.tercatat) AND ub.berlaku @> p.tmt
-- The perangkat daerah of each: `Subbagian Tata Usaha` alone says little.
LEFT JOIN LATERAL (SELECT a.nama FROM core_jalurunit l JOIN core_unitkerja i ON i.nomor = subpath(l.jalur, 1, 1)::text::int
    JOIN core_rincianunit a ON a.unit_id = i.id AND upper_inf(a.tercatat) AND a.berlaku @> p.tmt
    WHERE l.unit_id = rl.unit_id AND l.berlaku @> p.tmt AND nlevel(l.jalur) > 2) pl ON true
LEFT JOIN LATERAL (SELECT a.nama FROM core_jalurunit l JOIN core_unitkerja i ON i.nomor = subpath(l.jalur, 1, 1)::text::int
    JOIN core_rincianunit a ON a.unit_id = i.id AND upper_inf(a.tercatat) AND a.berlaku @> p.tmt
    WHERE l.unit_id = rb.unit_id AND l.berlaku @> p.tmt AND nlevel(l.jalur) > 2) pb ON true
LEFT JOIN LATERAL (SELECT f.nama FROM pegawai_riwayatgolongan h JOIN pegawai_referensi f ON f.kunci = h.golongan_id
    WHERE h.pegawai_id = o.id AND upper_inf(h.tercatat) AND lower(h.berlaku) <= p.tmt ORDER BY lower(h.berlaku) DESC LIMIT 1) g ON true
WHERE b.putaran_id = %(putaran)s
ORDER BY array_position(ARRAY['jpt_utama','jpt_madya','jpt_pratama','administrator','pengawas'], jb.jenis::text) NULLS LAST,
         rb.kelas DESC NULLS LAST, o.nama, b.id
"""


@dataclass(frozen=True)
class BarisMutasi:
    """One person of a round, with words for a page or a paper. `urut` is the place in the list of those who go."""

    id: UUID
    pegawai_id: UUID
    nama: str
    nip: str
    dari_id: UUID | None
    dari: str
    dari_unit: str
    ke_id: UUID
    ke: str
    ke_unit: str
    kelas_lama: int | None
    kelas_baru: int | None
    status: str
    pengecualian: str
    alasan_keluar: str
    tertinggal: str
    dasar_rangkap: str
    golongan: str
    jenis_lama: str
    jenis_baru: str
    temuan_tersimpan: str
    petikan_id: UUID | None
    spmt_id: UUID | None
    ke_unit_id: UUID | None
    dari_tunggal: bool
    urut: int
    temuan: list[Temuan] = field(default_factory=list)

    @property
    def temuan_beku(self) -> list[dict[str, str]]:
        """As frozen at the approval."""
        found: list[dict[str, str]] = json.loads(self.temuan_tersimpan)
        return found

    @property
    def ikut(self) -> bool:
        return self.status != StatusButirMutasi.DIKELUARKAN

    @property
    def status_kata(self) -> str:
        return str(StatusButirMutasi(self.status).label)

    @property
    def penghalang(self) -> str:
        return stands_against(self.temuan, self.pengecualian) if self.ikut else ""

    @property
    def butuh_dasar(self) -> bool:
        return any(satu.sekat == "dasar" for satu in self.temuan)


def rows_of(putaran: PutaranMutasi, temuan: dict[UUID, list[Temuan]] | None = None) -> list[BarisMutasi]:
    """Everybody of the round, in the order of the list on paper. One query."""
    known = temuan or {}
    return [
        BarisMutasi(pk, orang, full_name(nama, depan, belakang), *rest, temuan=known.get(pk, []))
        for pk, orang, nama, depan, belakang, *rest in fetch(BARIS, putaran=putaran.pk)
    ]


@dataclass(frozen=True)
class Rantai:
    """Moves that follow one another: each takes the seat that the next one leaves. `tukar`: the last leads to the first."""

    baris: list[BarisMutasi]
    tukar: bool

    @property
    def kosong(self) -> BarisMutasi | None:
        """Whose former seat nobody takes."""
        first = self.baris[0]
        return None if self.tukar or not first.dari_tunggal else first


def chains_of(baris: list[BarisMutasi]) -> list[Rantai]:
    """Chains and swaps of two or more, the longest first. Only seats with a single holder pass from one to the next."""
    going = [one for one in baris if one.ikut and not one.dasar_rangkap]
    takes = {one.ke_id: one for one in going}
    leaves = {one.dari_id: one for one in going if one.dari_id and one.dari_tunggal}
    found, seen = [], set()
    starts = [one for one in going if one.dari_id not in takes or not one.dari_tunggal]
    # First the chains, from the end whose seat becomes empty; what is left closes on itself.
    for tail in [*starts, *going]:
        links: list[BarisMutasi] = []
        one: BarisMutasi | None = tail
        while one is not None and one.id not in seen:
            seen.add(one.id)
            links.append(one)
            one = leaves.get(one.ke_id)
        if len(links) > 1:
            found.append(Rantai(links, tukar=one is not None and one.id == tail.id))
    return sorted(found, key=lambda chain: -len(chain.baris))


def vacancies_of(baris: list[BarisMutasi]) -> list[BarisMutasi]:
    """Rows whose former seat has a single holder and is taken by nobody of the round."""
    taken = {one.ke_id for one in baris if one.ikut}
    return [
        one for one in baris
        if one.ikut and one.dari_id and one.dari_tunggal and not one.dasar_rangkap and one.dari_id not in taken
        and one.jenis_lama != JenisJabatan.PELAKSANA
    ]  # fmt: skip


def rounds_of(pengguna: Pengguna) -> QuerySet[PutaranMutasi]:
    """Rounds this account may know of, the latest inauguration first."""
    going = Q(daftar_butir__status__in=[s for s in StatusButirMutasi.values if s != StatusButirMutasi.DIKELUARKAN])
    rows = PutaranMutasi.objects.visible_to(pengguna).annotate(n=Count("daftar_butir", filter=going))
    return rows.select_related("disusun_oleh").order_by("-tanggal_pelantikan", "-pk")


def find_seats(putaran: PutaranMutasi, kata: str) -> list[tuple[Any, ...]]:
    """At most thirty: id, name, unit, class, K, B."""
    words = [f"%{_plain(word)}%" for word in kata.split()[:6]]
    return fetch(CARI_KURSI, instansi=putaran.instansi_id, hari=putaran.tmt, kata=words) if words else []


def _plain(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
