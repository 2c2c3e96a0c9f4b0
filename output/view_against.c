#include <inttypes.h>
#include <string.h>

#include "analysis/archive_noise.h"
#include "analysis/sentence.h"
#include "base/buf.h"
#include "output/view_parts.h"

enum {
	COMMIT_DIGITS = 12,
	DIFFERENCES = 3, /* that are named */
	VALUE_CHARACTERS = 60
};

/* Judged comparisons with another run, by what they are with. */
struct tally {
	size_t archive, run; /* a centre of earlier runs; one of them */
	uint64_t sessions;   /* the most that a centre rests on */
};

bool
view_is_of_archive(const struct comparison *comparison)
{
	return comparison->rule == COMPARISON_ARCHIVE &&
	       comparison->base_launches == 0;
}

bool
view_is_confirmed(const struct result *result, const struct result_case *item,
    const struct comparison *comparison)
{
	return result->run.against == NULL && comparison->case_id != NULL &&
	       strcmp(comparison->case_id, item->id) != 0;
}

static struct tally
count(const struct result *result)
{
	const struct result_case *item;
	const struct comparison *of;
	struct tally tally = {0};
	size_t i, j;

	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		for (j = 0; j < item->metric_count; j++) {
			of = item->metrics[j].comparison;
			if (of == NULL || !item->metrics[j].is_judged ||
			    of->rule == COMPARISON_NO_RULE ||
			    view_is_confirmed(result, item, of))
				continue;
			if (!view_is_of_archive(of)) {
				tally.run++;
				continue;
			}
			tally.archive++;
			if (of->sessions > tally.sessions)
				tally.sessions = of->sessions;
		}
	}
	return tally;
}

const char *
view_other_name(const struct result *result)
{
	struct tally tally = count(result);

	if (tally.archive > 0 ||
	    (result->baseline == NULL && result->history_count > 0))
		return "the earlier runs";
	if (result->baseline == NULL && result->run.against != NULL)
		return "the base";
	return "the baseline";
}

/* ", commit 0f3c1a9d5be2 (main), of 2026-11-20 18:12 UTC". */
static void
add_run(struct buf *out, const struct record_run *run)
{
	if (run->version != NULL)
		buf_addf(out, ", version %s", run->version);
	if (run->vcs_commit != NULL)
		buf_addf(out, ", commit %.*s", COMMIT_DIGITS, run->vcs_commit);
	if (run->vcs_commit != NULL && run->vcs_branch != NULL)
		buf_addf(out, " (%s)", run->vcs_branch);
	if (run->started != NULL && strlen(run->started) >= 16)
		buf_addf(out, ", of %.10s %.5s UTC", run->started,
		    run->started + 11);
}

static const char *
id_of(const struct record_run *run)
{
	return run->id == NULL ? "without an id" : run->id;
}

/* Rule A without a named baseline: the centre is no single run. */
static void
add_archive(
    struct buf *out, const struct result *result, const struct tally *tally)
{
	const struct record_run *run = result->baseline;
	const char *newest = result->history_count == 0
				 ? NULL
				 : result->history[result->history_count - 1];
	uint64_t used = tally->sessions < ARCHIVE_CENTER_MAX
			    ? tally->sessions
			    : ARCHIVE_CENTER_MAX;
	bool is_newest = run != NULL && run->id != NULL && newest != NULL &&
			 strcmp(run->id, newest) == 0;

	buf_addf(out,
	    "Compared with the median of the newest %" PRIu64 " of %zu earlier "
	    "runs",
	    used, result->history_count);
	if (newest != NULL) {
		buf_addf(out, " (newest: run %s", newest);
		if (is_newest)
			add_run(out, run);
		buf_add_char(out, ')');
	}
	if (tally->run == 0 || run == NULL)
		return;
	buf_addf(out, "; %zu of %zu comparisons with ", tally->run,
	    tally->run + tally->archive);
	if (is_newest) {
		buf_add_string(out, "the newest alone");
	} else {
		buf_addf(out, "run %s", id_of(run));
		add_run(out, run);
		buf_add_string(out, " alone");
	}
}

