/*
 * How a benchmark is measured: every setting once.
 *
 * The same keys may stand in defaults, in a benchmark and in an override.
 * They are laid over one another in that order, on top of the built-in
 * values: 10 launches, no warm-up, a timeout of 10 minutes, output discarded,
 * exit status 0 is success, time is judged. env merges name by name; every
 * other setting replaces the one below it.
 *
 * Paths are as written: relative to the folder of the outer suite.
 */
#ifndef COLLECTOR_SETTINGS_H
#define COLLECTOR_SETTINGS_H

#include "collector/budget.h"
#include "collector/key.h"

struct output {
	enum output_mode mode;
	const char *path; /* OUTPUT_FILE */
};

struct cpu_list {
	const uint32_t *items;
	size_t count;
};

struct success {
	const int *exit_codes;
	size_t count;
};

struct settings {
	const char *group, *owner; /* NULL: none */
	struct text_list tags;
	struct command command, setup, prepare, conclude, cleanup;
	struct pair_list env;
	const char *cwd;        /* "." */
	const char *stdin_path; /* NULL: /dev/null */
	struct output output;
	struct cpu_list cpus;
	uint64_t timeout_ns, warmup, launches;
	struct text_list metrics; /* judged */
	struct success success;
	bool is_failure_allowed;
	struct budget budget;
};

/* Settings and which of them were given. */
struct settings_patch {
	struct settings settings;
	uint64_t given;
};

extern const struct key_table settings_keys;
extern const struct key_table success_keys, work_keys, extract_keys;

extern const struct settings settings_builtin;

/* Lays a patch over settings. */
void settings_apply(struct arena *arena, struct settings *settings,
    const struct settings_patch *patch);

#endif
