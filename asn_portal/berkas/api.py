"""Official papers for programs: which ones, where each is on its way. Their pages and files stay in the portal."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import generics, serializers
from rest_framework.response import Response

from asn_portal.berkas.enums import CaraTandaTangan, LangkahNaskah, StatusNaskah
from asn_portal.berkas.models import Naskah, ParafNaskah, RiwayatNaskah
from asn_portal.berkas.selectors import naskah as selectors
from asn_portal.berkas.services.naskah import address
from asn_portal.core.api.dasar import DaftarView, KueriHalaman, PortalView
from asn_portal.core.api.skema import operasi

BAB = "Naskah"
SAYA = "saya"
LIHAT = [(SAYA, "Menunggu saya"), (selectors.BUATAN, "Buatan saya"), (selectors.LINGKUP, "Semua di lingkup saya")]


class KueriNaskah(KueriHalaman):
    lihat = serializers.ChoiceField(
        required=False, choices=LIHAT, help_text="Bagian daftarnya; tanpa ini semua yang boleh Anda lihat."
    )
    jenis = serializers.CharField(required=False, max_length=40, help_text="Hanya jenis naskah ini.")
    status = serializers.ChoiceField(
        required=False, choices=StatusNaskah.choices, help_text="Hanya yang berkeadaan ini."
    )
    nomor = serializers.CharField(required=False, max_length=80, help_text="Sebagian nomor naskah.")


class NaskahSerializer(serializers.ModelSerializer[Naskah]):
    id = serializers.UUIDField(help_text="Id naskah.")
    jenis = serializers.CharField(help_text="Jenis naskah.")
    nama_jenis = serializers.CharField(help_text="Jenisnya dengan kata.")
    tentang = serializers.CharField(help_text="Tentang siapa atau apa.")
    status = serializers.ChoiceField(choices=StatusNaskah.choices, help_text="Keadaan sekarang.")
    nomor = serializers.SerializerMethodField(help_text="Nomor naskah; null sebelum ditandatangani.")
    tanggal = serializers.SerializerMethodField(help_text="Tanggal naskah; null sebelum ditandatangani.")
    unit = serializers.UUIDField(source="unit_id", help_text="Id unit yang dibicarakan.")
    penerbit = serializers.UUIDField(source="penerbit_id", help_text="Id unit penerbitnya.")
    pembuat = serializers.CharField(source="pembuat.nama", help_text="Nama pembuatnya.")
    dibuat_pada = serializers.DateTimeField(help_text="Kapan konsepnya dibuat.")
    penanda_tangan = serializers.CharField(source="nama_penanda_tangan", help_text="Nama penanda tangannya.")
    jabatan_penanda_tangan = serializers.CharField(help_text="Sebagai apa ia menandatangani.")
    halaman = serializers.SerializerMethodField(help_text="Alamat halamannya di portal.")

    class Meta:
        model = Naskah
        fields = [
            "id", "jenis", "nama_jenis", "tentang", "status", "nomor", "tanggal", "unit", "penerbit", "pembuat", "dibuat_pada",
            "penanda_tangan", "jabatan_penanda_tangan", "halaman",
        ]  # fmt: skip

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_nomor(self, row: Naskah) -> str | None:
        return row.nomor if row.is_sah else None

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_tanggal(self, row: Naskah) -> Any:
        return row.tanggal if row.is_sah else None

    @extend_schema_field(serializers.CharField())
    def get_halaman(self, row: Naskah) -> str:
        return address(row)


class ParafSerializer(serializers.ModelSerializer[ParafNaskah]):
    nama = serializers.CharField(source="pemaraf.nama", help_text="Nama pemaraf.")
    jabatan = serializers.CharField(help_text="Jabatannya.")
    diparaf_pada = serializers.DateTimeField(allow_null=True, help_text="Kapan; null bila belum.")

    class Meta:
        model = ParafNaskah
        fields = ["nama", "jabatan", "diparaf_pada"]


class LangkahSerializer(serializers.ModelSerializer[RiwayatNaskah]):
    langkah = serializers.ChoiceField(choices=LangkahNaskah.choices, help_text="Yang terjadi.")
    pada = serializers.DateTimeField(help_text="Kapan.")
    oleh = serializers.CharField(
        source="oleh.nama", allow_null=True, default=None, help_text="Oleh siapa; null: portal."
    )
    sebagai = serializers.CharField(help_text="Sebagai apa; dapat kosong.")
    alasan = serializers.CharField(help_text="Alasannya; dapat kosong.")

    class Meta:
        model = RiwayatNaskah
        fields = ["langkah", "pada", "oleh", "sebagai", "alasan"]


class NaskahLengkapSerializer(NaskahSerializer):
    cara = serializers.ChoiceField(
        choices=[("", "Belum ditandatangani"), *CaraTandaTangan.choices],
        help_text="Tanda tangan elektronik atau basah.",
    )
    kode = serializers.SerializerMethodField(help_text="Kode halaman Periksa dokumen; null sebelum ditandatangani.")
    ditandatangani_pada = serializers.DateTimeField(allow_null=True, help_text="Kapan ditandatangani.")
    dicabut_pada = serializers.DateTimeField(allow_null=True, help_text="Kapan dicabut; null bila berlaku.")
    paraf = serializers.SerializerMethodField(help_text="Pemaraf menurut urutannya.")
    perjalanan = serializers.SerializerMethodField(help_text="Langkah yang sudah ditempuh.")

    class Meta:
        model = Naskah
        fields = [
            *NaskahSerializer.Meta.fields, "cara", "kode", "ditandatangani_pada", "dicabut_pada", "paraf", "perjalanan",
        ]  # fmt: skip

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_kode(self, row: Naskah) -> str | None:
        return row.kode_terbaca if row.is_sah else None

    @extend_schema_field(ParafSerializer(many=True))
    def get_paraf(self, row: Naskah) -> Any:
        return ParafSerializer(sorted(row.daftar_paraf.all(), key=lambda one: one.urutan), many=True).data

    @extend_schema_field(LangkahSerializer(many=True))
    def get_perjalanan(self, row: Naskah) -> Any:
        steps = sorted(row.daftar_riwayat.all(), key=lambda one: (one.pada, one.pk))
        return LangkahSerializer(steps, many=True).data


class NaskahListView(DaftarView):
    """GET /api/v1/naskah/ : as on the page, the newest first."""

    kelompok = "naskah"
    kueri_class = KueriNaskah
    serializer_class = NaskahSerializer

    def get_queryset(self) -> QuerySet[Naskah]:
        return selectors.naskah_of_page(self.request.user).prefetch_related(None)

    def filter_queryset(self, queryset: QuerySet[Naskah]) -> QuerySet[Naskah]:
        asked = self.kueri()
        words = [asked.get(name, "") for name in ("jenis", "status", "nomor")]
        if "lihat" in asked:
            part = "" if asked["lihat"] == SAYA else asked["lihat"]
            return selectors.naskah_rows(self.request.user, selectors.SaringanNaskah(part, *words))
        return selectors.narrowed(queryset, selectors.SaringanNaskah("", *words))

    @operasi("naskah_list", "Daftar naskah", "Naskah yang boleh Anda lihat, terbaru dulu; tanpa isinya.", bab=BAB,
             kueri=KueriNaskah, jawaban=NaskahSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)


class NaskahDetailView(PortalView, generics.RetrieveAPIView[Naskah]):
    """GET /api/v1/naskah/<id>/"""

    kelompok = "naskah"
    serializer_class = NaskahLengkapSerializer

    def get_queryset(self) -> QuerySet[Naskah]:
        return selectors.naskah_of_page(self.request.user)

    @operasi("naskah_detail", "Satu naskah", "Keterangan, pemaraf, dan perjalanannya; isi dan berkasnya dibuka di portal.",
             bab=BAB, objek=True, jawaban=NaskahLengkapSerializer)  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.retrieve(request)
