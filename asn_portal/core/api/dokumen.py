"""The description as people read it: every call with its fields, refusals and an example, out of the OpenAPI schema."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from asn_portal.core.api.skema import describe
from asn_portal.core.contoh_api import example_call

KINDS = {
    "string": "teks",
    "integer": "angka",
    "number": "angka",
    "boolean": "ya/tidak",
    "array": "daftar",
    "object": "objek",
}
FORMATS = {"uuid": "id (UUID)", "date": "tanggal, mis. 2026-11-21", "date-time": "waktu ISO 8601", "uri": "alamat"}
SAMPLES = {
    "uuid": "019aa3f2-6c1e-7d2b-8a44-3f1d2b5c6e70", "date": "2026-11-21", "date-time": "2026-11-21T14:30:00+07:00",
    "uri": "https://portal.go.id/api/v1/",
}  # fmt: skip


@dataclass(frozen=True)
class Bidang:
    nama: str
    macam: str
    keterangan: str
    wajib: bool
    pilihan: list[str]


@dataclass(frozen=True)
class Panggilan:
    kunci: str
    cara: str
    alamat: str
    judul: str
    uraian: str
    umum: bool
    parameter: list[Bidang]
    masukan: list[Bidang]
    jawaban: list[Bidang]
    kode: str
    galat: list[tuple[str, str]]
    contoh: str
    contoh_jawaban: str


def chapters(host: str) -> list[tuple[str, list[Panggilan]]]:
    """Calls by chapter, both in the order of the description."""
    schema = describe()
    found: dict[str, list[Panggilan]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            found.setdefault(operation["tags"][0], []).append(_call(schema, host, path, method, operation))
    return sorted(found.items())


def _call(schema: dict[str, Any], host: str, path: str, method: str, op: dict[str, Any]) -> Panggilan:
    kode, answer = next((code, part) for code, part in op["responses"].items() if code.startswith("2"))
    given = _content(op.get("requestBody", {}))
    shown = _content(answer)
    umum = not op.get("security")
    body = _sample(schema, given) if given else None
    sample = json.dumps(_sample(schema, shown), ensure_ascii=False, indent=2) if shown else ""
    return Panggilan(
        op["operationId"], method.upper(), path, op["summary"], op["description"], umum,
        [_parameter(schema, one) for one in op.get("parameters", [])],
        _fields(schema, given), _fields(schema, shown), kode,
        [(code, part["description"]) for code, part in op["responses"].items() if not code.startswith("2")],
        example_call(host + path.replace("{id}", SAMPLES["uuid"]), method.upper(), body, umum=umum), sample,
    )  # fmt: skip


def _content(part: dict[str, Any]) -> dict[str, Any] | None:
    body: dict[str, Any] | None = part.get("content", {}).get("application/json", {}).get("schema")
    return body


def _resolve(schema: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    """What a reference points at, with what was said beside it."""
    for name in ("allOf", "oneOf"):
        if name in shape:
            return _resolve(schema, shape[name][0]) | {
                k: v for k, v in shape.items() if k in {"description", "nullable"}
            }
    if "$ref" in shape:
        return schema["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]] | {
            k: v for k, v in shape.items() if k == "description"
        }
    return shape


def _parameter(schema: dict[str, Any], one: dict[str, Any]) -> Bidang:
    shape = _resolve(schema, one["schema"])
    choices = [str(value) for value in shape.get("enum", [])]
    where = "" if one["in"] == "query" else " (kepala)" if one["in"] == "header" else " (alamat)"
    return Bidang(one["name"] + where, _kind(shape), _text(one), bool(one.get("required")), choices)


def _text(shape: dict[str, Any]) -> str:
    """Without the list of choices that the generator appends."""
    return str(shape.get("description", "")).split("\n\n*")[0]


def _kind(shape: dict[str, Any]) -> str:
    kind = FORMATS.get(shape.get("format", ""), KINDS.get(shape.get("type", "object"), "objek"))
    return f"{kind} atau null" if shape.get("nullable") else kind


def _fields(schema: dict[str, Any], shape: dict[str, Any] | None, prefix: str = "") -> list[Bidang]:
    """Every field, those of inner objects as `hasil[].nama`."""
    if shape is None:
        return []
    shape = _resolve(schema, shape)
    if shape.get("type") == "array":
        return _fields(schema, shape["items"], f"{prefix}[].")
    found = []
    for name, part in shape.get("properties", {}).items():
        inner = _resolve(schema, part)
        choices = [str(value) for value in inner.get("enum", [])]
        found.append(
            Bidang(prefix + name, _kind(inner), _text(part) or _text(inner), name in shape.get("required", []), choices)
        )
        if inner.get("type") == "array":
            found += _fields(schema, inner["items"], f"{prefix}{name}[].")
        elif inner.get("properties"):
            found += _fields(schema, inner, f"{prefix}{name}.")
    return found


def _sample(schema: dict[str, Any], shape: dict[str, Any] | None) -> Any:
    """One plausible value of this shape."""
    shape = _resolve(schema, shape or {})
    if "enum" in shape:
        return shape["enum"][0]
    match shape.get("type"):
        case "array":
            return [_sample(schema, shape["items"])]
        case "object":
            return {name: _sample(schema, part) for name, part in shape.get("properties", {}).items()}
        case "integer" | "number":
            return shape.get("default", 1)
        case "boolean":
            return False
    return SAMPLES.get(shape.get("format", ""), "…")
