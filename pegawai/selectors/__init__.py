"""Questions that pages ask about people: one module per noun, one door for callers."""

from pegawai.selectors.akun import Kemajuan, account_rows, accounts_in_scope, activation_progress
from pegawai.selectors.angka import Ikhtisar, figure_scope, figures
from pegawai.selectors.angka_bagan import figure_charts
from pegawai.selectors.direktori import (
    Saringan,
    as_listed,
    below_unit,
    by_number,
    directory,
    directory_with_reach,
    filtered,
    gaps_of,
    in_scope,
    named,
    read_filters,
    search_people,
    unit_choices,
    with_gaps,
)
from pegawai.selectors.laporan import latest_reports, report_rows, reports_about, waiting_reports
from pegawai.selectors.orang import (
    DataSaya,
    Masa,
    Tempat,
    histories,
    hr_of,
    own_record,
    person_of,
    place_on,
    profile_actions,
    reader_of,
)
from pegawai.selectors.pemeriksaan import surat_tugas_rows
from pegawai.selectors.rekap import age_on, people_behind, read_behind
from pegawai.selectors.unit import members_by_child, people_of_unit, team

__all__ = [
    "DataSaya",
    "Ikhtisar",
    "Kemajuan",
    "Masa",
    "Saringan",
    "Tempat",
    "account_rows",
    "accounts_in_scope",
    "activation_progress",
    "age_on",
    "as_listed",
    "below_unit",
    "by_number",
    "directory",
    "directory_with_reach",
    "figure_charts",
    "figure_scope",
    "figures",
    "filtered",
    "gaps_of",
    "histories",
    "hr_of",
    "in_scope",
    "latest_reports",
    "members_by_child",
    "named",
    "own_record",
    "people_behind",
    "people_of_unit",
    "person_of",
    "place_on",
    "profile_actions",
    "read_behind",
    "read_filters",
    "reader_of",
    "report_rows",
    "reports_about",
    "search_people",
    "surat_tugas_rows",
    "team",
    "unit_choices",
    "waiting_reports",
    "with_gaps",
]
