"""Columns of this app that name somebody beside the person a row is about; tables by `pegawai` are found by themselves."""

from django.db.models import Q

from asn_portal.core.data_saya import Siapa, TabelDiri, excuse, register_tabel_diri
from kinerja.models.evaluasi import TERSAMPAIKAN

register_tabel_diri(
    # A rating that was not handed over yet is the penilai's draft.
    TabelDiri(
        "kinerja.Evaluasi", "pegawai", Siapa.ORANG,
        saring=lambda rows, _: rows.filter(Q(status__in=TERSAMPAIKAN) | Q(predikat="")),
    )
)  # fmt: skip
register_tabel_diri(
    TabelDiri("kinerja.UmpanBalik", "dari", Siapa.ORANG),
    TabelDiri("kinerja.TimKerja", "ketua", Siapa.ORANG),
    TabelDiri("kinerja.LaporanRegu", "pelapor", Siapa.ORANG),
    TabelDiri("kinerja.PenjawabPandangan", "penjawab", Siapa.ORANG),
)
excuse(
    kinerja__Evaluasi__penilai="penilaian yang diberikannya adalah data orang yang dinilai",
    kinerja__Evaluasi__atasan_penilai="penilaian di bawahnya adalah data orang yang dinilai",
    kinerja__SKP__penilai="SKP yang dinilainya adalah data orang lain",
    kinerja__SKP__atasan_penilai="SKP yang dinilai di bawahnya adalah data orang lain",
    kinerja__SelMatriks__pimpinan="peran hasil yang dibaginya adalah rencana orang lain",
)
