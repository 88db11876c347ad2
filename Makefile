# make run     set up, index seeds/ if nothing is indexed yet, serve on http://127.0.0.1:8000
# make test    set up, then format check, lint, types and all tests but those of make gate
# make check   the same for while editing: without the model, what is slow, and the folders of SLOW
#
# make gate    the figures of seeds/, of the reporter's questions and of the evaluation sets that are here (EVAL_DATA),
#              against their floors: some minutes
# make test-other-cpu   what computes in floats again, as a processor without AVX would (tests/other_cpu.py)
# make faults  the tests of tests/faults at length: hundreds of kills, 100,000 questions during rebuilds,
#              and every property on 500 examples (half an hour)
# make lint, make type: a quick look
# make evaluate   measure answers and summaries on every set that is here (half an hour; docs/evaluation.md's tables)
# make bench   this service beside what people would use instead, each installed outside the project (docs/performance.md)
# make docs    write docs/commands.md from the command itself
# make lock    write constraints.txt from what is installed
#
# What is installed stands in constraints.txt. On Linux, torch comes without CUDA from PyTorch's own index where that
# answers (.ci/torch_index.py), else from pip's. Another index: make run TORCH_INDEX=https://…

PYTHON      ?= python3.11
TORCH_INDEX ?=
INDEXES     ?= $(or $(QA_INDEXES),indexes)
HOST        ?= 127.0.0.1
PORT        ?= 8000
TESTS       ?= tests
EVAL_DATA   ?= $(or $(QA_EVAL_DATA),../shared/data)
EVAL_SETS   ?= xquad_en squad2_500 multihop_facts scifact trecqa_dev clickbait_dev realtimeqa_dev cnndm_summeval bbc_dev

BENCH_DATA  ?= seeds
BENCH       ?=

SLOW  := browser command end_to_end evaluation faults index ingest quality summary web  # folders that make check leaves out
PROPERTIES = $(shell grep -rl '^from hypothesis' --include=test_*.py tests)
# A worker a core and one besides, for some wait; each has one thread and a file of tests at a time, in the order of
# tests/conftest.py.
CORES := $(shell getconf _NPROCESSORS_ONLN)
WORKERS := -n $(shell expr $(CORES) + 1) --maxprocesses 4 --dist loadfile --no-loadscope-reorder
BIN   := .venv/bin
PIP   := $(BIN)/pip install --quiet --disable-pip-version-check
TORCH := $(shell grep '^torch==' constraints.txt)

# What is compiled is kept: tests start a hundred processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run install test gate check test-other-cpu faults lint type evaluate bench docs lock clean

run: .venv/installed
	@test -e $(INDEXES)/default/CURRENT || $(BIN)/qa build seeds --indexes $(INDEXES)
	$(BIN)/qa serve --indexes $(INDEXES) --host $(HOST) --port $(PORT)

install: .venv/installed

test: .venv/installed-test lint type
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest $(WORKERS) -m "not gate" $(TESTS)

gate: .venv/installed-test
	QA_EVAL_DATA=$(EVAL_DATA) OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n $(CORES) --maxprocesses 4 -m gate $(TESTS)

check: .venv/installed-test lint type
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -q $(WORKERS) -m "not model and not slow" $(addprefix --ignore tests/,$(SLOW)) \
		--hypothesis-profile check $(TESTS)

test-other-cpu: .venv/installed-test
	QA_EVAL_DATA=none $(BIN)/python -m tests.other_cpu $(BIN)/python -m pytest -q $(WORKERS) -m numeric $(TESTS)

faults: .venv/installed-test
	QA_FAULTS=1 $(BIN)/python -m pytest -s tests/faults tests/encoding/test_distributed.py
	$(BIN)/python -m pytest -q --hypothesis-profile faults $(PROPERTIES)

lint: .venv/installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

type: .venv/installed-test
	$(BIN)/mypy

evaluate: .venv/installed-test
	$(BIN)/qa evaluate $(wildcard $(addprefix $(EVAL_DATA)/,$(EVAL_SETS))) seeds --plot indexes/evaluation/risk-coverage.svg

bench: .venv/installed-test
	$(BIN)/python -m tests.benchmarks.peers $(BENCH_DATA) $(BENCH)

docs: .venv/installed
	$(BIN)/python -m qa.command.reference > .venv/commands.md
	mv .venv/commands.md docs/commands.md

lock: .venv/installed-test
	$(BIN)/python .ci/lock.py > .venv/constraints.txt
	mv .venv/constraints.txt constraints.txt

clean:
	rm -rf .venv

# torch by its exact version and alone: of a range, or with what PyPI's needs besides, pip would fetch gigabytes first.
.venv/installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	index="$(or $(TORCH_INDEX),$$($(BIN)/python .ci/torch_index.py))"; \
	$(PIP) --no-deps $${index:+--index-url "$$index"} $(TORCH)
	$(PIP) --constraint constraints.txt --editable .
	@touch $@

.venv/installed-test: .venv/installed
	$(PIP) --constraint constraints.txt --editable '.[dask,evaluate,mcp,milvus,test]'
	if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund --prefix tests/browser \
		|| echo 'without axe-core from npm: tests/browser/test_accessibility.py is skipped'; fi
	@touch $@
