"""What the apps that know persons hold on one: every table whose column `pegawai` names him, found by walking the models, so
that a new table is handed out without anybody remembering it.
"""

from __future__ import annotations

from django.apps import apps

from asn_portal.core.data_saya import Siapa, TabelDiri, excuse, register_tabel_diri, register_tabel_diri_dari
from pegawai.models import Pegawai

COLUMN = "pegawai"


def tables_of_people() -> list[TabelDiri]:
    found = [
        TabelDiri(model._meta.label, COLUMN, Siapa.ORANG)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.name == COLUMN and field.related_model is Pegawai
    ]
    return sorted(found, key=lambda table: table.label)


register_tabel_diri_dari(tables_of_people)
register_tabel_diri(
    TabelDiri("pegawai.Pegawai", "pk", Siapa.ORANG),
    TabelDiri("pegawai.Pegawai", "pengguna", tanpa=frozenset({"nik_sandi"})),
    TabelDiri("pegawai.LangkahUsulan", "usulan__pegawai", Siapa.ORANG),
)
excuse(
    pegawai__Pegawai__atasan_kini="salinan kolom daftar; riwayat atasannya ada",
    pegawai__HubunganAtasan__atasan="bawahannya adalah data orang lain",
)
