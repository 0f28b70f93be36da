"""API over what was found about the data of people, for those who may see the rows."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework import serializers
from rest_framework.response import Response

from asn_portal.core.api.dasar import DaftarView, KueriHalaman
from asn_portal.core.api.skema import operasi
from asn_portal.core.models import TokenAkses
from asn_portal.core.permissions import require
from asn_portal.core.services.token import note_read
from asn_portal.mutu.indikator import all_indikator
from pegawai import permissions
from pegawai.models import Pegawai
from pegawai.selectors import mutu as selectors


class KueriTemuan(KueriHalaman):
    indikator = serializers.CharField(
        required=False, max_length=10, help_text="Hanya temuan indikator ini, misalnya COM_1."
    )
    unit = serializers.UUIDField(required=False, help_text="Hanya unit ini dan semua di bawahnya.")
    langsung = serializers.BooleanField(required=False, default=False, help_text="true: hanya unit itu sendiri.")
    kp = serializers.BooleanField(
        required=False, default=False, help_text="true: hanya yang menghambat kenaikan pangkat dalam 90 hari."
    )

    def validate_indikator(self, value: str) -> str:
        known = sorted(satu.kode for satu in all_indikator())
        if value not in known:
            raise serializers.ValidationError(f"Pilih salah satu: {', '.join(known)}.")
        return value


class TemuanSerializer(serializers.Serializer[Any]):
    indikator = serializers.CharField(source="indikator.kode", help_text="Kode BKN.")
    nama = serializers.CharField(help_text="Nama indikator.")
    kata = serializers.CharField(help_text="Yang ditemukan; dapat kosong.")
    sejak = serializers.DateField(help_text="Terbuka sejak.")
    diberitahu_pada = serializers.DateTimeField(allow_null=True, help_text="Kapan orangnya terakhir diberi tahu.")
    perbaiki = serializers.CharField(
        source="url", help_text="Halaman tempat memperbaikinya; kosong bila bukan oleh akun ini."
    )


class OrangTemuanSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="pk", help_text="Id pegawai.")
    nama = serializers.CharField(source="nama_lengkap", help_text="Nama dengan gelar.")
    unit = serializers.UUIDField(source="unit_kini_id", allow_null=True, help_text="Id unit hari ini.")
    temuan = TemuanSerializer(many=True, help_text="Temuan terbuka tentang datanya.")


class TemuanListView(DaftarView):
    """GET /api/v1/mutu/orang/ : the worklist, in the order of names."""

    kelompok = "kepegawaian"
    kueri_class = KueriTemuan
    serializer_class = OrangTemuanSerializer
    urut = "nama"

    def get_queryset(self) -> QuerySet[Pegawai]:
        require(permissions.can_list_scope(self.request.user))
        return selectors.in_scope(self.request.user)

    def filter_queryset(self, queryset: QuerySet[Pegawai]) -> QuerySet[Pegawai]:
        return selectors.people_with_findings(self.request.user, self.saringan(), timezone.localdate())

    def saringan(self) -> selectors.SaringanMutu:
        asked = self.kueri()
        return selectors.SaringanMutu(asked.get("indikator", ""), asked.get("unit"), asked["langsung"], "", asked["kp"])

    def paginate_queryset(self, queryset: Any) -> Any:
        """The findings of one page: one query more."""
        rows = super().paginate_queryset(queryset)
        found = selectors.findings_by_person(self.request.user, rows or [], self.saringan())
        for row in rows or []:
            row.temuan = found[row.pk]
        return rows

    @operasi("mutu_orang", "Temuan mutu data", "Pegawai yang datanya perlu diperbaiki, menurut abjad, dengan temuan dan tempat "
             "memperbaikinya.", bab="Mutu data", kueri=KueriTemuan, jawaban=OrangTemuanSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        answer = self.list(request)
        if isinstance(request.auth, TokenAkses):
            note_read(request.auth, len(answer.data["hasil"]), timezone.localdate())
        return answer
