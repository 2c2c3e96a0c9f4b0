/*
 * The record: one thing that was measured, on its way from whoever measured
 * it to whoever keeps it. It is one line of a run file, and docs/formats.md
 * describes it.
 *
 * A record and all it points to belong to the one who puts it and live until
 * put returns; who keeps it copies it. Text is valid UTF-8. A pointer that is
 * NULL, or a number whose has_ flag is false, was not in the line.
 */
#ifndef COLLECTOR_RECORD_H
#define COLLECTOR_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "collector/case_status.h"
#include "collector/fact.h"
#include "collector/metric.h"
#include "collector/record_step.h"
#include "collector/system.h"

/* The first line: what is true for the whole run. */
struct record_run {
	const char *id;          /* "20261120T181203Z-7f3a9c" */
	const char *suite;       /* name */
	const char *project;     /* NULL: none */
	const char *description; /* of the suite, NULL: none */
	/* What is released, as which version, after which; NULL: not said. */
	const char *product, *version, *previous;
	const char *started; /* UTC, as moment_print; read, it may be none */
	const char *tool;    /* "perfolio 0.1.0" */
	const char *vcs_commit, *vcs_branch, *vcs_time; /* NULL: no git */
	bool is_dirty;
	struct facts machine, environment;
	const struct pair *labels;
	size_t label_count;
	const char *seed;         /* decimal */
	const char *policy;       /* one JSON object, NULL: none */
	const char *command;      /* one JSON object: how perfolio was called */
	const char *against;      /* folder of the base's tree; NULL: none */
	const char *suite_text;   /* NULL: no suite file */
	const char *suite_sha256; /* 64 hex digits, NULL: no suite file */
};

/* A case as planned, or (a later line) how it ended. */
struct record_case {
	const char *id;
	enum case_status status;
	const char *group, *benchmark;
	const struct pair *params; /* in byte order of the names */
	size_t param_count;
	bool has_params;
	const char *const *tags;
	size_t tag_count;
	const char *const *command; /* argv; a shell string is sh -c TEXT */
	size_t command_count;
	const struct record_step *steps; /* in place of a command */
	size_t step_count;
	const char *cwd, *owner;
	const struct metric *metrics;
	size_t metric_count;
	const char *const *judged; /* names of judged metrics */
	size_t judged_count;
	bool has_warmed, is_warmed; /* the producer warmed up itself */
	bool has_failure_allowed, is_failure_allowed;
	const char *message;    /* why it is not ok */
	const char *stopped_by; /* "precision", "max", "time", "fixed" */
	bool has_launches;
	uint64_t launches, failed; /* made; of these failed */
	/* Ids of the cases it is compared with; NULL: none. reference: another
	 * variant or parameter. base: the same case of --against. */
	const char *reference, *base;
	/* Relative half-widths: asked for; and reached at the end. 0: none. */
	double precision, reached;
};

/* The values of one metric in one samples line. */
struct record_values {
	const char *metric;
	const double *values; /* base unit; totals if is_per_iteration */
	size_t count;
};

/* What one launch gave; or several launches of an import. */
struct record_samples {
	const char *case_id;
	uint64_t round, launch; /* from 1; 0: the case's next one */
	bool has_start;
	uint64_t start_ns; /* since the run started */
	bool is_failed;
	int exit_code, signal; /* 0 unless it ended by that */
	bool is_timeout;
	const char *error;  /* why it failed, NULL if it did not */
	const char *output; /* digest of what it said; same_output */
	const struct record_values *metrics;
	size_t metric_count;
	const double *iterations; /* NULL: 1 each */
	size_t iteration_count;
	const uint64_t *launches; /* samples of each launch; NULL: one launch */
	size_t launch_count;
	bool has_more; /* the launch goes on in the next line */
	/* Short form: one metric, and who the case is. Else NULL. */
	const struct record_case *short_case;
};

enum note_level { NOTE_INFO, NOTE_WARNING };

struct record_note {
	enum note_level level;
	const char *case_id; /* NULL: the whole run */
	const char *text;
	const char *advice; /* NULL: none */
};

/* The last line. */
struct record_end {
	const char *finished; /* ISO 8601, UTC */
	uint64_t lines;       /* of the file, this one included */
};

/* A run that was cut short goes on. */
struct record_resume {
	const char *started; /* ISO 8601, UTC */
};

enum record_type {
	RECORD_RUN,
	RECORD_CASE,
	RECORD_SAMPLES,
	RECORD_NOTE,
	RECORD_SYSTEM,
	RECORD_RESUME,
	RECORD_END
};

struct record {
	enum record_type type;
	union {
		const struct record_run *run;
		const struct record_case *case_line;
		const struct record_samples *samples;
		const struct record_note *note;
		const struct record_system *system;
		const struct record_resume *resume;
		const struct record_end *end;
	} u;
};

#endif
