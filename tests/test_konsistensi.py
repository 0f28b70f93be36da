"""Guards of the house: lists that must be complete, words that must not appear, files that must be used."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models
from django.urls import URLPattern, URLResolver, get_resolver

from asn_portal.core.audit import TANPA_JEJAK
from asn_portal.core.izin import MATRIKS, Sumber, parse_hak
from asn_portal.core.models import BarisBertanggal
from asn_portal.core.navigasi import all_entries
from asn_portal.core.publik import PUBLIC_API, PUBLIC_PAGES
from asn_portal.core.tampilan import STATUS

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
APPS = ("asn_portal", "pegawai", "jabatan", "kinerja", "pelatihan", "merit", "partisipasi")
# Upper apps may point at lower ones, never the other way round; siblings share a level.
LEVEL = {
    "core": 0,
    "berkas": 1,
    "lembar": 1,
    "pegawai": 2,
    "jabatan": 3,
    "kinerja": 4,
    "pelatihan": 4,
    "merit": 5,
    "partisipasi": 2,
}


def routes(resolver: URLResolver | None = None, namespace: str = "") -> list[tuple[str, URLPattern]]:
    """Every route with its full name."""
    found: list[tuple[str, URLPattern]] = []
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            found += routes(entry, inner)
        else:
            found.append((f"{namespace}{entry.name}", entry))
    return found


def sources(*suffixes: str) -> list[Path]:
    folders = [ROOT / name for name in (*APPS, "templates", "static/css", "static/js", "launcher")]
    return [path for folder in folders for suffix in suffixes for path in folder.rglob(f"*{suffix}")]


class TestUrls:
    def test_public_pages_are_exactly_the_written_list(self):
        public = {name for name, route in routes() if getattr(route.callback, "login_required", True) is False}
        api = {name for name in public if name.startswith("api:")}  # DRF guards its own views
        assert public - api == PUBLIC_PAGES

    def test_every_api_view_needs_a_login_unless_written_down(self):
        from rest_framework.permissions import IsAuthenticated

        from asn_portal.core.api.token import SesuaiCakupan

        open_to_all = set()
        for name, route in routes():
            if name.startswith("api:") and route.callback.cls.permission_classes != [IsAuthenticated, SesuaiCakupan]:
                open_to_all.add(name)
        assert open_to_all == PUBLIC_API

    def test_every_route_has_a_name_of_its_own(self):
        names = [name for name, _ in routes()]
        assert len(names) == len(set(names))


class TestDatabase:
    @pytest.mark.django_db
    def test_every_table_is_traced_or_excused_with_a_reason(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'jejak_ubah'")
            traced = {row[0] for row in cursor.fetchall()}
        models_of_tables = {m._meta.db_table: m._meta.label for m in apps.get_models()}
        untraced = {label for table, label in models_of_tables.items() if table not in traced}
        assert untraced == set(TANPA_JEJAK)
        assert all(len(reason) > 5 for reason in TANPA_JEJAK.values())

    @pytest.mark.django_db
    def test_every_dated_table_is_guarded(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'baris_bertanggal'")
            guarded = {row[0] for row in cursor.fetchall()}
        dated = {m._meta.db_table for m in apps.get_models() if issubclass(m, BarisBertanggal)}
        assert guarded == dated

    def test_every_dated_model_forbids_overlapping_rows_as_known_now(self):
        from django.contrib.postgres.constraints import ExclusionConstraint

        for model in apps.get_models():
            if issubclass(model, BarisBertanggal):
                kinds = [c for c in model._meta.constraints if isinstance(c, ExclusionConstraint)]
                assert kinds, model
                assert all("tercatat__upper_inf" in str(c.condition) for c in kinds), model

    def test_foreign_keys_point_downwards(self):
        for model in apps.get_models():
            here = model._meta.app_label
            for field in model._meta.get_fields():
                if here in LEVEL and isinstance(field, models.ForeignKey) and not field.auto_created:
                    there = field.related_model._meta.app_label
                    assert there == here or LEVEL[there] < LEVEL[here], f"{model._meta.label}.{field.name}"

    @pytest.mark.django_db
    def test_serving_role_cannot_rewrite_the_trace_or_change_structure(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname, privilege FROM pg_class,"
                " unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) privilege"
                " WHERE (relname LIKE 'core_tindakan%' OR relname LIKE 'core_jejakaudit%' OR relname LIKE 'core_aksesdata%'"
                " OR relname = 'core_segel') AND relkind IN ('r', 'p') AND has_table_privilege('asn_app', oid, privilege)"
            )
            assert cursor.fetchall() == []
            cursor.execute("SELECT has_schema_privilege('asn_app', 'public', 'CREATE')")
            assert cursor.fetchone() == (False,)


class TestTemplates:
    def references(self) -> set[str]:
        text = "\n".join(path.read_text() for path in sources(".py", ".html"))
        return set(re.findall(r"[\"']([\w/.-]+\.(?:html|txt))[\"']", text))

    def test_every_template_is_used(self):
        library = {"account", "mfa"}  # the login library names these itself
        ours = {
            str(path.relative_to(TEMPLATES))
            for path in TEMPLATES.rglob("*.*")
            if path.parts[len(TEMPLATES.parts)] not in library
        }
        numbered = {f"galat/{code}.html" for code in (400, 403, 404, 429, 500, 503)}  # named by a number in views.galat
        assert ours - self.references() - numbered == set()

    def test_every_template_named_exists(self):
        named = {name for name in self.references() if "/" in name}
        assert {name for name in named if not (TEMPLATES / name).exists()} == set()

    def test_every_address_named_exists(self):
        known = {name for name, _ in routes()}
        named = {
            (str(path.relative_to(TEMPLATES)), name)
            for path in TEMPLATES.rglob("*.html")
            for name in re.findall(r"""{% url ['"]([a-z_]+:[^'"]+)['"]""", path.read_text())
        }
        assert {one for one in named if one[1] not in known} == set()

    def test_fragment_has_one_root_with_its_own_name(self):
        for path in TEMPLATES.rglob("_*.html"):
            text = path.read_text().strip()
            roots = re.match(r"<(\w+)[^>]*\bid=\"([^\"]+)\"", text)
            assert roots, path
            assert roots.group(2) == path.stem, path
            assert text.endswith(f"</{roots.group(1)}>"), path

    # Pages that stand in the menu or the account menu, doors without a frame, and what shows itself only once.
    FIRST_LEVEL = frozenset(
        {
            "core/beranda", "core/menu", "core/cari", "core/tugas_list", "core/notifikasi_list", "core/unit_list",
            "core/peran_list", "core/akun_lain_list", "core/pengaturan", "core/jadwal_list", "core/jejak_list", "core/akun",
            "core/lanjutkan", "core/privasi", "merit/saya", "merit/putaran_list", "merit/suksesi_list", "merit/kelayakan_list",
            "pegawai/pegawai_list", "pegawai/akses_saya", "pegawai/akun_list",
            "pegawai/laporan_list", "pegawai/tim", "account/login", "account/logout", "account/reauthenticate",
            "mfa/reauthenticate", "core/slip", "pegawai/surat_tugas_list", "publik", "rujukan", "core/tiket_list", "core/tiket_masuk", "core/pengumuman_list",
            "core/panduan", "core/pekerjaan_list", "lembar/daftar_list", "lembar/impor_list", "pegawai/migrasi", "berkas/dokumen_list", "berkas/masa_simpan",
            "berkas/naskah_list", "core/gaya", "pegawai/referensi_list", "pegawai/tarikan_list", "pegawai/usulan_data_list",
            "pegawai/putaran_list", "pegawai/berhenti_list", "pegawai/penerimaan_list", "rekap/rekap",
            "kinerja/saya", "kinerja/tim", "kinerja/tim_kerja_list", "kinerja/kalibrasi_list", "kinerja/penilai_list", "kinerja/tindak_lanjut",
            "kinerja/periode_list", "kinerja/pohon", "kinerja/tpp_list", "kinerja/perhatian",
            "pelatihan/magang_list", "pelatihan/belajar_list", "pelatihan/bimbingan_list",
            "pelatihan/saya", "pelatihan/tim", "pelatihan/program_list", "pelatihan/angkatan_list", "pelatihan/sertifikat_list",
            "pegawai/peringatan_list", "pegawai/surat_list", "jabatan/mutasi_list", "jabatan/tim_list", "jabatan/panggilan_list",
        }
    )  # fmt: skip

    def test_every_inner_page_shows_where_it_is(self):
        for path in TEMPLATES.rglob("*.html"):
            name = str(path.relative_to(TEMPLATES)).removesuffix(".html")
            if '{% extends "base.html" %}' in path.read_text() and name not in self.FIRST_LEVEL:
                assert 'class="remah"' in path.read_text(), name

    def test_no_inline_script_style_or_handler(self):
        for path in TEMPLATES.rglob("*.html"):
            text = path.read_text()
            assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", text), path

    def test_no_colour_outside_the_tokens(self):
        for path in [*TEMPLATES.rglob("*.html"), *(ROOT / "static" / "css").glob("[!t]*.css")]:
            assert not re.search(
                r"#[0-9a-fA-F]{3,8}\b(?![\w-]*\")", re.sub(r'href="#[^"]*"|url\([^)]*\)|#fff\b', "", path.read_text())
            ), path

    def test_every_form_that_posts_carries_the_csrf_token(self):
        for path in TEMPLATES.rglob("*.html"):
            for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", path.read_text(), flags=re.DOTALL):
                assert "csrf_token" in form, path


class TestRespect:
    """Religion, marital status and place of birth belong to the own file, the HR profile and the family; nowhere else
    are they a filter, a column or a part of a figure.
    """

    # Files that may know them: what holds them, and the three places where they are shown. One line per file.
    # The form of the curriculum vitae asks for them; KP4 takes them from there.
    ALLOWED: frozenset[str] = frozenset({"pegawai/selectors/drh.py"})
    WORDS = re.compile(
        r"(?<![a-zA-Z])(agama|kepercayaan|status[_ ](?:kawin|nikah|perkawinan|pernikahan)|perkawinan|pernikahan|"
        r"(?:tempat|kota|kabupaten)[_ ]?lahir|religion|marital|birth_?place)(?![a-z])",
        re.IGNORECASE,
    )

    @pytest.mark.parametrize(
        "text",
        ['filter(agama="x")', "row.status_perkawinan", "Status kawin", "tempat_lahir", "Tempat lahir", 'name="kota_lahir"',
         "religion", "marital_status", "birthplace"],
    )  # fmt: skip
    def test_words_are_recognised(self, text):
        assert self.WORDS.search(text)

    @pytest.mark.parametrize("text", ["Hari Raya Keagamaan", "tanggal_lahir", "tempat", "kawasan", "Tempat kerja"])
    def test_other_words_are_not(self, text):
        assert not self.WORDS.search(text)

    def test_no_door_list_or_figure_knows_them(self):
        rooms = {
            "views",
            "selectors",
            "templates",
            "forms",
            "api",
            "api.py",
            "forms.py",
            "menu.py",
            "papan.py",
            "sumber.py",
            "bench",
        }
        for path in sources(".py", ".html", ".js"):
            name = str(path.relative_to(ROOT))
            if rooms & set(path.relative_to(ROOT).parts) and name not in self.ALLOWED:
                assert not self.WORDS.search(path.read_text()), name

    def test_they_are_no_part_of_a_filter_or_a_choice_of_lists(self):
        from pegawai.selectors import Saringan
        from pegawai.views.pegawai import CHOICES

        known = {"kata", "unit_id", "langsung", "kewenangan", "jenis", "kelamin", "umur", "data", "urut"}
        assert set(Saringan.__dataclass_fields__) == known
        assert set(CHOICES) == {"lingkup", "jenis", "kelamin", "umur", "data"}


class TestStatic:
    def test_vendored_files_are_unchanged(self):
        vendor = ROOT / "static" / "vendor"
        for entry in json.loads((vendor / "vendor.json").read_text()):
            digest = hashlib.sha256(b"".join((vendor / name).read_bytes() for name in entry["berkas"])).hexdigest()
            assert digest == entry["sha256"], entry["nama"]
            assert (vendor / entry["nama"] / "LICENSE").exists()

    def test_sprite_holds_exactly_the_icons_that_are_used(self):
        text = "\n".join(path.read_text() for path in sources(".html", ".py", ".js"))
        used = set(re.findall(r"ikon \"([\w-]+)\"", text)) | {view.ikon for view in STATUS.values()}
        used |= {butir.ikon for butir in all_entries()}
        sprite = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static" / "ikon.svg").read_text()))
        assert used - sprite == set()
        assert sprite - used == set()

    def test_sprite_is_composed_from_its_sources(self):
        from launcher.icons import compose

        assert (ROOT / "static" / "ikon.svg").read_text() == compose()

    def test_nothing_is_loaded_from_elsewhere(self):
        for path in sources(".html", ".css", ".js"):
            assert not re.search(r"(?:src|href|url\()[=\"'(]*https?://", path.read_text()), path


class TestWords:
    """docs/glosarium.md: one word for one thing."""

    def glossary(self) -> list[tuple[str, list[str]]]:
        rows = [
            line.split("|")
            for line in (ROOT / "docs" / "glosarium.md").read_text().splitlines()
            if line.startswith("| ")
        ]
        return [
            (row[1].strip(), [w.strip() for w in row[5].split(",") if w.strip() not in {"", "-"}]) for row in rows[2:]
        ]

    def test_no_forbidden_synonym_is_used(self):
        texts = {
            path: path.read_text()
            for path in sources(".py", ".html", ".js")
            if not {"migrations", "launcher"} & set(path.parts)
        }
        for term, forbidden in self.glossary():
            for word in forbidden:
                hits = [
                    str(p.relative_to(ROOT))
                    for p, text in texts.items()
                    if re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", text, re.IGNORECASE)
                ]
                assert hits == [], f"{word} (pakai {term})"

    def test_every_model_stands_in_the_glossary(self):
        names = " ".join((ROOT / "docs" / "glosarium.md").read_text().split())
        ours = {m.__name__ for m in apps.get_models() if m.__module__.startswith(APPS)}
        assert {name for name in ours if f"`{name}`" not in names} == set()

    def test_no_database_clock_decides_what_day_it_is(self):
        for path in sources(".py"):
            assert not re.search(r"current_date|now\(\)::date", path.read_text(), re.IGNORECASE), path

    def test_no_door_starts_from_every_row(self):
        for path in sources(".py"):
            if path.name in {"api.py", "views.py"} or {"api", "views"} & set(path.relative_to(ROOT).parts):
                assert ".objects.all()" not in path.read_text(), path


class TestPermissionMatrix:
    def test_every_resource_has_a_row(self):
        assert set(MATRIKS) == set(Sumber)

    @pytest.mark.parametrize("text", ["Z", "R q", "U m bukaa", ""])
    def test_typo_stops_at_once(self, text):
        with pytest.raises(ValueError):
            parse_hak(text)


def test_no_celery_delay_in_the_code():
    """Jobs go through the outbox; only the relay and beat speak to the broker."""
    for path in sources(".py"):
        assert not re.search(r"\.delay\(|\.apply_async\(", path.read_text()), path


def test_settings_of_the_project_have_no_secret_in_the_repository():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert not [name for name in tracked if name.endswith((".key", ".pem")) or name == ".env"]
