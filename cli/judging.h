/*
 * What a run is held against, for every command that judges: which other run,
 * whose limits, how strictly.
 */
#ifndef CLI_JUDGING_H
#define CLI_JUDGING_H

#include <stdbool.h>

#include "base/opt.h"
#include "cli/loaded.h"
#include "cli/workspace.h"

struct err;

struct judging_words {
	const char *baseline; /* RUN; NULL: $PERFOLIO_BASELINE, else the line */
	const char
	    *baseline_lenient; /* the same, and none if it is not there */
	const char *suite;     /* its policy replaces the run's */
	const char *archive;   /* NULL: $PERFOLIO_ARCHIVE, the workspace's */
	const char *fail_on;
	bool is_strict, is_forced;
	struct opt_list attested; /* "NAME=pass" */
	/* A judged run that decides in its place, NULL: none. */
	const struct result *confirmed;
	const struct confirmation *confirmation; /* what to say of that */
};

/* Lines of a command's option table; at is AT(words) of its struct. */
#define JUDGING_BASELINE(base)                                                 \
	{0, "baseline", OPT_TEXT,                                              \
	    (base) + offsetof(struct judging_words, baseline), "RUN",          \
	    "compare with this run; else with earlier ones of the suite"},     \
	    {0, "baseline-lenient", OPT_TEXT,                                  \
		(base) + offsetof(struct judging_words, baseline_lenient),     \
		"RUN", "the same, and it need not be there"},                  \
	    {0, "archive", OPT_TEXT,                                           \
		(base) + offsetof(struct judging_words, archive), "PATH",      \
		"where earlier runs are; else .perfolio/archive.db"},          \
	{                                                                      \
		0, "force", OPT_FLAG,                                          \
		    (base) + offsetof(struct judging_words, is_forced), NULL,  \
		    "judge even against another machine"                       \
	}
#define JUDGING_POLICY(base)                                                   \
	{                                                                      \
		0, "suite", OPT_TEXT,                                          \
		    (base) + offsetof(struct judging_words, suite), "FILE",    \
		    "judge by this suite's limits, not by the run's own"       \
	}
#define JUDGING_GATE(base)                                                     \
	{0, "fail-on", OPT_TEXT,                                               \
	    (base) + offsetof(struct judging_words, fail_on), "LEVEL",         \
	    "regressions that fail: warning, critical, blocker, never"},       \
	    {0, "strict", OPT_FLAG,                                            \
		(base) + offsetof(struct judging_words, is_strict), NULL,      \
		"what is not known fails too"},                                \
	{                                                                      \
		0, "attest", OPT_LIST,                                         \
		    (base) + offsetof(struct judging_words, attested), "N=R",  \
		    "a manual item's result: \"Docs reviewed=pass\" or =fail"  \
	}

/* What is wrong with the words, before anything is measured or read. */
int judging_check(const struct judging_words *words, struct err *err);

/* Was something to compare with named? */
bool judging_is_asked(const struct judging_words *words);

/*
 * -1 when a baseline is named that is not there, for the run that is to be
 * made: before anything is measured.
 */
int judging_find(const struct workspace *workspace,
    const struct judging_words *words, const struct record_run *run,
    struct err *err);

/*
 * Judges a run that was read and analysed. -1: a named baseline is not there,
 * a suite or an attestation is wrong; *status is the exit status due.
 */
int judging_apply(struct loaded *loaded, const struct workspace *workspace,
    const struct judging_words *words, int *status, struct err *err);

void judging_release(struct judging_words *words);

/* A run by its name, read and judged. */
struct judged_run {
	struct workspace workspace;
	struct buf path; /* of its file */
	struct loaded loaded;
};

/* run NULL: the newest. As judging_apply; release it whatever is said. */
int judged_run_read(struct judged_run *judged, const char *run,
    const struct analyze_options *analysis, const struct judging_words *words,
    int *status, struct err *err);

void judged_run_release(struct judged_run *judged);

#endif