static void
add_compared(struct buf *out, const struct result *result)
{
	const struct record_run *run = result->baseline;
	struct tally tally = count(result);

	if (tally.archive > 0) {
		add_archive(out, result, &tally);
	} else if (run != NULL) {
		buf_addf(out, "Compared with run %s", id_of(run));
		add_run(out, run);
		/* Fewer say nothing of the spread: rule A needs five. */
		if (result->history_count >= ARCHIVE_NOISE_MIN)
			buf_addf(out, ", and the spread of %zu earlier runs",
			    result->history_count);
	} else if (result->history_count > 0) {
		buf_addf(out,
		    "Not compared: of the %zu run%s before it none measured "
		    "the whole suite, or its file is gone",
		    result->history_count,
		    result->history_count == 1 ? "" : "s");
	} else if (result->run.against != NULL) {
		buf_addf(out,
		    "Compared with the tree in %s, measured in "
		    "turns with this one",
		    result->run.against);
	} else {
		return;
	}
	buf_add_char(out, '.');
	if (result->is_other_machine)
		buf_add_string(out, " That was another machine.");
}

/*
 * "2 cases (a and b) were measured again in 10 rounds, side by side with
 * ../base: run ID."
 */
static void
add_confirmation(struct buf *out, const struct confirmation *of)
{
	struct arena arena = {0};

	if (of == NULL || of->case_count == 0)
		return;
	buf_addf(out,
	    "%s%s (%s) %s measured again in %" PRIu64 " round%s, side by side "
	    "with %s: run %s.",
	    out->length > 0 ? " " : "",
	    sentence_count(&arena, of->case_count, "case", "cases"),
	    sentence_list(&arena, of->cases, of->case_count),
	    of->case_count == 1 ? "was" : "were", of->rounds,
	    of->rounds == 1 ? "" : "s",
	    of->against == NULL ? "the base" : of->against,
	    of->run == NULL ? "without an id" : of->run);
	arena_release(&arena);
}

static void
add_value(struct buf *out, const char *value)
{
	struct arena arena = {0};

	if (value == NULL)
		buf_add_string(out, "not known");
	else
		wording_cut(out, wording_line(value, &arena), VALUE_CHARACTERS);
	arena_release(&arena);
}

/*
 * "The environment is not the baseline's: Kernel (6.2 against 6.1), and 2
 * more."
 */
static void
add_differences(struct buf *out, const struct result *result)
{
	size_t all = result->environment_difference_count, i;
	const struct fact_difference *of;
	struct arena arena = {0};

	if (all == 0)
		return;
	buf_addf(out, "The %s is not the baseline's: ",
	    result->is_other_machine ? "machine" : "environment");
	for (i = 0; i < all && i < DIFFERENCES; i++) {
		of = &result->environment_differences[i];
		buf_addf(out, "%s%s (", i == 0 ? "" : ", ",
		    wording_label(of->name, &arena));
		add_value(out, of->here);
		buf_add_string(out, " against ");
		add_value(out, of->base);
		buf_add_char(out, ')');
	}
	if (all > DIFFERENCES)
		buf_addf(out, ", and %zu more", all - DIFFERENCES);
	buf_add_char(out, '.');
	arena_release(&arena);
}

static void
add_policy(struct buf *out, const struct result *result)
{
	struct arena arena = {0};
	size_t i;

	for (i = 0; i + 1 < result->judged_with_count; i++)
		if (strcmp(result->judged_with[i], "--suite") == 0)
			buf_addf(out,
			    "%sJudged by the policy of %s, not by the run's "
			    "own.",
			    out->length > 0 ? " " : "",
			    sentence_name(&arena, result->judged_with[i + 1]));
	arena_release(&arena);
}

static const char *
taken(struct view *view, struct buf *out)
{
	const char *text = NULL;

	if (out->length > 0)
		text = wording_line(
		    arena_strndup(&view->arena, out->text, out->length),
		    &view->arena);
	buf_release(out);
	return text;
}

void
view_add_against(struct view *view, const struct result *result)
{
	struct buf out = {0};

	add_compared(&out, result);
	add_confirmation(&out, result->confirmation);
	view->against = taken(view, &out);
	add_differences(&out, result);
	add_policy(&out, result);
	view->terms = taken(view, &out);
}
