/*
 * The past of a run: the earlier runs of its line, out of the archive.
 *
 * A line is the runs of one suite on one machine (or host class) that started
 * before the run and measured one of its cases, in the order of first parents,
 * then by start. Of the commits that git knows only those count that are first
 * parents of the run's own, or of HEAD where that is not known; runs without a
 * commit that git knows stand by their start. Runs of two trees are on no line,
 * and those of changed files only where there are no others.
 */
#ifndef CLI_PAST_H
#define CLI_PAST_H

#include "analysis/history.h"
#include "analysis/judge.h"
#include "analysis/mann_whitney.h"
#include "cli/git.h"
#include "cli/index.h"
#include "cli/timelines.h"

struct err;
struct result;

struct past {
	struct arena arena;
	struct index index;
	bool is_open;
	struct git_line commits;
	struct ack_list acks;
	VEC(struct judge_accepted) accepted;
	struct archive_runs runs; /* of the line, the run itself not */
	uint64_t elsewhere; /* earlier ones of the suite on other machines */
	/* What the archive has of the run's cases; without runs nothing. */
	struct archive_catalog catalog;
	/*
	 * Parallel to runs, and one more at last: the run itself. differs is
	 * set where a segment begins.
	 */
	struct timeline_run *line;
	size_t segment; /* the first run of the last one's segment */
	/*
	 * How many of the runs come before those of the very code: code that
	 * is run again is not its own past. All of them where its segment has
	 * none of other code.
	 */
	size_t before;
	struct timelines timelines;
	struct mann_whitney_table table;
};

/*
 * where is --archive; NULL: as index.h says. The series is finished. The run
 * may have any machine if is_any_machine. Release it whatever is said.
 */
int past_open(struct past *past, const struct workspace *workspace,
    const char *where, const struct series *series, bool is_any_machine,
    struct err *err);

/*
 * What rule A rests on: of each metric of the run the values behind the last
 * confirmed change of the newest segment, of the runs before its code, at most
 * HISTORY_RUNS_MAX. A session is a run that measured one of these metrics.
 */
int past_history(struct past *past, const struct series *series,
    struct history *history, struct err *err);

/*
 * Gives the judged metrics of a judged result their timelines, this run's
 * value at last.
 */
int past_fill(struct past *past, const struct series *series,
    struct result *result, struct err *err);

/* What the archive has of a metric; NULL: nothing. */
const struct archive_series *past_series(
    const struct past *past, const char *case_id, const struct metric *metric);

/*
 * Sets accepted: the metrics of the run that changed in steps which
 * perfolio.ack.yaml accepts, on the way from what they are compared with, and
 * what is left without those steps. A step is from one measured commit to the
 * next; where there are several commits between them one that is accepted is
 * enough. history: of rule A, NULL where it does not decide; baseline: the
 * commit of what decides else, NULL where it is not known. O(entries) a metric,
 * and O(runs) for each entry that is about it.
 */
int past_accept(struct past *past, const struct series *series,
    const struct history *history, const char *baseline, struct err *err);

void past_release(struct past *past);

#endif
