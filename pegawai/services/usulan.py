"""Proposals about the own file: sent with evidence, checked by one or two, forwarded where another authority decides."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.models import Dokumen
from asn_portal.core import kripto
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.kunci import register_encrypted
from asn_portal.core.services.tugas import close_tugas, notify
from asn_portal.core.templatetags.bentuk import kecil
from asn_portal.core.workflow import check_transition
from asn_portal.mutu.services import recount_after_change
from pegawai import permissions
from pegawai.aturan.alur_usulan_data import ALUR_USULAN_DATA
from pegawai.aturan.data_pribadi import JAM
from pegawai.enums import AlasanUsulan, LangkahPeriksa, StatusUsulanData, SumberRiwayat
from pegawai.models import KontakPegawai, LangkahUsulan, Pegawai, UsulanPerubahan
from pegawai.services.identitas import nik_agrees, set_nik
from pegawai.services.meja import TUGAS_USULAN, fill_desk, tell_nobody_there
from pegawai.services.peringatan import refresh_peringatan
from pegawai.services.profil import put_once
from pegawai.services.riwayat import place_row
from pegawai.siapa_mengubah import RAHASIA, Cara, Sasaran, may_propose, sasaran

KOLOM_ISI = "pegawai.UsulanPerubahan.isi"
# UU 27/2022: a correction of personal data is answered within 3 x 24 hours, at each desk.
ANSWER_WITHIN = timedelta(hours=JAM["perbaikan"])
BATCH = 500


# -- what is proposed, kept as text ------------------------------------------------------------------------------


def _packed(isi: dict[str, Any]) -> bytes:
    return kripto.encrypt(json.dumps({name: _plain(value) for name, value in isi.items()}), kolom=KOLOM_ISI)


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return str(value.pk)
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value


def contents(usulan: UsulanPerubahan) -> dict[str, Any]:
    """The proposed values again, as the form gave them."""
    target = sasaran(usulan.sasaran)
    raw: dict[str, Any] = json.loads(kripto.decrypt(usulan.isi_sandi, kolom=KOLOM_ISI))
    if target is None:
        return {}
    model: Any = target.jenis.model if target.jenis else target.model
    values = {}
    for name, text in raw.items():
        if name in {"mulai", "sampai"}:
            values[name] = date.fromisoformat(text) if text else None
        elif name in RAHASIA:
            values[name] = text
        else:
            field = model._meta.get_field(name)
            if not field.is_relation:
                values[name] = field.to_python(text)
            else:
                values[name] = field.related_model.objects.filter(pk=text).first() if text else None
    return values


def _rotate() -> int:
    changed = []
    for row in UsulanPerubahan.objects.only("isi_sandi").select_for_update(of=("self",)).iterator(chunk_size=BATCH):
        if not kripto.is_current(row.isi_sandi):
            row.isi_sandi = kripto.encrypt(kripto.decrypt(row.isi_sandi, kolom=KOLOM_ISI), kolom=KOLOM_ISI)
            changed.append(row)
    UsulanPerubahan.objects.bulk_update(changed, ["isi_sandi"], batch_size=BATCH)
    return len(changed)


register_encrypted(KOLOM_ISI, _rotate)


# -- the person --------------------------------------------------------------------------------------------------


@perubahan
def change_kontak(pegawai_id: UUID, *, isi: dict[str, str], by: Pengguna) -> KontakPegawai:
    """The own address and the like: at once."""
    pegawai = Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai_id)
    require(permissions.is_self(by, pegawai))
    row, _ = KontakPegawai.objects.update_or_create(pegawai=pegawai, defaults=isi)
    recount_after_change(pegawai.instansi_id, pegawai.pk)
    record_jejak(row, "kontak_diubah", by=by, subjek_id=pegawai.pk, unit_id=pegawai.unit_kini_id)
    return row


@perubahan
def submit_usulan(
    pegawai_id: UUID, target: Sasaran, *, isi: dict[str, Any], dokumen: Dokumen | None, keterangan: str, by: Pengguna,
    baris_id: UUID | None = None,
) -> UsulanPerubahan:  # fmt: skip
    """The person proposes; the first desk gets it at once."""
    pegawai = Pegawai.objects.select_for_update(of=("self",)).select_related("pengguna").get(pk=pegawai_id)
    require(permissions.is_self(by, pegawai) and target.cara is not Cara.LANGSUNG)
    require(may_propose(target, pegawai.jenis))
    usulan = UsulanPerubahan(
        pegawai=pegawai,
        sasaran=target.kunci,
        baris_id=baris_id,
        isi_sandi=_packed(isi),
        keterangan=keterangan,
        dokumen=dokumen,
    )
    try:
        with transaction.atomic():
            usulan.save(force_insert=True)
    except IntegrityError as refused:
        raise DomainError(
            "Usulan Anda tentang baris ini masih diperiksa. Tunggu jawabannya, atau tarik dulu usulan itu.",
            galat="masih_terbuka",
        ) from refused
    _begin(usulan, target, _first_step(target))
    record_jejak(
        usulan,
        "usulan_data_diajukan",
        by=by,
        subjek_id=pegawai.pk,
        unit_id=pegawai.unit_kini_id,
        rincian={"sasaran": target.kunci},
    )
    return usulan


@perubahan
def resubmit_usulan(
    usulan_id: UUID, *, isi: dict[str, Any], dokumen: Dokumen | None, keterangan: str, by: Pengguna
) -> UsulanPerubahan:
    """What came back goes to the first desk again, completed."""
    usulan, target = _lock(usulan_id)
    require(permissions.is_self(by, usulan.pegawai))
    check_transition(ALUR_USULAN_DATA, usulan.status, StatusUsulanData.DIAJUKAN)
    usulan.status, usulan.isi_sandi = StatusUsulanData.DIAJUKAN, _packed(isi)
    usulan.keterangan, usulan.dokumen = keterangan, dokumen
    usulan.save()
    _begin(usulan, target, _first_step(target))
    _trace(usulan, "usulan_data_diajukan", by)
    return usulan


@perubahan
def withdraw_usulan(usulan_id: UUID, *, by: Pengguna) -> UsulanPerubahan:
    usulan, _ = _lock(usulan_id)
    require(permissions.is_self(by, usulan.pegawai))
    check_transition(ALUR_USULAN_DATA, usulan.status, StatusUsulanData.DITARIK)
    _end_step(usulan, StatusUsulanData.DITARIK, by=by)
    _finish(usulan, StatusUsulanData.DITARIK)
    close_tugas(jenis=TUGAS_USULAN, objek_id=usulan.pk, by=by)
    _trace(usulan, "usulan_data_ditarik", by)
    return usulan


def _lock(usulan_id: UUID) -> tuple[UsulanPerubahan, Sasaran]:
    """The person first (as everywhere), then the proposal as it is now."""
    owner = UsulanPerubahan.objects.values_list("pegawai_id", flat=True).get(pk=usulan_id)
    person = Pegawai.objects.select_for_update(of=("self",)).select_related("pengguna").get(pk=owner)
    usulan = UsulanPerubahan.objects.select_for_update(of=("self",)).get(pk=usulan_id)
    usulan.pegawai = person
    target = sasaran(usulan.sasaran)
    assert target is not None
    return usulan, target


def _first_step(target: Sasaran) -> LangkahPeriksa:
    return LangkahPeriksa.PROVINSI if target.cara is Cara.DITERUSKAN else LangkahPeriksa.UNIT


def _begin(usulan: UsulanPerubahan, target: Sasaran, langkah: LangkahPeriksa) -> None:
    """On to the next desk, with its deadline and a duty for everybody who sits there."""
    now = timezone.now()
    step = LangkahUsulan.objects.create(usulan=usulan, pemeriksa=langkah, mulai_pada=now, batas=now + ANSWER_WITHIN)
    if not fill_desk(usulan, step, target, now):
        tell_nobody_there(usulan, target, now)


def _end_step(
    usulan: UsulanPerubahan, putusan: StatusUsulanData, *, by: Pengguna, kode: str = "", alasan: str = ""
) -> LangkahUsulan | None:
    step = usulan.langkah.filter(pada=None).first()
    if step is not None:
        step.putusan, step.oleh, step.pada = putusan, by, timezone.now()
        step.alasan_kode, step.alasan = kode, alasan
        step.save()
    return step


def _finish(usulan: UsulanPerubahan, status: StatusUsulanData) -> None:
    usulan.status, usulan.selesai_pada = status, timezone.now()
    usulan.save()


def _trace(usulan: UsulanPerubahan, aksi: str, by: Pengguna, alasan: str = "") -> None:
    person = usulan.pegawai
    record_jejak(
        usulan,
        aksi,
        by=by,
        subjek_id=person.pk,
        unit_id=person.unit_kini_id,
        alasan=alasan,
        rincian={"sasaran": usulan.sasaran},
    )


# -- the desks ---------------------------------------------------------------------------------------------------


@perubahan
def accept_usulan(usulan_id: UUID, *, by: Pengguna) -> UsulanPerubahan:
    """Right as far as this desk can tell: on to the next one, or into the file."""
    usulan, target = _lock(usulan_id)
    require(permissions.can_decide_usulan(by, usulan))
    step = _end_step(usulan, StatusUsulanData.DITERIMA, by=by)
    more = target.cara is Cara.BERTINGKAT and step is not None and step.pemeriksa == LangkahPeriksa.UNIT
    check_transition(ALUR_USULAN_DATA, usulan.status, StatusUsulanData.DIPERIKSA if more else StatusUsulanData.DITERIMA)
    close_tugas(jenis=TUGAS_USULAN, objek_id=usulan.pk, by=by)
    if more:
        usulan.status = StatusUsulanData.DIPERIKSA
        usulan.save(update_fields=["status"])
        _begin(usulan, target, LangkahPeriksa.PROVINSI)
    else:
        usulan.hasil_id = _apply(usulan, target)
        refresh_peringatan([usulan.pegawai_id])
        _finish(usulan, StatusUsulanData.DITERIMA)
    _trace(usulan, "usulan_data_lolos_unit" if more else "usulan_data_diterima", by)
    _tell(usulan, target, "Diterima di unit; sekarang diperiksa provinsi." if more else "Berkas Anda sudah diubah.", by)
    return usulan


@perubahan
def return_usulan(usulan_id: UUID, *, kode: AlasanUsulan, alasan: str, by: Pengguna) -> UsulanPerubahan:
    """Back to the person, with the reason and how to put it right."""
    usulan, target = _decided(usulan_id, StatusUsulanData.DIKEMBALIKAN, kode, alasan, by)
    usulan.status = StatusUsulanData.DIKEMBALIKAN
    usulan.save(update_fields=["status"])
    _trace(usulan, "usulan_data_dikembalikan", by, alasan)
    _tell(usulan, target, f"Dikembalikan: {kecil(kode.label)}. {alasan}", by)
    return usulan


@perubahan
def refuse_usulan(usulan_id: UUID, *, kode: AlasanUsulan, alasan: str, by: Pengguna) -> UsulanPerubahan:
    usulan, target = _decided(usulan_id, StatusUsulanData.DITOLAK, kode, alasan, by)
    _finish(usulan, StatusUsulanData.DITOLAK)
    _trace(usulan, "usulan_data_ditolak", by, alasan)
    _tell(usulan, target, f"Tidak diterima: {kecil(kode.label)}. {alasan}", by)
    return usulan


@perubahan
def forward_usulan(usulan_id: UUID, *, alasan: str, by: Pengguna) -> UsulanPerubahan:
    """BKN or Dukcapil decides; here it waits, marked, until their answer is entered."""
    usulan, target = _decided(usulan_id, StatusUsulanData.DITERUSKAN, AlasanUsulan.BUKAN_DI_SINI, alasan, by)
    require(target.cara is Cara.DITERUSKAN)
    usulan.status = StatusUsulanData.DITERUSKAN
    usulan.save(update_fields=["status"])
    _trace(usulan, "usulan_data_diteruskan", by, alasan)
    _tell(usulan, target, f"Diteruskan ke sumber datanya (BKN atau Dukcapil). {alasan}", by)
    return usulan


def _decided(
    usulan_id: UUID, putusan: StatusUsulanData, kode: AlasanUsulan, alasan: str, by: Pengguna
) -> tuple[UsulanPerubahan, Sasaran]:
    usulan, target = _lock(usulan_id)
    require(permissions.can_decide_usulan(by, usulan))
    check_transition(ALUR_USULAN_DATA, usulan.status, putusan)
    _end_step(usulan, putusan, by=by, kode=kode, alasan=alasan)
    close_tugas(jenis=TUGAS_USULAN, objek_id=usulan.pk, by=by)
    return usulan, target


def _apply(usulan: UsulanPerubahan, target: Sasaran) -> UUID | None:
    """Into the file. What it meets there may refuse it, in a sentence for whoever decides."""
    values, person = contents(usulan), usulan.pegawai
    if target.jenis is not None:
        old = None
        if usulan.baris_id is not None:
            old = target.jenis.model.objects.kini().filter(pk=usulan.baris_id, pegawai=person).first()
            if old is None:
                raise DomainError(
                    "Baris yang hendak diperbaiki sudah berubah sejak usulan ini dikirim. Kembalikan usulan ini.",
                    galat="baris_lama",
                )
        mulai, sampai = values.pop("mulai"), values.pop("sampai", None)
        nilai = values | {"sumber": SumberRiwayat.USULAN, "dokumen": usulan.dokumen}
        return place_row(person, target.jenis, mulai=mulai, sampai=sampai, nilai=nilai, menggantikan=old).pk
    if target.model is Pegawai:
        _apply_identity(person, values)
        return None
    put_once(person, target, values)
    return None


def _apply_identity(person: Pegawai, values: dict[str, Any]) -> None:
    recount_after_change(person.instansi_id, person.pk)
    nik = values.pop("nik", "")
    for name, value in values.items():
        setattr(person, name, value)
    person.save(update_fields=list(values))
    if nik:
        set_nik(person, nik, sah=nik_agrees(person, nik))


def _tell(usulan: UsulanPerubahan, target: Sasaran, isi: str, by: Pengguna) -> None:
    if usulan.pegawai.pengguna is None:
        return
    notify(
        usulan.pegawai.pengguna,
        judul=f"Usulan Anda tentang {kecil(target.judul)}: {usulan.get_status_display().lower()}",
        isi=isi,
        url=reverse("pegawai:usulan_data_detail", args=[usulan.pk]),
        kelompok=KelompokKabar.DATA,
        mengapa="Anda mengusulkan perubahan ini.",
        aturan="UU 27/2022 Pasal 30: perbaikan data pribadi atas permintaan pemiliknya.",
        oleh=by.nama,
        keberatan="Bila jawabannya belum tepat, ajukan lagi dengan bukti yang lebih lengkap.",
    )
