/*
 * One case against another in one metric, or against the same case of another
 * run, and what is said of it. Formulas: analysis/compare.h,
 * analysis/baseline.h, analysis/verdict.h.
 */
#ifndef ANALYSIS_COMPARISON_H
#define ANALYSIS_COMPARISON_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/effect.h"
#include "analysis/estimate.h"

/* How a ratio came about. */
enum comparison_rule {
	COMPARISON_NO_RULE,  /* NULL: nothing was compared */
	COMPARISON_PAIRED,   /* "paired": statistics, rule D */
	COMPARISON_EXACT,    /* "exact": a count that repeats */
	COMPARISON_SHARES,   /* "shares": of launches that succeeded */
	COMPARISON_ARCHIVE,  /* "A": against the spread of earlier runs */
	COMPARISON_LAUNCHES, /* "B": launches of two runs */
	COMPARISON_SINGLE,   /* "C": a side with one launch */
	COMPARISON_RULES     /* how many */
};

/* "paired"; NULL for COMPARISON_NO_RULE. */
const char *comparison_rule_text(enum comparison_rule rule);

enum verdict {
	VERDICT_NONE, /* not judged */
	VERDICT_REGRESSION,
	VERDICT_IMPROVEMENT,
	VERDICT_UNCHANGED,
	VERDICT_INCONCLUSIVE,
	VERDICT_INSUFFICIENT_DATA, /* "insufficient-data" */
	VERDICT_NEW_NONZERO,       /* "new-nonzero": 0 before */
	VERDICT_COUNT
};

/* "regression"; NULL for VERDICT_NONE. */
const char *verdict_text(enum verdict verdict);

enum level { LEVEL_NONE, LEVEL_WARNING, LEVEL_CRITICAL, LEVEL_BLOCKER };

/* "none", "warning", … */
const char *level_text(enum level level);

struct comparison {
	const char *case_id; /* what it is compared with */
	enum comparison_rule rule;
	uint64_t pairs; /* rounds in which both gave a value; rule D */
	/* That count, of this side and the other; 0: not known. */
	uint64_t launches, base_launches;
	uint64_t sessions; /* earlier runs that rule A rests on; else 0 */
	/* Medians of the launch medians, base unit; NAN: not known. */
	double center, base_center;
	bool is_zero, is_base_zero; /* every sample is 0 */
	/*
	 * NULL, or why there is no ratio: a word of compare.h or baseline.h.
	 * With "not-positive" there is a difference of the centres instead, in
	 * the base unit; without a reason it does not exist.
	 */
	const char *reason;
	struct estimate difference;
	struct interval difference_interval;
	/* The rest but for the verdict only without a reason. This over that.
	 */
	double ratio;
	struct interval ratio_interval;
	/* Ends of the one-sided 95 % intervals of the ratio. */
	double ratio_lower, ratio_upper;
	double p; /* two-sided, of no difference; NAN: not known */
	double q; /* p among all that are judged; NAN: not known */
	/*
	 * √V and its degrees of freedom, of the logarithm; NAN: there is none.
	 * Where ranks decide: half the interval by the t of these degrees.
	 */
	double error, df; /* df NAN: normal, or no error */
	/*
	 * Standard deviations of one launch's logarithm and of one session's,
	 * measured or assumed; NAN: not known, 0: there are none.
	 */
	double run_sigma, session_sigma;
	/* The least change that would have been seen 4 times in 5; NAN. */
	double detectable;
	/*
	 * Launches a side that would show the minor change if both sides were
	 * interleaved; 0: not known, or no number would.
	 */
	uint64_t launches_needed;
	enum verdict verdict;
	/*
	 * NULL, or what decided the verdict whatever the numbers say:
	 * "other-machine", or reason's word.
	 */
	const char *verdict_reason;
	enum level level;
	/*
	 * The estimate is at that level, its lower end is not: it needs
	 * confirmation and never fails a gate. level is LEVEL_NONE then.
	 */
	enum level suspected;
	/*
	 * NULL, or why a regression was accepted: it stays visible and fails
	 * no gate.
	 */
	const char *accepted;
	/*
	 * NULL, or why what was accepted is judged again: "accepted
	 * (signatures), but 2× came besides", or "accepted until …, and is
	 * judged again".
	 */
	const char *lapsed;
	bool is_single_run; /* rule C */
	bool is_bimodal; /* rule A: with the nearer of a history's two levels */
	bool is_implausible; /* doubled or halved: does it still do the work? */
};

/*
 * No numbers yet: all that is not known is NAN, and reason says why there is
 * no ratio. A zeroed struct is valid too where reason is set.
 */
struct comparison comparison_none(const char *case_id, const char *reason);

/*
 * Sets the ratio, its ends and p from an effect; reason is insufficient-data if
 * that leaves the range of numbers.
 */
void comparison_set(struct comparison *comparison, const struct effect *effect);

/* The effect of a comparison without a reason; p is q where it is known. */
struct effect comparison_effect(const struct comparison *comparison);

/* Has the ratio doubled or halved? */
bool comparison_is_large(const struct comparison *comparison);

#endif
