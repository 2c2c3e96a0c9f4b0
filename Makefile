# perfolio. "make help" says what there is.
VERSION = 0.1.0
PREFIX ?= /usr/local
CC = gcc
CXX = g++
OPT = $(if $(SANITIZE),-O1,-O2) -g
SANITIZE =
SUDO = $(if $(filter 0,$(shell id -u)),,sudo)
# Each compiler and sanitizer builds in a folder of its own.
BUILD = build$(if $(SANITIZE),-sanitize)$(if $(filter-out gcc,$(CC)),-$(CC))

PACKAGES = gcc g++ make pkg-config libctemplate-dev libcjson-dev libcsv-dev \
	libyaml-dev libpcre2-dev libgsl-dev nettle-dev libhpdf-dev zlib1g-dev \
	libsqlite3-dev libpq-dev libzstd-dev fonts-dejavu-core
DEMO_PACKAGES = gzip xz-utils zstd gawk python3 git
TEST_PACKAGES = libcmocka-dev qpdf poppler-utils
LIBS = libctemplate libcjson yaml-0.1 libpcre2-8 gsl nettle zlib sqlite3 \
	libpq libzstd

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wwrite-strings -Wvla \
	-Wformat=2 -Wdouble-promotion $(WERROR)
SAN = $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all \
	-fno-omit-frame-pointer)
DEFINES = -D_GNU_SOURCE -DPERFOLIO_VERSION='"$(VERSION)"'
INCLUDES := -I. $(shell pkg-config --cflags libpq 2>/dev/null)
COMMON = $(OPT) $(WARNINGS) $(DEFINES) $(INCLUDES) -ffp-contract=off
C_FLAGS = -std=c17 $(COMMON) -Wstrict-prototypes -Wmissing-prototypes $(CFLAGS)
CXX_FLAGS = -std=c++17 $(COMMON) $(CXXFLAGS)
LDLIBS = $(shell pkg-config --libs $(LIBS)) -lcsv -lhpdf -lm

SOURCES = $(wildcard base/*.c collector/*.c analysis/*.c archive/*.c output/*.c)
CLI = $(wildcard cli/*.c)
LAUNCHER = $(wildcard collector/launcher/*.c) collector/reap.c
LAUNCHER_HEADERS = $(wildcard collector/launcher/*.h) collector/launch_extra.h \
	collector/reap.h
UNITS = $(wildcard tests/unit/*_test.c)
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/base/bridge.o
UNIT_PROGRAMS = $(UNITS:%.c=$(BUILD)/%)
SIM_PROGRAMS = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/sim/*_sim.c))

all: $(BUILD)/perfolio $(BUILD)/perfolio-launcher

help:
	@echo "make          build, and install nothing"
	@echo "make deps     install what is missing (asks for sudo)"
	@echo "make report   deps, build, run suites/demo.yaml, write report/"
	@echo "make check    deps, build, run the tests"
	@echo "make check-simulations  do the statistics keep their rates"
	@echo "make check-web  deps, build, drive the pages in a browser"
	@echo "make lint     form, include direction, sizes, banned calls"
	@echo "make golden   write the expected output of the golden tests anew"
	@echo "make install  below PREFIX=$(PREFIX)"
	@echo "SANITIZE=address,undefined and CC=clang CXX=clang++ go with all"

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

$(BUILD)/%.o: %.c | libraries
	@mkdir -p $(@D)
	$(CC) $(C_FLAGS) $(SAN) -MMD -MP -c $< -o $@

$(BUILD)/%.o: %.cc | libraries
	@mkdir -p $(@D)
	$(CXX) $(CXX_FLAGS) $(SAN) -MMD -MP -c $< -o $@

# The templates and the archive's tables are part of the program (.incbin).
$(BUILD)/output/assets.o: $(wildcard templates/*)
$(BUILD)/archive/sqlite.o: archive/schema.sql
$(BUILD)/archive/postgres_schema.o: archive/schema_postgres.sql

# The tests' own code is soon compiled; what they test is the program's.
$(UNITS:%.c=$(BUILD)/%.o): OPT = -O0 -g

$(BUILD)/perfolio: $(OBJECTS) $(CLI:%.c=$(BUILD)/%.o)
	$(CXX) $(SAN) $(LDFLAGS) $^ $(LDLIBS) -o $@

# Static, libc only, never instrumented: what it starts inherits its size.
$(BUILD)/perfolio-launcher: $(LAUNCHER) $(LAUNCHER_HEADERS)
	@mkdir -p $(@D)
	$(CC) $(C_FLAGS) -static $(LAUNCHER) -o $@

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(OBJECTS)
	$(CXX) $(SAN) $(LDFLAGS) $^ -lcmocka $(LDLIBS) -o $@

$(BUILD)/tests/perf/%: $(BUILD)/tests/perf/%.o $(OBJECTS)
	$(CXX) $(SAN) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(BUILD)/tests/sim/%: $(BUILD)/tests/sim/%.o $(OBJECTS)
	$(CXX) $(SAN) $(LDFLAGS) $^ -lcmocka $(LDLIBS) -o $@

# launcher_open() finds the launcher beside the program that asks for it.
$(BUILD)/tests/unit/launch_test: | $(BUILD)/tests/unit/perfolio-launcher
$(BUILD)/tests/unit/perfolio-launcher: $(BUILD)/perfolio-launcher
	@mkdir -p $(@D)
	ln -f $< $@

# What only the launcher is made of.
$(BUILD)/tests/unit/launch_parts_test: \
	$(patsubst %.c,$(BUILD)/%.o,$(filter-out %/main.c,$(LAUNCHER)))

.PRECIOUS: $(BUILD)/tests/unit/%.o $(BUILD)/tests/sim/%.o
.PHONY: all help libraries deps report check check-simulations check-web \
	golden lint install

# Never installs: says how to get what is missing.
libraries:
	@pkg-config --exists $(LIBS) && test -e /usr/include/csv.h && \
	test -e /usr/include/hpdf.h || { \
	echo "Libraries are missing. On Debian (or: make deps):" >&2; \
	echo "sudo apt-get install --no-install-recommends $(PACKAGES)" >&2; \
	exit 1; }

deps:
	@tests/deps.sh "$(SUDO)" $(PACKAGES) $(DEMO_PACKAGES) $(TEST_PACKAGES)

report: deps
	@$(MAKE) --no-print-directory -s all
	$(BUILD)/perfolio run suites/demo.yaml --report report

check: deps
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
	tests/deps.sh "$(SUDO)" postgresql || \
	echo "PostgreSQL cannot be installed: its tests are skipped"
	@$(MAKE) --no-print-directory -s all $(UNIT_PROGRAMS)
	@BUILD=$(BUILD) tests/run.sh

# Every one runs, and its last line counts.
check-simulations: $(SIM_PROGRAMS)
	@status=0; for program in $^; do $$program || status=1; done; \
	exit $$status

# What it needs from npm goes into a folder of the build.
check-web: deps
	@tests/web/deps.sh "$(SUDO)" $(BUILD)/web
	@$(MAKE) --no-print-directory -s all
	@node tests/web/check.js $(BUILD)/web $(BUILD)/perfolio

golden: all $(UNIT_PROGRAMS)
	GOLDEN=write BUILD=$(BUILD) tests/run.sh golden

lint:
	@tests/lint.sh

install: all
	install -D -m 755 $(BUILD)/perfolio $(DESTDIR)$(PREFIX)/bin/perfolio
	install -D -m 755 $(BUILD)/perfolio-launcher \
		$(DESTDIR)$(PREFIX)/libexec/perfolio/perfolio-launcher
