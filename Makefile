# Two commands for a fresh machine with Python 3.11 or newer, git and make.
.DEFAULT_GOAL := help
.PHONY: help demo apertium test fuzz bench clean

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LINGOPRESS := $(BIN)/lingopress -C demo

help:
	@echo "make demo   install into .venv, copy the sample publication to demo/ and publish it"
	@echo "            (fetches Apertium on Debian-like systems; LINGOPRESS_NO_FETCH=1 opts out)"
	@echo "make test   install the development tools too; run linters, types and the whole suite"
	@echo "make fuzz   look for articles that break a law, for SECONDS=60 (CPython on Linux)"
	@echo "make bench  measure speed beside peers that are installed; benchmarks/README.md"
	@echo "make clean  remove .venv/ and demo/"

demo: .venv/installed demo/lingopress.toml apertium
	@echo "== From articles to catalogs to pages: lingopress publish"
	@$(LINGOPRESS) publish
	@echo "== Drafts of what nobody has translated yet: lingopress draft"
	@$(LINGOPRESS) draft -l es -l fr
	@echo "== Drafts are not published, so the pages stay: lingopress publish"
	@$(LINGOPRESS) publish
	@$(LINGOPRESS) status
	@echo "The site is in $(CURDIR)/demo/public. Try next:"
	@echo "- $(BIN)/python -m http.server --bind 127.0.0.1 -d demo/public 8000"
	@echo "  and open http://127.0.0.1:8000/"
	@echo "- open demo/locales/fr/LC_MESSAGES/news/2025-forty-eight-parties.po in Poedit or another"
	@echo "  editor, correct a draft and remove its fuzzy flag; $(LINGOPRESS) publish"
	@echo "- edit a sentence in demo/articles; $(LINGOPRESS) publish; $(LINGOPRESS) status"
	@echo "  counts its translations as stale"

apertium: .venv/installed demo/lingopress.toml
	@echo "== Offline machine translation: lingopress engines"
	@if $(LINGOPRESS) engines list | grep -q "fr	ready"; then echo "Apertium is ready"; \
	elif [ -n "$$LINGOPRESS_NO_FETCH" ] || ! command -v apt-get >/dev/null; then \
		$(LINGOPRESS) engines list | grep "	es	"; \
	else $(BIN)/lingopress engines fetch || echo "Without it the drafts stay missing."; fi

demo/lingopress.toml:
	@echo "== Copying the sample publication to demo/"
	@mkdir -p demo
	@cp -R articles locales lingopress.toml demo/

test: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	PYTHONPATH=i18n:translate $(BIN)/lint-imports
	$(BIN)/python -m pytest -q -rs -n auto --dist loadfile

SECONDS ?= 60

fuzz: .venv/installed-dev
	@$(PIP) -e ".[fuzz]"
	$(BIN)/python tests/fuzz/explore.py -max_total_time=$(SECONDS) -artifact_prefix=.venv/

bench: .venv/installed-dev .venv/peers/mdpo .venv/peers/pelican .venv/peers/mkdocs
	$(BIN)/python -m benchmarks.extraction --mdpo $(CURDIR)/.venv/peers/mdpo/bin/md2po
	$(BIN)/python -m benchmarks.catalogs
	$(BIN)/python -m benchmarks.update
	$(BIN)/python -m benchmarks.memory
	$(BIN)/python -m benchmarks.publishing --articles 200 1000
	$(BIN)/python -m benchmarks.serving
	$(BIN)/python -m benchmarks.replay
	$(BIN)/python -m benchmarks.drafting

.venv/peers/mdpo:
	@echo "== Installing mdpo into an environment of its own"
	@$(PYTHON) -m venv $@
	@$@/bin/python -m pip install --quiet --disable-pip-version-check mdpo==2.1.4

.venv/peers/pelican .venv/peers/mkdocs:
	@echo "== Installing $(@F) into an environment of its own"
	@$(PYTHON) -m venv $@
	@$@/bin/python -m pip install --quiet --disable-pip-version-check $(PEER_$(@F))

PEER_pelican := pelican[markdown]==4.12.0
PEER_mkdocs := mkdocs==1.6.1 mkdocs-static-i18n==1.3.1

.venv/installed: pyproject.toml
	@echo "== Installing Lingopress into .venv/"
	@$(PYTHON) -m venv .venv
	@$(PIP) -e .
	@touch $@

.venv/installed-dev: .venv/installed
	@echo "== Installing the development tools into .venv/"
	@$(PIP) -e ".[dev]"
	@touch $@

clean:
	rm -rf .venv demo
