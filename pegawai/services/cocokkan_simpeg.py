"""Matching rows of the former SIMPEG with the portal, a set at a time. What the portal knows already is never overwritten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from asn_portal.core.audit import perubahan, record_each, record_jejak
from asn_portal.core.errors import TransitionError
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import PekerjaanLatar, Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import angka
from asn_portal.lembar.impor import Baris
from pegawai import permissions
from pegawai.enums import StatusSimpeg as S
from pegawai.enums import SumberRiwayat
from pegawai.enums import TumpahanSimpeg as T
from pegawai.jenis_riwayat import jenis_riwayat
from pegawai.models import BarisSimpeg, DataKepegawaian, Migrasi, Pegawai
from pegawai.sasaran_jabatan import BarisJabatan, sasaran_jabatan
from pegawai.selectors import migrasi as selectors
from pegawai.selectors.impor import DIRI_SENDIRI
from pegawai.selectors.migrasi import Bahan
from pegawai.services.massal_riwayat import lock_people, record_many
from pegawai.services.penempatan import hold_agency
from pegawai.services.pengesahan_migrasi import tell_owners

SEKALI = 500
TAK_ADA_ORANG = "Tidak ada pegawai dengan NRK, NIP, atau NIK ini di portal."
TANPA_KOLOK = "Kolok {kode} belum dipetakan ke unit."
TANPA_KOJAB = "Kojab {kode} belum dipetakan ke jabatan."
TANPA_GOLONGAN = "Golongan {kode} tidak dikenal. Periksa KOPANG-nya."
KOLOM_BERBEDA = "{kolom} di SIMPEG lama {lama}, di portal {kini}."
# Kept as they are, for systems that still ask for them.
DISIMPAN = {"klogad": "KLOGAD", "spmu": "SPMU"}
RESULT = ("status", "alasan", "pegawai", "unit", "objek_id")


def may_read(job: PekerjaanLatar) -> bool:
    return permissions.can_run_migration(job.pengguna)


def match_in_steps(job: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """Every row that is not settled, anew: a code mapped or a file put right meanwhile settles it now."""
    migrasi = Migrasi.objects.get(pk=job.parameter["migrasi"])
    waiting = migrasi.daftar_baris.terdaftar().order_by("pk")
    total, done = waiting.count(), job.posisi.get("jumlah", 0)
    after: str | None = job.posisi.get("baris")
    while part := list((waiting.filter(pk__gt=after) if after else waiting)[:SEKALI]):
        match_rows(migrasi.pk, part, by=job.pengguna)
        done, after = done + len(part), str(part[-1].pk)
        yield Kemajuan(done, max(total, done), "Mencocokkan baris.", posisi={"baris": after, "jumlah": done})
    tell_owners(migrasi)
    found = selectors.totals(migrasi.daftar_baris.all())
    words = f"{angka(found.cocok)} baris cocok, {angka(found.tanpa_padanan)} tanpa padanan, {angka(found.bertentangan)} bertentangan."
    return Hasil(words, url=reverse("pegawai:migrasi"))


@perubahan
def match_rows(migrasi_id: UUID, rows: Sequence[BarisSimpeg], *, by: Pengguna) -> None:
    migrasi = Migrasi.objects.select_for_update(of=("self",)).get(pk=migrasi_id)
    require(permissions.can_run_migration(by))
    if migrasi.ditutup_pada is not None:
        raise TransitionError(selectors.DITUTUP, galat="migrasi_ditutup")
    bahan = selectors.material(migrasi, rows, by)
    for row in rows:
        _place(row, bahan)
    if any(row.tumpahan == T.JABATAN for row in rows):
        hold_agency(migrasi.instansi_id)
    lock_people(row.pegawai_id for row in rows if row.pegawai_id)
    _keep_codes([row for row in rows if row.tumpahan == T.PEGAWAI and row.status == S.COCOK], by)
    record_jejak(migrasi, "simpeg_baris_dicocokkan", by=by, rincian={"baris": len(rows)})
    _record_ranks([row for row in rows if row.tumpahan == T.PANGKAT and row.status == S.COCOK], bahan, migrasi, by)
    _record_posts([row for row in rows if row.tumpahan == T.JABATAN and row.status == S.COCOK], bahan, by)
    BarisSimpeg.objects.bulk_update(rows, list(RESULT))


def _settle(row: BarisSimpeg, status: S, alasan: str = "") -> None:
    row.status, row.alasan = status, alasan[:500]


def _place(row: BarisSimpeg, bahan: Bahan) -> None:
    """Whose it is and where it belongs; COCOK as far as nothing speaks against it."""
    person, unclear = selectors.person_of(row, bahan)
    unit = bahan.kolok.get(row.kolok) if row.kolok else None
    row.pegawai, row.unit_id, row.objek_id = person, unit or (person.unit_kini_id if person else None), None
    if unclear:
        _settle(row, S.BERTENTANGAN, unclear)
    elif person is None:
        _settle(row, S.TANPA_PADANAN, TAK_ADA_ORANG)
    elif person.pk == bahan.sendiri:
        _settle(row, S.BERTENTANGAN, DIRI_SENDIRI)
    elif row.kolok and unit is None:
        _settle(row, S.TANPA_PADANAN, TANPA_KOLOK.format(kode=row.kolok))
    elif row.kojab and not bahan.kojab.get(row.kojab, ("", ""))[1]:
        _settle(row, S.TANPA_PADANAN, TANPA_KOJAB.format(kode=row.kojab))
    elif other := selectors.contradiction(row, person, unit, bahan):
        _settle(row, S.BERTENTANGAN, other)
    else:
        _settle(row, S.COCOK)


def _keep_codes(rows: Sequence[BarisSimpeg], by: Pengguna) -> None:
    """klogad and spmu go to people who have none; others keep theirs."""
    known = DataKepegawaian.objects.in_bulk([row.pegawai_id for row in rows])
    changed: dict[UUID, DataKepegawaian] = {}
    for row in rows:
        data = known.get(row.pegawai_id) or changed.get(row.pegawai_id) or DataKepegawaian(pegawai_id=row.pegawai_id)
        said = {kolom: str(row.isi[kolom]) for kolom in DISIMPAN if row.isi.get(kolom)}
        other = [kolom for kolom, value in said.items() if getattr(data, kolom) not in ("", value)]
        if other:
            kini = getattr(data, other[0])
            _settle(row, S.BERTENTANGAN, KOLOM_BERBEDA.format(kolom=DISIMPAN[other[0]], lama=said[other[0]], kini=kini))
        elif any(getattr(data, kolom) != value for kolom, value in said.items()):
            for kolom, value in said.items():
                setattr(data, kolom, value)
            changed[data.pegawai_id] = data
    DataKepegawaian.objects.bulk_create(
        changed.values(), update_conflicts=True, unique_fields=["pegawai"], update_fields=list(DISIMPAN)
    )
    acts = [
        {"objek_id": str(pk), "subjek_id": pk, "unit_id": None, "alasan": "", "rincian": {"bagian": "simpeg"}}
        for pk in changed
    ]
    record_each("data_sekali_diubah", DataKepegawaian._meta.label, acts, by=by)


def _record_ranks(rows: Sequence[BarisSimpeg], bahan: Bahan, migrasi: Migrasi, by: Pengguna) -> None:
    """Through the same door as an import of riwayat: recorded, already so, or refused with its sentence."""
    golongan = jenis_riwayat("golongan")
    assert golongan is not None
    pairs = []
    for row in rows:
        word = selectors.rank_word(str(row.isi.get("kopang") or ""))
        entries = bahan.golongan.get(word.casefold(), [])
        if len(entries) != 1:
            _settle(row, S.TANPA_PADANAN, TANPA_GOLONGAN.format(kode=row.isi.get("kopang", "")))
        else:
            pairs.append((row, _prepared(len(pairs), row, row.pegawai, entries[0])))
    if not pairs:
        return
    record_many(
        golongan, [one for _, one in pairs], impor=migrasi.pk, by=by, sumber=SumberRiwayat.SIMPEG, lengkap=False
    )
    for row, one in pairs:
        if one.galat or one.tolak:
            _settle(row, S.BERTENTANGAN, one.tolak or next(iter(one.galat.values())))
        elif one.hasil:
            row.objek_id = UUID(one.hasil["baris"])


def _record_posts(rows: Sequence[BarisSimpeg], bahan: Bahan, by: Pengguna) -> None:
    """Through the register: the app above that knows a post writes its placement, or says why there is none."""
    groups: dict[str, list[tuple[BarisSimpeg, BarisJabatan]]] = defaultdict(list)
    days = _days_of(rows)
    for row in rows:
        sasaran, nilai = bahan.kojab.get(row.kojab, ("", ""))
        signed = row.isi.get("sk_tanggal")
        if nilai and row.pegawai is not None:
            mulai = date.fromisoformat(row.isi["tmt"])
            after = min((day for day in days[row.nrk or row.nip] if day > mulai), default=None)
            one = BarisJabatan(
                row.pegawai, row.unit_id if row.kolok else None, nilai, mulai, row.isi.get("sk_nomor", ""),
                date.fromisoformat(signed) if signed else None, after,
            )  # fmt: skip
            groups[sasaran].append((row, one))
    for sasaran, pairs in groups.items():
        found = sasaran_jabatan(sasaran)
        if found is None or found.tempatkan is None:
            continue
        found.tempatkan([one for _, one in pairs], by)
        for row, one in pairs:
            if one.tolak:
                _settle(row, S.BERTENTANGAN, one.tolak)
            row.objek_id = one.hasil


def _days_of(rows: Sequence[BarisSimpeg]) -> dict[str, list[date]]:
    """When the posts of these people begin, in the whole dump: the next one may stand in another set of rows."""
    found: dict[str, list[date]] = defaultdict(list)
    keys = [row.nrk or row.nip for row in rows]
    said = BarisSimpeg.objects.filter(migrasi_id__in={row.migrasi_id for row in rows}, tumpahan=T.JABATAN)
    named = said.filter(Q(nrk__in=keys) | Q(nrk="", nip__in=keys)).values_list("nrk", "nip", "isi__tmt")
    for nrk, nip, tmt in named:
        if tmt:
            found[nrk or nip].append(date.fromisoformat(tmt))
    return found


def _prepared(nomor: int, row: BarisSimpeg, person: Pegawai | None, entry: Any) -> Baris:
    isi: dict[str, Any] = {"golongan": entry, "sk_nomor": row.isi.get("sk_nomor", "")}
    isi |= {name: row.isi[name] for name in ("masa_kerja_tahun", "masa_kerja_bulan") if name in row.isi}
    if signed := row.isi.get("sk_tanggal"):
        isi["sk_tanggal"] = date.fromisoformat(signed)
    temuan = {"pegawai": person, "mulai": date.fromisoformat(row.isi["tmt"]), "sampai": None, "isi": isi}
    return Baris(nomor, {}, temuan=temuan)
