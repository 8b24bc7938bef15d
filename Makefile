# pg_flux: built by PGXS, as C++20. `make setup` brings what is missing, `make test` and `make demo` do everything.
EXTENSION = pg_flux
MODULE_big = pg_flux
DATA = $(wildcard sql/$(EXTENSION)--*.sql)
FLUX_VERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(EXTENSION).control)

SOURCES := $(sort $(wildcard src/*/*.cpp src/*/*/*.cpp src/*/*/*/*.cpp))
CORE := $(filter src/core/%,$(SOURCES))
PG_QUERY := build/pg_query.o
PG_QUERY_SYMBOLS := src/pg_query.symbols
# What pg_flux.codegen runs: the emitters of pg_flux_gen, without its command line, its connection and its files.
EMITTERS := $(sort $(wildcard $(addprefix codegen/,ir/*.cpp names/*.cpp types/*.cpp config/options.cpp model/reader.cpp \
	model/facts.cpp targets/*.cpp targets/*/*.cpp)))
EMBEDDED := build/codegen/embedded
OBJS = $(SOURCES:.cpp=.o) $(EMITTERS:.cpp=.o) $(PG_QUERY)

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
.DEFAULT_GOAL := all

ifeq ($(PGXS),)
all install:
	@echo '$(PG_CONFIG) was not found: run "make setup", or set PG_CONFIG' >&2; exit 1
else

# Server headers are a system's: its own warnings are not ours.
PG_CPPFLAGS = -Isrc -isystem $(shell $(PG_CONFIG) --includedir-server)
PG_CXXFLAGS = -std=c++20 -Wall -Wextra -Wshadow=local -Wnon-virtual-dtor -Wno-register -Wno-missing-field-initializers -MMD -MP $(COPT)
SHLIB_LINK = -lstdc++
SHLIB_EXPORTS = src/exports.txt
EXTRA_CLEAN = build test/output $(SOURCES:.cpp=.d) $(EMITTERS:.cpp=.d) src/exports.list
# Bitcode would serve the inlining of our functions into queries only, and PGXS builds it without our flags.
override with_llvm := no

include $(PGXS)

