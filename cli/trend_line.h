/*
 * The histories of one line: the runs of a suite on a machine (past_line.h),
 * and a timeline for each of its cases and metrics that is asked for.
 */
#ifndef CLI_TREND_LINE_H
#define CLI_TREND_LINE_H

#include "analysis/policy.h"
#include "base/regex.h"
#include "cli/index.h"
#include "cli/timelines.h"
#include "cli/trend.h"
#include "output/trend_words.h"

struct mann_whitney_table;

/* Of a line, with the series it is the history of. */
struct trend_series {
	const struct archive_series *of;
	struct timeline timeline;
};

struct trend_line {
	struct arena arena;
	const char *suite, *machine; /* machine NULL: not known */
	struct archive_runs runs;    /* ordered */
	struct timeline_run *line;   /* parallel */
	uint32_t since;              /* the first run that is told of */
	struct policy policy;        /* the newest run's; else the defaults */
	struct archive_catalog catalog;
	VEC(struct trend_series) series;
	struct timelines timelines;
};

/* What all lines are looked at with; not owned. */
struct trend_look {
	struct archive *archive;
	const struct git_line *commits;
	const struct ack_list *acks;
	const struct workspace *workspace;
	const struct trend_options *options;
	const struct regex *filter; /* NULL: all cases */
	struct mann_whitney_table *table;
};

/*
 * The line's runs are set, by start; everything else is made of them. Release
 * it in any case.
 */
int trend_line_read(
    struct trend_line *line, const struct trend_look *look, struct err *err);

void trend_line_release(struct trend_line *line);

#endif
