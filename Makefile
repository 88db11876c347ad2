# make run     set up, index seeds/ if nothing is indexed yet, serve on http://127.0.0.1:8000
# make test    set up, then format check, lint, types and all tests
#
# make faults  the tests of tests/faults at length: hundreds of kills, 100,000 questions during rebuilds (ten minutes)
# make lint, make type: a quick look
# make evaluate   measure answers and summaries on every set that is here (half an hour; the README's tables)
#
# On Linux, plain PyPI gives torch with several gigabytes of CUDA. For the CPU wheel (200 MB):
#   make run TORCH_INDEX=https://download.pytorch.org/whl/cpu

PYTHON      ?= python3.11
TORCH_INDEX ?=
INDEXES     ?= $(or $(QA_INDEXES),indexes)
HOST        ?= 127.0.0.1
PORT        ?= 8000
TESTS       ?= tests
EVAL_DATA   ?= $(or $(QA_EVAL_DATA),../shared/data)
EVAL_SETS   ?= xquad_en squad2_500 multihop_facts scifact trecqa_dev clickbait_dev realtimeqa_dev cnndm_summeval bbc_dev

BIN   := .venv/bin
TORCH := $(shell sed -n 's/^ *"\(torch==[^"]*\)".*/\1/p' pyproject.toml)

.PHONY: run install test faults lint type evaluate clean

run: .venv/installed
	@test -e $(INDEXES)/default/CURRENT || $(BIN)/qa build seeds --indexes $(INDEXES)
	$(BIN)/qa serve --indexes $(INDEXES) --host $(HOST) --port $(PORT)

install: .venv/installed

test: .venv/installed-test lint type
	$(BIN)/python -m pytest $(TESTS)

faults: .venv/installed-test
	QA_FAULTS=1 $(BIN)/python -m pytest -s tests/faults

lint: .venv/installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

type: .venv/installed-test
	$(BIN)/mypy

evaluate: .venv/installed-test
	$(BIN)/qa evaluate $(wildcard $(addprefix $(EVAL_DATA)/,$(EVAL_SETS))) seeds --plot indexes/evaluation/risk-coverage.svg

clean:
	rm -rf .venv

.venv/installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) $(TORCH)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/installed-test: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[evaluate,test]'
	@touch $@
