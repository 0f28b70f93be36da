"""Perjalanan sebuah rancangan susunan, dari disusun sampai diterbitkan atau dibatalkan sebelum berlaku."""

from jabatan.enums import StatusRancangan as S

ALUR_RANCANGAN = {
    S.DISUSUN: {S.DIAJUKAN, S.DIBUANG},
    S.DIAJUKAN: {S.DISUSUN, S.MENERBITKAN, S.DIBUANG},
    S.MENERBITKAN: {S.TERBIT, S.DIAJUKAN},
    S.TERBIT: {S.DIBATALKAN},
}
