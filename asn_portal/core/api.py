"""API of the foundation, and the one shape of every refusal: a problem detail with `galat` and `pesan`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from rest_framework import exceptions, generics, serializers, status
from rest_framework.parsers import BaseParser
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from asn_portal.core import selectors
from asn_portal.core.errors import PROBLEM, DomainError, problem
from asn_portal.core.models import RincianUnit
from asn_portal.core.permissions import akses
from asn_portal.core.regulasi import (
    Aturan,
    Ditolak,
    Isian,
    TakTerbaca,
    daftar_aturan,
    find_aturan,
    parse_masukan,
    to_plain,
)


def problem_detail(refusal: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler: DomainError 409, refused input 422, unreadable input 400, everything else by its own status."""
    ours = _own_problem(refusal)
    if ours is not None:
        return _answer(ours)
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


def _own_problem(refusal: Exception) -> dict[str, Any] | None:
    """Refusals that carry a slug and a sentence of their own."""
    if isinstance(refusal, DomainError):
        return problem(status.HTTP_409_CONFLICT, galat=refusal.galat, pesan=refusal.pesan)
    if isinstance(refusal, Ditolak):
        return problem(status.HTTP_422_UNPROCESSABLE_ENTITY, galat=refusal.galat, pesan=refusal.pesan)
    if isinstance(refusal, TakTerbaca):
        return problem(status.HTTP_400_BAD_REQUEST, galat="bukan_json", pesan=refusal.pesan)
    if isinstance(refusal, exceptions.ValidationError):
        return problem(status.HTTP_422_UNPROCESSABLE_ENTITY, isian=refusal.detail)
    return None


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


# -- rules: open to everybody ----------------------------------------------------------------------------------

MAX_MASUKAN = 256 * 1024


class TerlaluBesar(exceptions.APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE


class MasukanParser(BaseParser):
    """The input object of a rule, whatever the sender calls its type; never more of it than the limit is read."""

    media_type = "*/*"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> dict[str, Any]:
        body = stream.read(MAX_MASUKAN + 1)
        if len(body) > MAX_MASUKAN:
            raise TerlaluBesar
        try:
            return parse_masukan(body.decode("utf-8-sig"))
        except UnicodeDecodeError as unreadable:
            raise TakTerbaca("Masukan bukan JSON yang terbaca. Kirim sebagai UTF-8.") from unreadable


class AturanAPIView(APIView):
    """No login and no session: these calls answer alike for everybody and change nothing. They are counted."""

    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    parser_classes = [MasukanParser]


class AturanListView(AturanAPIView):
    """GET /api/v1/aturan/ : every rule with its inputs, its refusals and where it comes from."""

    def get(self, request: HttpRequest) -> Response:
        return Response([_rule_as_plain(rule) for rule in daftar_aturan()])


class AturanView(AturanAPIView):
    """GET /api/v1/aturan/<nama>/ describes one rule; POST with its input object answers it."""

    def get(self, request: HttpRequest, nama: str) -> Response:
        return Response(_rule_as_plain(self.rule(nama)))

    def post(self, request: Any, nama: str) -> Response:
        rule = self.rule(nama)
        return Response(to_plain(vars(selectors.answer_aturan(rule, request.data))))

    @staticmethod
    def rule(nama: str) -> Aturan:
        rule = find_aturan(nama)
        if rule is None:
            raise Http404
        return rule


def _rule_as_plain(rule: Aturan) -> dict[str, Any]:
    return {
        "nama": rule.nama,
        "judul": rule.judul,
        "alamat": reverse("api:aturan", args=[rule.nama]),
        "dasar_hukum": list(rule.dasar_hukum),
        "keyakinan": rule.keyakinan,
        "belum_diverifikasi": rule.belum_diverifikasi,
        "masukan": [_isian_as_plain(isian) for isian in rule.isian()],
        "contoh": to_plain(rule.contoh),
        "galat": rule.penolakan(),
    }


def _isian_as_plain(isian: Isian) -> dict[str, Any]:
    """Only what this input has: choices, bounds, elements, parts."""
    shown = {
        "nama": isian.nama,
        "label": isian.label,
        "jenis": isian.jenis,
        "wajib": isian.wajib,
        "keterangan": isian.bantuan,
        "pilihan": list(isian.pilihan),
        "paling_kecil": isian.batas.paling_kecil if isian.batas else None,
        "paling_besar": isian.batas.paling_besar if isian.batas else None,
        "isi": _isian_as_plain(isian.isi) if isian.isi else None,
        "anggota": [_isian_as_plain(part) for part in isian.anggota],
    }
    return {name: value for name, value in shown.items() if value not in (None, "", []) or name == "wajib"}
