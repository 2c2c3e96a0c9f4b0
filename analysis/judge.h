/*
 * Judging: a result compared with a baseline and held against its policy.
 *
 * In this order: comparisons of every metric (baseline.h), Benjamini and
 * Hochberg over the judged ones, verdicts and levels (verdict.h), means and
 * the machine's shift, budgets and claims (target.h), gates (gates.h), counts,
 * notes, and the verdict of the run. A pure function: no clock, no disk.
 */
#ifndef ANALYSIS_JUDGE_H
#define ANALYSIS_JUDGE_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/history.h"
#include "analysis/result.h"
#include "analysis/series.h"

struct err;

struct judge_options {
	/* A finished run to compare with; NULL: none. */
	const struct series *baseline;
	bool is_baseline_named;    /* by the user: it is the centre */
	const char *baseline_name; /* as the user named it; NULL */
	/* What the user named, and no run is; another was taken. NULL. */
	const char *baseline_missing;
	const struct history *history; /* NULL: none */
	const char *policy;            /* JSON in place of the run's; NULL */
	const char *policy_origin;     /* what that came from, for the report */
	const char *fail_on; /* "warning", "never" …; NULL: as the gates say */
	bool is_strict;      /* unknown and inconclusive fail */
	bool is_forced;      /* another machine is judged all the same */
	/* A filter chose the cases: those only the baseline has are not gone.
	 */
	bool is_part;
	/* A judged run of two trees that decides in its place; NULL: none. */
	const struct result *confirmed;
	/*
	 * Metrics that changed in accepted steps, each once, those of a case
	 * together. A regression is accepted unless more came: what is left
	 * without those steps, as a logarithm, is rest, if the baseline is
	 * where the first of them begins, else rest more than the change.
	 * NAN: there is no ratio. With over, the last day on which it held,
	 * nothing is accepted any more.
	 */
	const struct judge_accepted {
		const char *case_id, *metric, *reason, *over;
		double rest;
		bool is_from_baseline;
		size_t steps; /* apart from each other */
	} * accepted;
	size_t accepted_count;
	/* Manual items: name -> "pass" or "fail". */
	const struct pair *attested;
	size_t attested_count;
};

/*
 * Fills in what analyze left open. series is the run that result was made of.
 * -1: the policy cannot be read, and err says where.
 */
int judge(const struct series *series, const struct judge_options *options,
    struct result *result, struct err *err);

#endif
