"""What every door of the API stands on: strict input, filters that are known, pages by key."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable
from rest_framework import generics, pagination, serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from asn_portal.core.api.tolak import Penolakan

SIZE, MOST = 50, 200


def _printable(name: str) -> str:
    """Half a character of JSON (a lone surrogate) cannot be sent back."""
    return name.encode("utf-8", "replace").decode()


class MasukanSerializer(serializers.Serializer[Any]):
    """Input of a call. A name that is not known is refused: a misspelt filter must not widen a list in silence."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = set(data) - set(self.fields)
            if unknown:
                raise serializers.ValidationError(
                    {name: [f"“{name}” tidak dikenal di sini. Yang dikenal: {', '.join(self.fields) or 'tidak ada'}."]
                     for name in sorted(map(_printable, unknown))}
                )  # fmt: skip
        return super().to_internal_value(data)


class KueriKosong(MasukanSerializer):
    """No parameter at all."""


class KueriHalaman(MasukanSerializer):
    """Which page of a list."""

    setelah = serializers.UUIDField(required=False, help_text="Halaman sesudah baris dengan id ini.")
    sebelum = serializers.UUIDField(required=False, help_text="Halaman sebelum baris dengan id ini.")
    ukuran = serializers.IntegerField(
        required=False, default=SIZE, min_value=1, max_value=MOST, help_text="Banyaknya baris sehalaman."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "setelah" in attrs and "sebelum" in attrs:
            raise serializers.ValidationError({"sebelum": ["Pilih satu: setelah atau sebelum."]})
        return attrs


class PortalView(APIView):
    """A door of the API. `kelompok` names the scope that a token needs; without one no token comes in."""

    kelompok = ""
    # Scopes that opened this door before it had its own: tokens made with them go on until they end.
    cakupan_lama: tuple[str, ...] = ()
    kueri_class: type[MasukanSerializer] = KueriKosong

    def kueri(self) -> dict[str, Any]:
        """The parameters of the address, checked. Several of one name: the last counts."""
        if not hasattr(self, "_kueri"):
            asked = self.kueri_class(data=self.request.query_params.dict())
            asked.is_valid(raise_exception=True)
            self._kueri: dict[str, Any] = asked.validated_data
        return self._kueri

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.kueri()

    def read(self, serializer: type[MasukanSerializer]) -> dict[str, Any]:
        """The body, checked for its shape only; what may be is decided by the service."""
        given = serializer(data=self.request.data)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)


class HalamanKunci(pagination.BasePagination):
    """Pages by key (keputusan 0012): no page number, no count, the last page costs as much as the first.

    The view says by which column (`urut`, "" for the newest first) and which field is the id that others see. The row
    of the key is looked for among all that the caller may see, not among the filtered: it may have left the filter.
    """

    def paginate_queryset(self, queryset: QuerySet[Any], request: Any, view: Any = None) -> list[Any]:
        asked = view.kueri()
        self.request, self.id_field = request, view.id_field
        self.urut = view.urut_kini()
        size, backwards = asked["ukuran"], "sebelum" in asked
        key = asked.get("sebelum") or asked.get("setelah")
        rows = self._ordered(queryset)
        if key is not None:
            rows = self._beside(rows, self._anchor(view.get_queryset(), key), key, backwards=backwards)
        rows = rows.order_by(*self._order(backwards=backwards))
        found = list(rows[: size + 1])
        more, found = len(found) > size, found[:size]
        if backwards:
            found.reverse()
        self.has_next = backwards or more
        self.has_previous = more if backwards else key is not None
        self.found = found
        return found

    def _ordered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        if not self.urut:
            return rows
        return rows.annotate(kunci_urut=F(self.urut) if isinstance(self.urut, str) else self.urut)

    def _order(self, *, backwards: bool) -> list[str]:
        if not self.urut:
            return [self.id_field if backwards else f"-{self.id_field}"]
        return [f"{'-' if backwards else ''}{name}" for name in ("kunci_urut", self.id_field)]

    def _anchor(self, rows: QuerySet[Any], key: Any) -> Any:
        here = self._ordered(rows).filter(**{self.id_field: key}).order_by()
        found = here.values_list("kunci_urut" if self.urut else self.id_field, flat=True).first()
        if found is None:
            raise Penolakan(
                422, "penanda_hilang", "Baris penanda halaman tidak ada lagi. Mulai lagi dari halaman pertama."
            )
        return found

    def _beside(self, rows: QuerySet[Any], value: Any, key: Any, *, backwards: bool) -> QuerySet[Any]:
        """The first condition lets the index begin there; the second is exact."""
        if not self.urut:
            return rows.filter(**{f"{self.id_field}__{'gt' if backwards else 'lt'}": key})
        sign = "lt" if backwards else "gt"
        beyond = Q(**{f"kunci_urut__{sign}": value}) | Q(**{f"{self.id_field}__{sign}": key})
        return rows.filter(beyond, **{f"kunci_urut__{sign}e": value})

    def get_paginated_response(self, data: Any) -> Response:
        first, last = (data[0]["id"], data[-1]["id"]) if data else (None, None)
        return Response(
            {
                "berikutnya": self._link("setelah", last) if self.has_next and data else None,
                "sebelumnya": self._link("sebelum", first) if self.has_previous and data else None,
                "hasil": data,
            }
        )

    def _link(self, side: str, key: Any) -> str:
        query = self.request.query_params.copy()
        query.pop("setelah", None)
        query.pop("sebelum", None)
        query[side] = str(key)
        return str(self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}"))

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["berikutnya", "sebelumnya", "hasil"],
            "properties": {
                "berikutnya": link | {"description": "Alamat halaman berikutnya; null di akhir."},
                "sebelumnya": link | {"description": "Alamat halaman sebelumnya; null di awal."},
                "hasil": schema | {"description": "Baris-baris halaman ini."},
            },
        }


class DaftarView(PortalView, generics.ListAPIView[Any]):
    """A list. `get_queryset` is what this account may see, `filter_queryset` what the address asks for."""

    pagination_class = HalamanKunci
    kueri_class: type[MasukanSerializer] = KueriHalaman
    urut: str | Combinable = ""
    id_field = "pk"

    def urut_kini(self) -> str | Combinable:
        return self.urut
