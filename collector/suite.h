/*
 * The suite: what was asked, as its files say it, checked and merged.
 *
 * docs/suite.schema.json describes the file. Every error is
 * "FILE:LINE:COLUMN: …". The arena owns all text and nodes. A zeroed struct
 * suite is empty and may be released.
 */
#ifndef COLLECTOR_SUITE_H
#define COLLECTOR_SUITE_H

#include "base/arena.h"
#include "base/vec.h"
#include "collector/claim.h"
#include "collector/params.h"
#include "collector/scaling.h"
#include "collector/settings.h"
#include "collector/step.h"
#include "collector/variant.h"

struct measure;

/* Settings for the combinations that fulfil a condition. */
struct override {
	struct condition when;
	const struct node *when_node;
	struct settings_patch patch;
};

/* Made of a command, steps or variants; with measure of none of them too. */
struct benchmark {
	const char *name;
	struct settings settings; /* built-in, defaults, its own */
	/* Its budget and metrics to judge are its own, not from defaults. */
	bool has_own_budget, has_own_judged;
	struct params params; /* and variant, concurrency, start */
	struct override *overrides;
	size_t override_count;
	struct step_list steps;
	struct variant_list variants;
	const struct measure *measure; /* NULL: none */
	bool has_concurrency;
	bool has_efficiency; /* one at a time is among its levels */
	/* What is different in the case others are compared with. */
	struct condition reference;    /* zeroed: there is none */
	struct scope scope;            /* of selectors, overrides included */
	const struct node *regression; /* checked; NULL: none */
	struct scaling_list scaling;
	const struct node *place;
};

struct release {
	const char *product, *version, *previous; /* NULL: not given */
};

struct suite {
	struct arena arena;
	const char *path;   /* as given */
	const char *folder; /* absolute: where commands start */
	const char *name;   /* the file's without its ending, if not given */
	/*
	 * The file, and behind it every included one as a YAML document of
	 * its own.
	 */
	const char *text;
	const char *description, *project; /* NULL: not given */
	struct release release;
	struct command build, before, after;   /* count 0: none */
	const struct node *regression, *gates; /* checked; NULL: none */
	VEC(struct benchmark) benchmarks;      /* at least one */
	VEC(struct claim) claims;
	struct scope scope; /* of selectors: what any benchmark knows */
};

extern const struct key_table suite_keys, release_keys, benchmark_keys;
extern const struct key_table override_keys;
extern const struct key_table import_keys;

/* A map of the file: the tables whose keys it may hold, within a scope. */
struct suite_map {
	const char *name;                  /* also in the schema's $defs */
	const struct key_table *tables[2]; /* the second may be NULL */
	unsigned scope;
};

/* All maps with fixed keys there are. */
extern const struct suite_map suite_maps[];
extern const size_t suite_map_count;

/* Reads a suite and all it includes. suite_release is due either way. */
int suite_read(const char *path, struct suite *suite, struct err *err);

void suite_release(struct suite *suite);

/*
 * Reads a benchmark; base is what its settings are laid over, whose budget and
 * metrics are left as they are. Part of suite_read.
 */
int benchmark_read(struct arena *arena, const struct node *node,
    const struct settings *base, struct benchmark *benchmark, struct err *err);

/* True when it starts something beside what measure says. */
bool benchmark_has_command(const struct benchmark *benchmark);

#endif
