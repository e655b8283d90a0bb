# The two commands of the README. Both install what they need from Debian's or Ubuntu's packages; a
# Swift 6.2 or newer toolchain is expected to be there.
PACKAGES := libgsl-dev libdnnl-dev zlib1g-dev gnuplot-nox
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
WORKERS ?= $(shell nproc)
SEEDS ?= 2
STUDY := runs/mode-collapse
TOYGAN := .build/release/toygan
# Without debug information, which takes time; a test that fails names its line without it.
DEBUG_TESTS := -debug-info-format none
RELEASE_TESTS := -c release -Xswiftc -enable-testing -debug-info-format none \
  --scratch-path .build-release-tests
PEERS := Benchmarks/.venv
# Where `make install` installs, and a folder that stands for / while a package is made.
PREFIX ?= /usr/local
DESTDIR ?=
# The build with Swift's libraries inside of the program, and what is installed of it.
STATIC := .build-static
STAGE = $(STATIC)/stage
STAGED = Package.swift README.md CHANGELOG.md CITATION.cff LICENSE packaging/stage.sh \
  packaging/lib.sh packaging/ManualPages.swift \
  $(shell find Sources docs experiments Benchmarks/recipes -type f \
  \( -path 'Sources/*' -o -name '*.md' -o -name '*.yaml' \))

.PHONY: reproduce test test-debug test-client test-release test-live test-slurm test-takeover \
  test-processors test-packaging test-package test-docker verify-experiments lint docs bench bench-judge bench-avx2 peers \
  build program install uninstall package release packages clean

# Train every method of experiments/mode-collapse and draw what happened.
reproduce: build
	@echo "== a first picture: a short training that finds all eight modes =="
	$(TOYGAN) train --quiet experiments/quick-start.yaml --out runs/first-picture --resume
	@echo "== training 7 recipes, $(SEEDS) seeds each, on $(WORKERS) cores =="
	$(TOYGAN) sweep experiments/mode-collapse/experiment.yaml --seeds $(SEEDS) -j $(WORKERS) \
	  --out $(STUDY) --resume
	@echo "== one run as a film =="
	$(TOYGAN) plot "$(STUDY)/runs/$$(grep '"unrolled, K = 10",unrolled,0,' $(STUDY)/summary.csv | cut -d, -f1)"
	@echo "The table is $(STUDY)/table.md, the pictures are in $(STUDY)/plots."

# Debug and release at the same time: most of a build keeps one core busy. What release says follows at the end.
test: packages
	swift package resolve
	@mkdir -p .build-release-tests
	@tree=$$(packaging/tested.sh); setsid $(MAKE) --no-print-directory test-release >.build-release-tests/log 2>&1 & release=$$!; \
	trap 'kill -- -$$release 2>/dev/null' EXIT INT TERM; debug=passed; \
	$(MAKE) --no-print-directory lint test-debug test-client || debug=FAILED; \
	echo "== release; it began together with the above =="; \
	if wait $$release; then release=passed; else release=FAILED; fi; trap - EXIT INT TERM; \
	cat .build-release-tests/log; \
	echo "== format, debug and client package: $$debug; release: $$release =="; \
	test $$debug$$release = passedpassed && packaging/tested.sh --record "$$tree"

test-debug:
	@echo "== tests, debug: every compiled program is also checked against its invariants =="
	TOYGAN_TESTS=1 swift build --build-tests $(DEBUG_TESTS)
	TOYGAN_TESTS=1 swift test --skip-build $(DEBUG_TESTS)

test-client:
	@echo "== another package on top of this one =="
	Tests/ClientPackage/check.sh --by-url "$(CURDIR)/.build-client"

test-release:
	@echo "== tests, release: what users run =="
	TOYGAN_TESTS=1 swift build --build-tests $(RELEASE_TESTS)
	TOYGAN_TESTS=1 swift test --skip-build $(RELEASE_TESTS)

# The live page: its types, its modules, and all of it in Chromium.
test-live: build
	Tests/LivePage/run.sh $(TOYGAN)

# A sweep on a real Slurm on this machine, against the same sweep in one process. As root, or with sudo.
test-slurm: build
	Tests/slurm/run.sh $(TOYGAN)

# A training that is stopped at system calls while another process takes its run over. As root; needs strace.
test-takeover: build
	Tests/takeover/run.sh $(TOYGAN)

