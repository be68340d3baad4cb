# Every target sets up what it needs first; scripts/setup.sh says how.

SHELL := /bin/sh
PYTHON_VENV := .venv/bin/python
# More arguments for the program or for pytest: make test ARGS="-k colophon"
ARGS ?=
COVERAGE := --cov --cov-report=term:skip-covered
# Locks are resolved from PyPI alone, whatever indexes this machine is set up with.
UV_COMPILE := env -u UV_INDEX -u UV_DEFAULT_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL \
	-u UV_FIND_LINKS $(PYTHON_VENV) -m uv --no-config pip compile --quiet --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock"

.NOTPARALLEL:
.DEFAULT_GOAL := site
.PHONY: site internal serve check schema test fuzz mutation benchmark benchmark-pdf lint format lock clean help \
	setup-site setup-test

site: setup-site  ## build site/ (the default)
	@$(PYTHON_VENV) build.py build $(ARGS)

internal: setup-site  ## build internal/, the office's own tree, with what is not public
	@$(PYTHON_VENV) build.py build --audience internal --out internal $(ARGS)

serve: setup-site  ## show the site on localhost and rebuild on change
	@$(PYTHON_VENV) build.py serve $(ARGS)

check: setup-site  ## check the records in data/ and print every problem
	@$(PYTHON_VENV) build.py check $(ARGS)

schema: setup-site  ## write what follows from models and registries: docs, CODEOWNERS, issue forms
	@$(PYTHON_VENV) build.py schema $(ARGS)

test: setup-test  ## run the tests, with the coverage gate unless ARGS is given
	@$(PYTHON_VENV) -m pytest -n auto --dist loadfile $(if $(ARGS),$(ARGS),$(COVERAGE))

fuzz: setup-test  ## damage the example's data in thousands of ways: check and build must agree
	@$(PYTHON_VENV) -m pytest --hypothesis-profile=fuzz tests/property/test_check_and_build.py $(ARGS)

mutation: setup-test  ## find small faults in the code that no test notices; takes hours, docs/mutation.md
	@$(PYTHON_VENV) -m pip --disable-pip-version-check --no-input install --quiet \
		--require-hashes --requirement requirements/mutation.txt
	@.venv/bin/mutmut run $(ARGS)
	@.venv/bin/mutmut results --all true | $(PYTHON_VENV) scripts/mutation_table.py

benchmark: setup-test  ## measure builds against Hugo and Eleventy, benchmarks/README.md; needs npm
	@$(PYTHON_VENV) -m benchmarks.run $(ARGS)

benchmark-pdf: setup-test  ## measure a bulletin's PDF against headless Chromium
	@$(PYTHON_VENV) -m benchmarks.pdf $(ARGS)

lint: setup-test  ## check style, types, the direction of imports and the workflows
	@$(PYTHON_VENV) -m ruff check
	@$(PYTHON_VENV) -m ruff format --check
	@$(PYTHON_VENV) -m mypy
	@.venv/bin/lint-imports --no-logo --cache-dir .cache/import-linter
	@.venv/bin/zizmor --offline --no-progress --quiet --strict-collection .github

format: setup-test  ## let ruff format the code and mend what it can
	@$(PYTHON_VENV) -m ruff format
	@$(PYTHON_VENV) -m ruff check --fix

lock: setup-test  ## write requirements/*.txt anew; make lock ARGS=--upgrade takes newer versions
	@$(UV_COMPILE) $(ARGS) --output-file requirements/site.txt pyproject.toml
	@$(UV_COMPILE) $(ARGS) --output-file requirements/test.txt \
		--constraints requirements/site.txt --group test pyproject.toml
	@$(UV_COMPILE) $(ARGS) --output-file requirements/mutation.txt \
		--constraints requirements/test.txt --group pyproject.toml:mutation

clean:  ## remove everything that was built or set up; .fonts stays
	rm -rf site internal mutants .venv .cache .hypothesis .coverage .coverage.* htmlcov

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*  ## /\1\t/p' Makefile | expand -t 15

setup-site:
	@scripts/setup.sh site

setup-test:
	@scripts/setup.sh test
