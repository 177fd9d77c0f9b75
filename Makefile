# Two commands for a newcomer: `make start` and `make test`. The rest is for those who build Databoek.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8501
# Three, for who waits for a browser leaves a core idle; who is done takes over what is left, so that they end together.
BY_THREE := -n 3 --dist worksteal
PYTEST_ARGS ?=
BIN := $(VENV)/bin
# Who wants newer versions: make lock LOCK_ARGS=--upgrade
LOCK_ARGS ?=
LOCKED := --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command 'make lock' $(LOCK_ARGS)
VERSION ?=
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
# An S3 and a provider of logins for the tests, apart: what they are built of does not go with what Databoek is built of.
INSTALLED_S3 := $(VENV)/.installed-s3
INSTALLED_OIDC := $(VENV)/.installed-oidc
# What tells of what a release is built of, apart: beside it every process that draws would take a second more to start.
INSTALLED_RELEASE := $(VENV)/.installed-release

# Where readers find the databook: feeds and catalogue name it.
ADRES ?=
PUBLISHED ?= publicatie

.PHONY: start refresh publish test attack quick check format bench calibrate schermen lock release

start: $(INSTALLED)
	@bin/start $(BIN)/python $(PORT)

# Exit 1 says that some sources failed and kept what they had: the dashboard tells which.
refresh: $(INSTALLED)
	@$(BIN)/python -m etl refresh || [ $$? -eq 1 ]
	@$(BIN)/python -m etl log

# What others can use without the dashboard, in $(PUBLISHED); docs/publiceren.md tells what is in it.
publish: $(INSTALLED)
	@$(BIN)/python -m dashboard.publish site --out $(PUBLISHED) $(if $(ADRES),--adres $(ADRES))
	@$(BIN)/python -m dashboard.publish pdf --out $(PUBLISHED)/databoek.pdf
	@$(BIN)/python -m dashboard.publish data --out $(PUBLISHED)/data $(if $(ADRES),--adres $(ADRES))

# Long lists of cases as a sample, the same each time; `make attack` runs them whole, with the tests that take long.
test: $(INSTALLED_DEV) $(INSTALLED_S3) $(INSTALLED_OIDC)
	@.ci/browser $(BIN)/python
	@VENV=$(VENV) .ci/tools $(PYTEST_ARGS)
	@$(BIN)/python -m pytest $(BY_THREE) $(PYTEST_ARGS)

attack: override PYTEST_ARGS += --attack
attack: $(INSTALLED_RELEASE) test

# Everything but the browser.
quick: $(INSTALLED_DEV) $(INSTALLED_S3) $(INSTALLED_OIDC)
	@VENV=$(VENV) .ci/tools
	@$(BIN)/python -m pytest $(BY_THREE) --ignore tests/browser $(PYTEST_ARGS)

check: $(INSTALLED_DEV)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/bandit --quiet --configfile pyproject.toml --recursive indicators etl dashboard
	@$(BIN)/python .ci/audit.py requirements-dev.txt

format: $(INSTALLED_DEV)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(INSTALLED_DEV)
	@$(BIN)/python -m benchmarks.speed.refresh
	@$(BIN)/python -m benchmarks.speed.assess
	@$(BIN)/python -m benchmarks.speed.what_if
	@.ci/browser $(BIN)/python
	@$(BIN)/python -m benchmarks.speed.load
	@$(BIN)/python -m benchmarks.speed.abuse
	@VENV=$(VENV) .ci/tools --bench
	@$(BIN)/python -m benchmarks.speed.capacity
	@$(BIN)/python -m benchmarks.speed.reading

calibrate: $(INSTALLED_DEV)
	@$(BIN)/python -m benchmarks.calibrate
	@$(BIN)/python -m benchmarks.calibrate.gate

# Pictures of every page, for docs/schermen/.
schermen: $(INSTALLED_DEV)
	@.ci/browser $(BIN)/python
	@PYTHONPATH=.:tests $(BIN)/python -m support.screens

# The pins with the hashes of their files, for every system and Python that we promise.
lock: $(INSTALLED_DEV)
	@$(BIN)/uv pip compile $(LOCKED) requirements.in -o requirements.txt
	@$(BIN)/uv pip compile $(LOCKED) requirements-cluster.in -o requirements-cluster.txt
	@$(BIN)/uv pip compile $(LOCKED) requirements-dev.in -o requirements-dev.txt
	@$(BIN)/uv pip compile $(LOCKED) requirements-s3.in -o requirements-s3.txt
	@$(BIN)/uv pip compile $(LOCKED) requirements-oidc.in -o requirements-oidc.txt
	@$(BIN)/uv pip compile $(LOCKED) requirements-release.in -o requirements-release.txt

# What is handed out: the source, what it is built of (CycloneDX), and their checksums, in dist/.
release: $(INSTALLED_RELEASE)
	@.ci/release $(VENV)/release/bin $(VERSION)

$(INSTALLED): requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(INSTALLED_DEV): $(INSTALLED) requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(INSTALLED_S3): $(INSTALLED_DEV) requirements-s3.txt
	@test -x $(VENV)/s3/bin/python || $(PYTHON) -m venv $(VENV)/s3
	@$(VENV)/s3/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-s3.txt
	@touch $@

$(INSTALLED_OIDC): $(INSTALLED_DEV) requirements-oidc.txt
	@test -x $(VENV)/oidc/bin/python || $(PYTHON) -m venv $(VENV)/oidc
	@$(VENV)/oidc/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-oidc.txt
	@touch $@

$(INSTALLED_RELEASE): $(INSTALLED_DEV) requirements-release.txt
	@test -x $(VENV)/release/bin/python || $(PYTHON) -m venv $(VENV)/release
	@$(VENV)/release/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-release.txt
	@touch $@
