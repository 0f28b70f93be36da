"""The OpenAPI 3 description: what a call takes, gives and refuses is said once, beside its handler."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from asn_portal.core.api.dasar import KueriKosong, MasukanSerializer, PortalView
from asn_portal.core.errors import PROBLEM, SENTENCES

KEY_PATTERN = r"^[A-Za-z0-9_.:-]{8,100}$"
# What may happen to every call, to calls with a login, and to calls with a body.
ALWAYS, LOGGED_IN, WITH_BODY = (400, 406, 429), (401, 403), (409, 413, 415, 422)
KEY = OpenApiParameter(
    "Idempotency-Key", str, OpenApiParameter.HEADER, pattern=KEY_PATTERN,
    description="Kunci acak per perubahan. Dikirim lagi dengan isi yang sama, jawabannya jawaban yang pertama.",
)  # fmt: skip


class GalatSerializer(serializers.Serializer[Any]):
    """A problem detail (RFC 9457)."""

    type = serializers.CharField(help_text="Selalu about:blank.")
    title = serializers.CharField(help_text="Nama status HTTP.")
    status = serializers.IntegerField(help_text="Status HTTP.")
    galat = serializers.CharField(help_text="Kode yang tetap, untuk program.")
    pesan = serializers.CharField(help_text="Kalimat untuk orang, dengan jalan keluarnya.")
    isian = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), required=False,
        help_text="Hanya pada masukan yang ditolak: kalimat per isian.",
    )  # fmt: skip
    tersimpan = serializers.DictField(
        required=False,
        help_text="Hanya pada draf yang berubah di tempat lain: versi, waktu, dan isian yang ada sekarang.",
    )


Decorator = Callable[[Any], Any]


def operasi(
    nama: str,
    judul: str,
    uraian: str = "",
    *,
    bab: str,
    jawaban: Any,
    kode: int = 200,
    masukan: Any = None,
    kueri: type[MasukanSerializer] = KueriKosong,
    ubah: bool = False,
    objek: bool = False,
    umum: bool = False,
    galat: Iterable[int] = (),
) -> Decorator:
    """One operation. `ubah`: it changes something; `objek`: it names one; `umum`: without login."""
    codes = {*ALWAYS, *(() if umum else LOGGED_IN), *galat}
    codes |= {*WITH_BODY} if ubah else {422}
    codes |= {404} if objek else set()
    refused = {(code, PROBLEM): OpenApiResponse(GalatSerializer, SENTENCES[code][1]) for code in sorted(codes)}
    extra: dict[str, Any] = {"auth": []} if umum else {}
    return extend_schema(
        operation_id=nama,
        summary=judul,
        description=uraian or judul + ".",
        tags=[bab],
        request=masukan,
        responses={kode: jawaban, **refused},
        parameters=[*([kueri] if kueri is not KueriKosong else []), *([KEY] if ubah and not umum else [])],
        **extra,
    )


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "asn_portal.core.api.token.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "Token dari halaman Token akses di akun Anda."}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "asn_portal.core.api.token.SesiAuthentication"
    name = "sesi"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey", "in": "cookie", "name": "sessionid",
            "description": "Sesi peramban yang sudah masuk; perubahan memerlukan kepala X-CSRFToken.",
        }  # fmt: skip


@lru_cache(maxsize=1)
def describe() -> dict[str, Any]:
    """The description of the whole API: the same for everybody, made once in a process."""
    schema: dict[str, Any] = SchemaGenerator(api_version="v1").get_schema(request=None, public=True)
    return schema


class SkemaView(PortalView):
    """GET /api/v1/skema/"""

    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []

    @operasi("skema", "Uraian API ini", "Uraian lengkap dalam bentuk OpenAPI 3.", bab="Tentang API", umum=True,
             jawaban=OpenApiTypes.OBJECT)  # fmt: skip
    def get(self, request: Any) -> Response:
        return Response(describe())
