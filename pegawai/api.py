"""API over people: the directory, exactly as far as the page shows it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from rest_framework import generics, serializers

from pegawai import selectors
from pegawai.models import Pegawai


class PegawaiSerializer(serializers.ModelSerializer[Pegawai]):
    nama = serializers.CharField(source="nama_lengkap")
    unit = serializers.UUIDField(source="unit_kini_id")
    nama_unit = serializers.CharField()
    jabatan = serializers.CharField(source="jabatan_kini")

    class Meta:
        model = Pegawai
        fields = ["id", "nama", "jabatan", "unit", "nama_unit"]


class PegawaiListView(generics.ListAPIView[Pegawai]):
    """GET /api/v1/pegawai/?q=&unit= : name, position and unit of the people this account may see."""

    serializer_class = PegawaiSerializer

    def get_queryset(self) -> Any:
        kata = self.request.query_params.get("q", "").strip()
        return selectors.directory(self.request.user, kata=kata, unit_id=self._unit(), tanggal=timezone.localdate())

    def _unit(self) -> UUID | None:
        text = self.request.query_params.get("unit")
        return serializers.UUIDField().run_validation(text) if text else None


class PegawaiDetailView(generics.RetrieveAPIView[Pegawai]):
    """GET /api/v1/pegawai/<id>/"""

    serializer_class = PegawaiSerializer

    def get_queryset(self) -> Any:
        return selectors.directory(self.request.user, kata="", unit_id=None, tanggal=timezone.localdate())
