"""API of the foundation, and the one shape of every refusal: a problem detail with `galat` and `pesan`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone
from rest_framework import exceptions, generics, serializers, status
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from asn_portal.core import selectors
from asn_portal.core.errors import PROBLEM, DomainError, problem
from asn_portal.core.models import RincianUnit
from asn_portal.core.permissions import akses


def problem_detail(refusal: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler: DomainError 409, refused input 422, everything else by its own status."""
    if isinstance(refusal, DomainError):
        return _answer(problem(status.HTTP_409_CONFLICT, galat=refusal.galat, pesan=refusal.pesan))
    if isinstance(refusal, exceptions.ValidationError):
        body = problem(
            status.HTTP_422_UNPROCESSABLE_ENTITY,
            galat="masukan_ditolak",
            pesan="Ada isian yang perlu diperbaiki.",
            isian=refusal.detail,
        )
        return _answer(body)
    if isinstance(refusal, exceptions.NotAuthenticated):
        answer = _answer(problem(status.HTTP_401_UNAUTHORIZED))
        answer["WWW-Authenticate"] = 'Session realm="portal"'
        return answer
    if isinstance(refusal, Http404):
        refusal = exceptions.NotFound()
    if isinstance(refusal, PermissionDenied):
        refusal = exceptions.PermissionDenied()
    answer = exception_handler(refusal, context)
    if answer is None:
        return None
    made = _answer(problem(answer.status_code))
    for name, value in answer.items():
        if name in {"Retry-After", "WWW-Authenticate", "Allow"}:
            made[name] = value
    return made


def _answer(body: dict[str, Any]) -> Response:
    return Response(body, status=body["status"], content_type=PROBLEM)


class SayaView(APIView):
    """GET /api/v1/saya/ : the account that asks, and its roles today."""

    def get(self, request: HttpRequest) -> Response:
        mine = akses(request.user)
        roles = [{"peran": row.peran, "unit": row.unit_id, "nama_unit": row.nama_unit} for row in mine.daftar]
        return Response({"id": request.user.pk, "nama": request.user.nama, "pegawai": mine.orang_id, "peran": roles})


class UnitSerializer(serializers.ModelSerializer[RincianUnit]):
    id = serializers.UUIDField(source="unit_id")
    induk = serializers.UUIDField(source="induk_id")
    mulai = serializers.DateField()
    sampai = serializers.DateField()

    class Meta:
        model = RincianUnit
        fields = ["id", "induk", "nama", "singkatan", "jenis", "mulai", "sampai"]


class UnitListView(generics.ListAPIView[RincianUnit]):
    """GET /api/v1/unit/?pada=YYYY-MM-DD : units of the own agency on a day (default today)."""

    serializer_class = UnitSerializer

    def get_queryset(self) -> Any:
        text = self.request.query_params.get("pada")
        day = serializers.DateField().run_validation(text) if text else timezone.localdate()
        return selectors.units_on(self.request.user, day)


class UnitDetailView(generics.RetrieveAPIView[RincianUnit]):
    """GET /api/v1/unit/<id>/ : one unit today."""

    serializer_class = UnitSerializer
    lookup_field = "unit_id"
    lookup_url_kwarg = "pk"

    def get_queryset(self) -> Any:
        return selectors.units_on(self.request.user, timezone.localdate())
