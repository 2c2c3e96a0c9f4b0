/*
 * The past of a run: the earlier runs of its line, out of the archive.
 *
 * A line is the runs of one suite on one machine (or host class) that started
 * before the run, in the order of first parents, then by start. Of the commits
 * that git knows only those count that are first parents of the run's own, or
 * of HEAD where that is not known; runs without a commit that git knows stand
 * by their start. Runs of two trees are on no line.
 */
#ifndef CLI_PAST_H
#define CLI_PAST_H

#include "analysis/history.h"
#include "analysis/judge.h"
#include "analysis/timeline.h"
#include "cli/git.h"
#include "cli/index.h"

struct err;
struct result;

struct past {
	struct arena arena;
	struct index index;
	bool is_open;
	struct git_line commits;
	struct archive_runs runs; /* of the line, the run itself not */
	/*
	 * Parallel to runs, and one more at last: the run itself. differs is
	 * set where a segment begins.
	 */
	struct timeline_run *line;
	size_t segment; /* the first run of the last one's segment */
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
 * confirmed change of the newest segment, at most HISTORY_RUNS_MAX.
 */
int past_history(struct past *past, const struct series *series,
    struct history *history, struct err *err);

/*
 * Gives the judged metrics of a judged result their timelines, this run's
 * value at last. policy is the one it was judged by, JSON.
 */
int past_fill(struct past *past, const struct series *series,
    const char *policy, struct result *result, struct err *err);

/*
 * Which metrics of the run have a change that perfolio.ack.yaml accepts, of a
 * commit behind good, up to the run's own; none where one of the two is not
 * known. The list and what it points to are in the past's arena.
 */
int past_accepted(struct past *past, const struct series *series,
    const char *good, const struct judge_accepted **accepted, size_t *count,
    struct err *err);

/* Writes anchors down; that it cannot is said on standard error. */
void past_keep(
    struct past *past, const struct archive_anchor *anchors, size_t count);

void past_release(struct past *past);

#endif
