"""API over performance: plans, evaluations, proofs. Whoever may see, send or decide on a page may here, and nobody else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema_field
from rest_framework import generics, serializers
from rest_framework.response import Response

from asn_portal.core.api.dasar import DaftarView, KueriHalaman, MasukanSerializer, PortalView
from asn_portal.core.api.sekali import sekali
from asn_portal.core.api.skema import operasi
from asn_portal.core.permissions import require
from kinerja import permissions
from kinerja.aturan.kata import CAPAIAN, PREDIKAT, RATING
from kinerja.enums import JenisBukti, JenisEvaluasi, JenisHasil, StatusEvaluasi, StatusSKP, SumberKinerja
from kinerja.models import SKP, BuktiDukung, Evaluasi, Progres, RencanaHasilKerja
from kinerja.selectors import evaluasi as evaluations
from kinerja.services import evaluasi as rating
from kinerja.services import keberatan, persetujuan

BAB = "Kinerja"
PILIHAN_RATING = list(RATING.items())
KOSONG = [("", "Belum ada")]


class KueriTahun(KueriHalaman):
    tahun = serializers.IntegerField(required=False, min_value=2000, max_value=2199, help_text="Hanya tahun ini.")
    pegawai = serializers.UUIDField(required=False, help_text="Hanya orang ini.")


def _of_year(rows: QuerySet[Any], asked: dict[str, Any]) -> QuerySet[Any]:
    if "tahun" in asked:
        rows = rows.filter(tahun=asked["tahun"])
    return rows.filter(pegawai_id=asked["pegawai"]) if "pegawai" in asked else rows


# -- plans --------------------------------------------------------------------------------------------------------


class KueriSKP(KueriTahun):
    status = serializers.ChoiceField(required=False, choices=StatusSKP.choices, help_text="Hanya yang berstatus ini.")


class IndikatorSerializer(serializers.Serializer[Any]):
    aspek = serializers.CharField(help_text="Aspek; kosong bila tidak dipakai.")
    teks = serializers.CharField(help_text="Indikator kinerja individu.")
    target = serializers.CharField(help_text="Target; kosong bila termasuk dalam indikatornya.")
    satuan = serializers.CharField(help_text="Satuan target.")


class HasilKerjaSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(help_text="Id hasil kerja pada versi ini.")
    garis = serializers.UUIDField(help_text="Id hasil kerja yang sama pada semua versi.")
    jenis = serializers.ChoiceField(choices=JenisHasil.choices, help_text="Utama atau tambahan.")
    teks = serializers.CharField(help_text="Rencana hasil kerja.")
    rhk_pimpinan = serializers.UUIDField(
        source="rhk_pimpinan_id", allow_null=True, help_text="Id rencana hasil kerja pimpinan yang diintervensi."
    )
    indikator = IndikatorSerializer(source="daftar_indikator", many=True, help_text="Ukuran keberhasilannya.")


class SKPSerializer(serializers.ModelSerializer[SKP]):
    id = serializers.UUIDField(help_text="Id SKP; setiap versi satu id.")
    pegawai = serializers.UUIDField(source="pegawai_id", help_text="Id pegawai.")
    nama_pegawai = serializers.CharField(source="pegawai.nama_lengkap", help_text="Namanya.")
    penilai = serializers.UUIDField(source="penilai_id", allow_null=True, help_text="Id pejabat penilai kinerja.")
    tahun = serializers.IntegerField(help_text="Tahun kinerja.")
    mulai = serializers.DateField(help_text="Hari pertama masanya.")
    sampai = serializers.DateField(help_text="Hari terakhir masanya.")
    jabatan = serializers.CharField(help_text="Jabatan dalam masa itu.")
    versi = serializers.IntegerField(help_text="Versi; revisi menambah satu.")
    status = serializers.ChoiceField(choices=StatusSKP.choices, help_text="Status SKP.")
    putaran = serializers.IntegerField(
        help_text="Kirimkan lagi saat memutuskan, supaya yang diputus sama dengan yang dibaca."
    )
    diajukan_pada = serializers.DateTimeField(allow_null=True, help_text="Kapan diajukan.")
    diputus_pada = serializers.DateTimeField(allow_null=True, help_text="Kapan diputus.")

    class Meta:
        model = SKP
        fields = [
            "id", "pegawai", "nama_pegawai", "penilai", "tahun", "mulai", "sampai", "jabatan", "versi", "status", "putaran",
            "diajukan_pada", "diputus_pada",
        ]  # fmt: skip


class SKPRinciSerializer(SKPSerializer):
    hasil = serializers.SerializerMethodField(help_text="Rencana hasil kerja dengan ukurannya.")

    class Meta(SKPSerializer.Meta):
        fields = [*SKPSerializer.Meta.fields, "hasil"]

    @extend_schema_field(HasilKerjaSerializer(many=True))
    def get_hasil(self, row: SKP) -> Any:
        rows = RencanaHasilKerja.objects.filter(skp=row).prefetch_related("daftar_indikator").order_by("jenis", "urut")
        return HasilKerjaSerializer(rows, many=True).data


class TandaTerimaSerializer(serializers.Serializer[Any]):
    nomor = serializers.CharField(
        allow_null=True, help_text="Nomor tanda terima; null bila langkah itu tidak bernomor."
    )
    pada = serializers.DateTimeField(help_text="Kapan diterima portal.")
    batas = serializers.DateField(allow_null=True, help_text="Batas yang berlaku saat itu.")
    tepat_waktu = serializers.BooleanField(allow_null=True, help_text="Diterima dalam batasnya.")


class PutusanSerializer(MasukanSerializer):
    putusan = serializers.ChoiceField(
        choices=[("setuju", "Disetujui"), ("kembali", "Dikembalikan")], help_text="Keputusan atasan."
    )
    putaran = serializers.IntegerField(min_value=0, max_value=32767, help_text="Putaran SKP yang dibaca.")
    catatan = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=1000, help_text="Wajib saat dikembalikan."
    )


class SKPDoor(PortalView):
    kelompok = "kinerja"
    serializer_class: type[SKPSerializer] = SKPSerializer

    def get_queryset(self) -> QuerySet[SKP]:
        return SKP.objects.visible_to(self.request.user).select_related("pegawai")

    def one(self, pk: UUID) -> SKP:
        return get_object_or_404(self.get_queryset(), pk=pk)


class SKPListView(SKPDoor, DaftarView):
    """GET /api/v1/skp/"""

    kueri_class = KueriSKP

    def filter_queryset(self, queryset: QuerySet[SKP]) -> QuerySet[SKP]:
        asked = self.kueri()
        rows = _of_year(queryset, asked)
        return rows.filter(status=asked["status"]) if "status" in asked else rows

    @operasi("skp_list", "Daftar SKP", "SKP Anda, tim Anda, atau orang yang Anda kelola; terbaru dulu.", bab=BAB,
             kueri=KueriSKP, jawaban=SKPSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)


class SKPDetailView(SKPDoor, generics.RetrieveAPIView[SKP]):
    """GET /api/v1/skp/<id>/"""

    serializer_class = SKPRinciSerializer

    @operasi("skp_detail", "Satu SKP dengan hasil kerjanya", bab=BAB, objek=True, jawaban=SKPRinciSerializer)
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.retrieve(request)


class SKPAjukanView(SKPDoor):
    """POST /api/v1/skp/<id>/ajukan/"""

    @operasi("skp_ajukan", "Mengajukan SKP sendiri", "Jawabannya tanda terima: nomor, waktu, dan ketepatannya.", bab=BAB,
             ubah=True, objek=True, jawaban=TandaTerimaSerializer)  # fmt: skip
    @sekali
    def post(self, request: Any, pk: UUID) -> Response:
        return Response(TandaTerimaSerializer(persetujuan.submit_skp(self.one(pk).pk, by=request.user)).data)


class SKPPutusanView(SKPDoor):
    """POST /api/v1/skp/<id>/putusan/"""

    @operasi("skp_putuskan", "Menyetujui atau mengembalikan SKP", "Hanya atasan hari ini; tidak pernah SKP sendiri.",
             bab=BAB, ubah=True, objek=True, masukan=PutusanSerializer, jawaban=SKPSerializer)  # fmt: skip
    @sekali
    def post(self, request: Any, pk: UUID) -> Response:
        row = self.one(pk)
        require(permissions.can_decide_skp(request.user, row))
        asked = self.read(PutusanSerializer)
        given = {"catatan": asked["catatan"], "by": request.user, "putaran": asked["putaran"]}
        if asked["putusan"] == "setuju":
            persetujuan.approve_skp(row.pk, **given)
        else:
            persetujuan.return_skp(row.pk, per_baris={}, **given)
        return Response(SKPSerializer(self.one(pk)).data)


# -- evaluations --------------------------------------------------------------------------------------------------


class KueriEvaluasi(KueriTahun):
    status = serializers.ChoiceField(
        required=False, choices=StatusEvaluasi.choices, help_text="Hanya yang berstatus ini."
    )
    jenis = serializers.ChoiceField(required=False, choices=JenisEvaluasi.choices, help_text="Hanya jenis ini.")


class EvaluasiSerializer(serializers.ModelSerializer[Evaluasi]):
    id = serializers.UUIDField(help_text="Id evaluasi.")
    pegawai = serializers.UUIDField(source="pegawai_id", help_text="Id pegawai.")
    nama_pegawai = serializers.CharField(source="pegawai.nama_lengkap", help_text="Namanya.")
    tahun = serializers.IntegerField(help_text="Tahun kinerja.")
    jenis = serializers.ChoiceField(choices=JenisEvaluasi.choices, help_text="Bulanan, triwulan, atau tahunan.")
    nomor = serializers.IntegerField(help_text="Bulan atau triwulan keberapa; 0 untuk setahun.")
    mulai = serializers.DateField(help_text="Hari pertama masanya.")
    sampai = serializers.DateField(help_text="Hari terakhir masanya.")
    status = serializers.ChoiceField(choices=StatusEvaluasi.choices, help_text="Status evaluasi.")
    hasil_kerja = serializers.SerializerMethodField(help_text="Rating hasil kerja; kosong selama belum boleh dibaca.")
    perilaku_kerja = serializers.SerializerMethodField(
        help_text="Rating perilaku kerja; kosong selama belum boleh dibaca."
    )
    predikat = serializers.SerializerMethodField(
        help_text="Predikat menurut matriks; kosong selama belum boleh dibaca."
    )
    capaian = serializers.SerializerMethodField(help_text="Capaian kinerja organisasi.")
    sumber = serializers.ChoiceField(choices=SumberKinerja.choices, help_text="Dari mana penilaian ini.")
    referensi = serializers.CharField(help_text="Rujukan impornya; kosong untuk yang dibuat di portal.")
    disampaikan_pada = serializers.DateTimeField(allow_null=True, help_text="Kapan disampaikan kepada pegawai.")
    final_pada = serializers.DateTimeField(allow_null=True, help_text="Kapan menjadi final.")

    class Meta:
        model = Evaluasi
        fields = [
            "id", "pegawai", "nama_pegawai", "tahun", "jenis", "nomor", "mulai", "sampai", "status", "hasil_kerja",
            "perilaku_kerja", "predikat", "capaian", "sumber", "referensi", "disampaikan_pada", "final_pada",
        ]  # fmt: skip

    def _shown(self, row: Evaluasi, value: str) -> str:
        """The person rated reads ratings from the moment they were handed over."""
        return value if evaluations.shows_rating(self.context["request"].user, row) else ""

    @extend_schema_field(serializers.ChoiceField(choices=[*PILIHAN_RATING, *KOSONG]))
    def get_hasil_kerja(self, row: Evaluasi) -> str:
        return self._shown(row, row.hasil_kerja)

    @extend_schema_field(serializers.ChoiceField(choices=[*PILIHAN_RATING, *KOSONG]))
    def get_perilaku_kerja(self, row: Evaluasi) -> str:
        return self._shown(row, row.perilaku_kerja)

    @extend_schema_field(serializers.ChoiceField(choices=[*PREDIKAT.items(), *KOSONG]))
    def get_predikat(self, row: Evaluasi) -> str:
        return self._shown(row, row.predikat)

    @extend_schema_field(serializers.ChoiceField(choices=[*CAPAIAN.items(), *KOSONG]))
    def get_capaian(self, row: Evaluasi) -> str:
        return self._shown(row, row.capaian)


class EvaluasiDoor(PortalView):
    kelompok = "kinerja"
    serializer_class = EvaluasiSerializer

    def get_queryset(self) -> QuerySet[Evaluasi]:
        return evaluations.seen(self.request.user)

    def one(self, pk: UUID) -> Evaluasi:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def shown(self, pk: UUID) -> Response:
        return Response(EvaluasiSerializer(self.one(pk), context={"request": self.request}).data)


class EvaluasiListView(EvaluasiDoor, DaftarView):
    """GET /api/v1/evaluasi/"""

    kueri_class = KueriEvaluasi

    def filter_queryset(self, queryset: QuerySet[Evaluasi]) -> QuerySet[Evaluasi]:
        asked = self.kueri()
        return _of_year(queryset, asked).filter(**{name: asked[name] for name in ("status", "jenis") if name in asked})

    @operasi("evaluasi_list", "Daftar evaluasi", "Evaluasi Anda, tim Anda, atau orang yang Anda kelola; terbaru dulu.",
             bab=BAB, kueri=KueriEvaluasi, jawaban=EvaluasiSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)


class EvaluasiDetailView(EvaluasiDoor, generics.RetrieveAPIView[Evaluasi]):
    """GET /api/v1/evaluasi/<id>/"""

    @operasi("evaluasi_detail", "Satu evaluasi", bab=BAB, objek=True, jawaban=EvaluasiSerializer)
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.retrieve(request)


class EvaluasiKirimView(EvaluasiDoor):
    """POST /api/v1/evaluasi/<id>/kirim/"""

    @operasi("evaluasi_kirim", "Mengirim penilaian diri kepada penilai", bab=BAB, ubah=True, objek=True,
             jawaban=TandaTerimaSerializer)  # fmt: skip
    @sekali
    def post(self, request: Any, pk: UUID) -> Response:
        return Response(TandaTerimaSerializer(rating.submit_self(self.one(pk).pk, by=request.user)).data)


class EvaluasiSampaikanView(EvaluasiDoor):
    """POST /api/v1/evaluasi/<id>/sampaikan/"""

    @operasi("evaluasi_sampaikan", "Menyampaikan hasil evaluasi", "Hanya penilai, sesudah dinilai di portal.", bab=BAB,
             ubah=True, objek=True, jawaban=TandaTerimaSerializer)  # fmt: skip
    @sekali
    def post(self, request: Any, pk: UUID) -> Response:
        return Response(TandaTerimaSerializer(rating.hand_over(self.one(pk).pk, by=request.user)).data)


class EvaluasiTerimaView(EvaluasiDoor):
    """POST /api/v1/evaluasi/<id>/terima/"""

    @operasi("evaluasi_terima", "Menerima hasil evaluasi sendiri", "Sesudah diterima hasilnya final.", bab=BAB,
             ubah=True, objek=True, jawaban=EvaluasiSerializer)  # fmt: skip
    @sekali
    def post(self, request: Any, pk: UUID) -> Response:
        keberatan.accept(self.one(pk).pk, by=request.user)
        return self.shown(pk)


# -- proofs -------------------------------------------------------------------------------------------------------


class BuktiSerializer(serializers.ModelSerializer[BuktiDukung]):
    id = serializers.UUIDField(help_text="Id bukti.")
    pegawai = serializers.UUIDField(source="pegawai_id", help_text="Id pegawai.")
    tahun = serializers.IntegerField(help_text="Tahun kinerja.")
    tanggal = serializers.DateField(source="progres.tanggal", help_text="Hari pekerjaannya.")
    rhk = serializers.UUIDField(source="progres.rhk_id", help_text="Id hasil kerja yang didukungnya.")
    jenis = serializers.ChoiceField(choices=JenisBukti.choices, help_text="Berkas, foto, atau tautan.")
    judul = serializers.CharField(help_text="Judul bukti.")
    sidik = serializers.CharField(help_text="Sidik SHA-256; bukti yang sama bersidik sama.")
    tautan = serializers.CharField(help_text="Alamat bukti berupa tautan; kosong untuk berkas.")

    class Meta:
        model = BuktiDukung
        fields = ["id", "pegawai", "tahun", "tanggal", "rhk", "jenis", "judul", "sidik", "tautan"]


class BuktiListView(DaftarView):
    """GET /api/v1/bukti/"""

    kelompok = "kinerja"
    serializer_class = BuktiSerializer
    kueri_class = KueriTahun

    def get_queryset(self) -> QuerySet[BuktiDukung]:
        notes = Progres.objects.visible_to(self.request.user)
        return BuktiDukung.objects.filter(progres__in=notes).select_related("progres")

    def filter_queryset(self, queryset: QuerySet[BuktiDukung]) -> QuerySet[BuktiDukung]:
        return _of_year(queryset, self.kueri())

    @operasi("bukti_list", "Daftar bukti dukung", "Bukti yang boleh Anda baca, tanpa isinya; terbaru dulu.", bab=BAB,
             kueri=KueriTahun, jawaban=BuktiSerializer(many=True))  # fmt: skip
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)
