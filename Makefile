# For those who develop. The two commands of the project are ./run and ./test.
.PHONY: help check test bench lock ikon

help:          ## this list
	@grep -E '^[a-z]+: .*##' Makefile | sed 's/:.*##/ -/'

check:         ## the fast checks: format, lint, imports, types, migrations, deploy
	./test --periksa

test:          ## every check
	./test

bench:         ## the benchmarks; PILIH=nama runs one
	./test --siapkan && .venv/bin/python -m bench $(PILIH)

lock:          ## write the hash-locked requirements anew
	.venv/bin/python launcher/lock.py

ikon:          ## compose static/ikon.svg from the single icons
	.venv/bin/python launcher/icons.py