# The same program on emulated processors without AVX-512, AVX2 and AVX. As root or with sudo if qemu-user is missing.
test-processors: build
	Tests/processors/run.sh $(TOYGAN)

# What is installed, its pages and completions; the script of releases, on a copy; the citation.
test-packaging: program
	packaging/test-install.sh $(STAGE)
	packaging/test-release.sh
	packaging/test-citation.sh

# The package in a bare Debian without Swift. As root, or with sudo.
test-package: package
	packaging/test-package.sh .build-package/toygan_*.deb

# The steps of the Dockerfile in a bare Debian with this machine's Swift. As root, or with sudo.
test-docker:
	packaging/test-docker.sh

# One run of each stored study again, another one each day, against the stored row. Needs python3.
verify-experiments: build
	python3 experiments/verify.py $(TOYGAN)

lint:
	@echo "== format =="
	swift format lint --strict --recursive Package.swift Sources Snippets Tests packaging

# The guide and the reference as a site, in .build-docs/site. A warning is an error.
docs: packages
	docs/build-site.sh

# ToyGAN against PyTorch and JAX, side by side. A peer that cannot be installed is left out by name.
bench: build peers
	python3 Benchmarks/compare.py $(TOYGAN) $(PEERS)/bin/python
	python3 Benchmarks/seeds.py $(TOYGAN) $(PEERS)/bin/python

# ToyGAN against JAX, both without AVX-512. Needs objdump.
bench-avx2: packages peers
	swift build -c release --product toygan -Xcc -DTOYGAN_WITHOUT_AVX512 --scratch-path .build-avx2
	python3 Benchmarks/isa.py .build-avx2/release/toygan $(PEERS)/bin/python

# Judging samples, against POT and prdc.
bench-judge: build peers
	python3 Benchmarks/judge.py $(TOYGAN) $(PEERS)/bin/python

peers:
	@command -v taskset >/dev/null && python3 -m venv --help >/dev/null 2>&1 && \
	  python3 -c 'import ensurepip' 2>/dev/null || { echo "== installing python3-venv util-linux =="; \
	  $(SUDO) apt-get update -q && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
	  --no-install-recommends python3 python3-venv util-linux; }
	@echo "== what is compared with, into $(PEERS) =="
	@test -x $(PEERS)/bin/python || python3 -m venv $(PEERS)
	@for p in $$(cat Benchmarks/requirements.txt); do $(PEERS)/bin/pip install -q "$$p" || \
	  echo "== $$p cannot be installed =="; done

build: packages
	@echo "== building toygan =="
	swift build -c release --product toygan

# The program for installation: it runs without Swift.
program: $(STAGE)/bin/toygan

$(STAGE)/bin/toygan: $(STAGED)
	@if [ -n "$$SUDO_USER" ]; then echo "the program is older than its sources, or not built:" \
	  "run 'make program' without sudo first" >&2; exit 1; fi
	@$(MAKE) --no-print-directory packages
	@echo "== building toygan with Swift's libraries inside =="
	swift build -c release --static-swift-stdlib --product toygan -debug-info-format none \
	  --scratch-path $(STATIC)
	packaging/stage.sh $(STATIC)/release/toygan $(STATIC)/checkouts $(STAGE)
	@touch $@

# make program && sudo make install PREFIX=/usr/local
install: export PREFIX := $(PREFIX)
install: export DESTDIR := $(DESTDIR)
install: program
	@packaging/install.sh $(STAGE)

uninstall: export PREFIX := $(PREFIX)
uninstall: export DESTDIR := $(DESTDIR)
uninstall:
	@packaging/install.sh --uninstall

# A Debian package, for the release of Debian or Ubuntu that it is made on: .build-package/toygan_*.deb.
package: program
	packaging/make-package.sh $(STAGE) .build-package

# make release VERSION=0.2.0 shows what a release would do; with GO=yes it does it.
release:
	@packaging/release.sh $(VERSION) $(if $(filter yes,$(GO)),--go)

packages:
	@missing=""; for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -z "$$missing" ]; then echo "== packages are there: $(PACKAGES) =="; else \
	  echo "== installing$$missing =="; $(SUDO) apt-get update -q && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; fi

clean:
	rm -rf .build .build-avx2 .build-client .build-docs .build-live .build-package .build-release-tests \
	  .build-static