# Format.h alone is the whole of fmt: no library that must be there at run time.
$(EMITTERS:.cpp=.o) src/server/codegen/emit.o: override CPPFLAGS += -Icodegen -I$(EMBEDDED) -DFMT_HEADER_ONLY
$(EMITTERS:.cpp=.o): $(patsubst codegen/%,$(EMBEDDED)/%.inc,$(wildcard codegen/types/*.types codegen/targets/*/runtime/*))
$(EMBEDDED)/%.inc: codegen/%
	@mkdir -p $(@D)
	{ printf 'R"~~~~('; cat $<; printf ')~~~~"'; } >$@

src/server/pg/version.o: override CPPFLAGS += -DFLUX_VERSION='"$(FLUX_VERSION)"'
src/server/pg/version.o: $(EXTENSION).control

# FLUX_PRECOMPILED=1, for builds that are thrown away: what nearly all sources include is compiled once, which makes a build
# without optimizing four times as fast.
ifdef FLUX_PRECOMPILED
COMMON := build/common.hpp
-include $(COMMON).d
$(COMMON).gch:
	@mkdir -p $(@D)
	printf '#include <%s>\n' algorithm array charconv functional map memory optional set span string tuple vector >$(COMMON)
	echo '#include "core/kinds/kind_ops.hpp"' >>$(COMMON)
	$(CXX) $(CXXFLAGS) $(CPPFLAGS) -x c++-header -o $@ $(COMMON)
$(SOURCES:.cpp=.o) $(patsubst %.cpp,build/%.o,$(wildcard test/modules/*.cpp)): $(COMMON).gch
$(SOURCES:.cpp=.o) $(patsubst %.cpp,build/%.o,$(wildcard test/modules/*.cpp)): private override CXXFLAGS += -include $(COMMON)
endif

# libpg_query holds the server's own parser, and 200 of its symbols are named as the server's. So its members are merged
# into one object that keeps nothing global but the functions listed.
PG_QUERY_ARCHIVE ?= $(shell $(CXX) -print-file-name=libpg_query.a)
$(PG_QUERY): $(PG_QUERY_SYMBOLS)
	@mkdir -p $(@D)
	$(LD) -r -o $@.all $(addprefix -u ,$(shell cat $(PG_QUERY_SYMBOLS))) $(PG_QUERY_ARCHIVE)
	objcopy --keep-global-symbols=$(PG_QUERY_SYMBOLS) $@.all $@
	@rm -f $@.all

# The unit tests: the core alone, without a server, under the sanitizers; which take three times as long to compile at -O1.
UNIT := $(CORE:src/%.cpp=build/unit/src/%.o) $(patsubst %.cpp,build/unit/%.o,$(sort $(wildcard test/unit/*.cpp)))
UNIT_FLAGS = -std=c++20 -g1 -O0 -Wall -Wextra -Wno-missing-field-initializers -MMD -MP -Isrc -Itest/unit -D_GLIBCXX_ASSERTIONS \
	-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
CATCH_LINK := $(shell printf '\043include <catch2/catch_all.hpp>\n' | $(CXX) -E -x c++ - >/dev/null 2>&1 && echo -lCatch2)

build/unit/%.o: %.cpp
	@mkdir -p $(@D)
	$(CXX) $(UNIT_FLAGS) -c -o $@ $<
build/unit/run: $(UNIT)
	$(CXX) $(UNIT_FLAGS) -o $@ $^ $(PG_QUERY_ARCHIVE) $(CATCH_LINK)

# Catch2's own code takes a minute under the sanitizers, and is not what is tested.
build/unit/test/unit/main.o: UNIT_FLAGS = -std=c++20 -O0 -w -MMD -MP -Itest/unit

# Functions for tests only, in a module of their own that holds the extension's objects too.
TEST_MODULE := $(patsubst %.cpp,build/%.o,$(sort $(wildcard test/modules/*.cpp)))
build/test/modules/%.o: test/modules/%.cpp
	@mkdir -p $(@D)
	$(CXX) $(CXXFLAGS) $(CPPFLAGS) -c -o $@ $<
# Without _PG_init: a session that loads both must not define the settings twice.
build/pg_flux_test.so: $(OBJS) $(TEST_MODULE) $(SHLIB_EXPORTS)
	printf '{ global: %s local: *; };\n' "$$(grep -v _PG_init $(SHLIB_EXPORTS) | sed 's/$$/;/' | tr '\n' ' ')" >$(@:.so=.list)
	$(CXX) -shared -o $@ $(filter %.o,$^) -Wl,--version-script=$(@:.so=.list)
# A stranger's library that hooks into the server.
build/pg_flux_hook.so: build/test/hook/hook.o
	$(CXX) -shared -o $@ $<
build/test/hook/%.o: test/hook/%.cpp
	@mkdir -p $(@D)
	$(CXX) $(CXXFLAGS) $(CPPFLAGS) -c -o $@ $<
test-module: build/pg_flux_test.so build/pg_flux_hook.so

# What the server itself lists; a test looks whether it is current.
docs/hazards.md: docs/hazards.sql src/core/hazard/catalogue.cpp
	test/bin/install
	printf '%s\n' 'CREATE EXTENSION pg_flux;' '\i docs/hazards.sql' '\echo :page' | test/bin/with-server psql -XAtq >$@
unit: build/unit/run
	build/unit/run
check-tree:
	test/tree/run
format:
	clang-format -i $$(git ls-files 'src/*.cpp' 'src/*.hpp' 'test/unit/*.cpp' 'test/unit/*.hpp')
lint:
	clang-tidy --quiet $(CORE) -- -std=c++20 -Isrc

-include $(SOURCES:.cpp=.d) $(EMITTERS:.cpp=.d) $(TEST_MODULE:.o=.d) $(UNIT:.o=.d)
endif

# The companion tool that writes code from the model.
codegen:
	@$(MAKE) -s -C codegen all PG_CONFIG=$(PG_CONFIG)
install-codegen:
	@$(MAKE) -s -C codegen install PG_CONFIG=$(PG_CONFIG)
test-codegen:
	@FLUX_STAGES='setup build codegen' test/bin/test

setup:
	test/bin/setup
test:
	@test/bin/test
# Here, and on the other versions that Debian's suites have.
test-matrix:
	@test/bin/matrix
# Random pairs of schemas there and back: make soak COUNT=10000 SEED=1
COUNT ?= 1000
SEED ?= 1
soak:
	test/bin/install
	test/bin/with-server test/soak/run --count $(COUNT) --seed $(SEED)
demo:
	@demo/run
bench:
	@test/bench/run

.PHONY: codegen install-codegen test-codegen setup test test-matrix soak demo bench unit test-module check-tree format lint
