/*
 * How a benchmark is measured: every setting once.
 *
 * The same keys may stand in defaults, in a benchmark and in an override.
 * They are laid over one another in that order, on top of the built-in
 * values: adaptive stopping at 2 % within 10 to 100 launches and 60 s, no
 * warm-up, a timeout of 10 minutes, output discarded, exit status 0 is
 * success, time is judged. env merges name by name and success key by key;
 * every other setting replaces the one below it.
 *
 * A map that gives min_launches may not put it above max_launches, its own or
 * that below it. One that lowers max_launches alone lowers min_launches too,
 * when the case is planned.
 *
 * Paths are as written: relative to the folder of the outer suite.
 */
#ifndef COLLECTOR_SETTINGS_H
#define COLLECTOR_SETTINGS_H

#include "collector/budget.h"
#include "collector/extract.h"
#include "collector/key.h"
#include "collector/success.h"

struct output {
	enum output_mode mode;
	const char *path; /* OUTPUT_FILE */
};

struct cpu_list {
	const uint32_t *items;
	size_t count;
};

/* The metrics to be judged. */
struct judged {
	struct selector_list metrics; /* entries may be NULL: not known yet */
	const struct node *node;      /* NULL: built in */
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
	uint64_t timeout_ns, warmup;
	struct stopping stopping; /* min_launches may be above max_launches */
	struct text_list cold_files;
	struct work work;
	struct extraction_list extract;
	struct judged judged;
	struct success success;
	bool is_failure_allowed;
	struct budget budget;
};

/* Settings and which of them were given. */
struct settings_patch {
	struct settings settings;
	uint64_t given;
};

extern const struct key_table settings_keys, work_keys;

extern const struct settings settings_builtin;

/* Reads the values of metrics:, with scope NULL only perfolio's own. */
int judged_read(struct arena *arena, const struct node *value,
    const struct scope *scope, struct judged *judged, struct err *err);

/*
 * Refuses a patch, read from map, that puts min_launches above max_launches
 * or above that of below, which it is laid over.
 */
int settings_check_launches(const struct node *map,
    const struct settings_patch *patch, const struct settings *below,
    struct err *err);

/* Lays a patch over settings. */
void settings_apply(struct arena *arena, struct settings *settings,
    const struct settings_patch *patch);

#endif
