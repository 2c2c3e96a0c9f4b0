#include "analysis/judge_notes.h"

#include <math.h>

#include "analysis/archive_noise.h"
#include "analysis/sentence.h"
#include "analysis/vanished.h"

enum { VANISHED_NAMES = 8 };

struct notes {
	struct result *result;
	VEC(struct result_note) items;
};

static void
add(struct notes *notes, enum note_level level, const char *case_id,
    const char *text, const char *advice)
{
	struct result_note note = {level, case_id, text, advice};

	vec_push(&notes->items, note);
}

static void
note_shift(struct notes *notes)
{
	const struct machine_shift *shift = &notes->result->shift;
	struct arena *arena = &notes->result->arena;

	if (!shift->exists)
		return;
	add(notes, NOTE_WARNING, NULL,
	    arena_printf(arena,
		"Nearly everything moved: %s of %s, half of them by more "
		"than %s. That is the machine, the toolchain or code that "
		"all of them share.",
		sentence_name(arena, shift->metric),
		sentence_count(arena, shift->cases, "case", "cases"),
		sentence_change(
		    arena, exp(shift->shift), &(struct interval){0})),
	    "Measure base and candidate interleaved on this machine: "
	    "perfolio check --confirm --against DIR.");
}

/* One that need not be there, and is not. */
static void
note_baseline(const struct judge_options *options, struct notes *notes)
{
	struct arena *arena = &notes->result->arena;
	const char *instead =
	    options->history != NULL || options->baseline != NULL
		? "earlier runs were taken in its place"
		: "there is nothing to compare with";

	if (options->baseline_missing != NULL)
		add(notes, NOTE_WARNING, NULL,
		    arena_printf(arena,
			"No run of \"%s\" was found to compare with: %s.",
			sentence_name(arena, options->baseline_missing),
			instead),
		    NULL);
}

static void
note_machine(const struct judge_options *options, struct notes *notes)
{
	if (!notes->result->is_other_machine)
		return;
	if (options->is_forced)
		add(notes, NOTE_WARNING, NULL,
		    "The baseline was measured on another machine, and is "
		    "judged all the same because of --force.",
		    NULL);
	else
		add(notes, NOTE_WARNING, NULL,
		    "The baseline was measured on another machine: changes "
		    "are shown, and none is judged.",
		    "Take a baseline of this machine, or say --force if both "
		    "are alike.");
}

static void
note_environment(struct notes *notes)
{
	const struct result *result = notes->result;
	struct arena *arena = &notes->result->arena;
	size_t i, count = result->environment_difference_count;
	const char **names;

	if (count == 0)
		return;
	names = arena_alloc(arena, count * sizeof *names);
	for (i = 0; i < count; i++)
		names[i] = sentence_name(
		    arena, result->environment_differences[i].name);
	add(notes, NOTE_INFO, NULL,
	    arena_printf(arena,
		"The environment is not the baseline's: %s changed.",
		sentence_list(arena, names, count)),
	    NULL);
}

/* How many judged comparisons rest on assumptions instead of an archive. */
static size_t
count_assumed(const struct result *result, bool is_single)
{
	const struct comparison *comparison;
	const struct result_case *item;
	size_t i, j, count = 0;

	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		for (j = 0; j < item->metric_count; j++) {
			comparison = item->metrics[j].comparison;
			if (comparison == NULL || comparison->reason != NULL ||
			    !item->metrics[j].is_judged)
				continue;
			count += comparison->rule ==
				 (is_single ? COMPARISON_SINGLE
					    : COMPARISON_LAUNCHES);
		}
	}
	return count;
}

static void
note_archive(struct notes *notes)
{
	struct arena *arena = &notes->result->arena;
	size_t launches = count_assumed(notes->result, false);
	size_t singles = count_assumed(notes->result, true);

	if (launches > 0)
		add(notes, NOTE_INFO, NULL,
		    arena_printf(arena,
			"No archive: there are fewer than %d earlier runs of "
			"this line, so what differs from run to run was taken "
			"to be 1 %%.",
			ARCHIVE_NOISE_MIN),
		    "Keep the run files: from five runs on their own spread "
		    "is used.");
	if (singles > 0)
		add(notes, NOTE_WARNING, NULL,
		    arena_printf(arena,
			"%s with one launch on a side: what differs from "
			"launch to launch was taken to be 3 %%.",
			sentence_count(
			    arena, singles, "comparison", "comparisons")),
		    "Measure with several launches.");
}

static bool
is_gone(const struct result_case *item)
{
	return item->status == CASE_STATUS_MISSING && item->message != NULL &&
	       item->metric_count == 0;
}

static bool
is_added(const struct result_case *item)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (item->metrics[i].comparison != NULL)
			return item->metrics[i].comparison->reason != NULL &&
			       strcmp(item->metrics[i].comparison->reason,
				   "no-baseline-case") == 0;
	return false;
}

static bool
is_bimodal(const struct result_case *item)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (item->metrics[i].is_judged &&
		    item->metrics[i].comparison != NULL &&
		    item->metrics[i].comparison->is_bimodal)
			return true;
	return false;
}

static void
note_cases(struct notes *notes, bool (*is_meant)(const struct result_case *),
    enum note_level level, const char *what, const char *advice)
{
	struct result *result = notes->result;
	struct arena *arena = &result->arena;
	const char **names;
	size_t i, count = 0;

	names = arena_alloc(arena, (result->case_count + 1) * sizeof *names);
	for (i = 0; i < result->case_count; i++)
		if (is_meant(&result->cases[i]))
			names[count++] =
			    sentence_name(arena, result->cases[i].id);
	if (count > 0)
		add(notes, level, NULL,
		    arena_printf(arena, "%s %s: %s.",
			sentence_count(arena, count, "case", "cases"), what,
			sentence_list(arena, names, count)),
		    advice);
}

static const struct result_metric *
implausible_metric(const struct result_case *item)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (item->metrics[i].is_judged &&
		    item->metrics[i].comparison != NULL &&
		    item->metrics[i].comparison->is_implausible)
			return &item->metrics[i];
	return NULL;
}

static void
note_implausible(struct notes *notes)
{
	struct result *result = notes->result;
	struct arena *arena = &result->arena;
	const struct result_metric *metric;
	size_t i, count = 0;

	for (i = 0; i < result->case_count; i++) {
		metric = implausible_metric(&result->cases[i]);
		if (metric == NULL || count++ >= JUDGE_NOTES_CASES)
			continue;
		add(notes, NOTE_WARNING, result->cases[i].id,
		    arena_printf(arena,
			"%s changed by %s, and as many launches succeed.",
			sentence_name(arena, metric->metric.name),
			sentence_change(arena, metric->comparison->ratio,
			    &metric->comparison->ratio_interval)),
		    "Check that it still does the work: what changes that "
		    "much is often a benchmark that broke.");
	}
	if (count > JUDGE_NOTES_CASES)
		add(notes, NOTE_WARNING, NULL,
		    arena_printf(arena,
			"%s more changed by half or double, and as many "
			"launches succeed.",
			sentence_count(
			    arena, count - JUDGE_NOTES_CASES, "case", "cases")),
		    NULL);
}

/* Their cases pass all the same: what is not there cannot be worse. */
static void
note_vanished(const struct judge_options *options, struct notes *notes)
{
	struct result *result = notes->result;
	struct arena *arena = &result->arena;
	const char *names[VANISHED_NAMES];
	size_t i, j, found, count = 0;

	for (i = 0; i < result->case_count; i++) {
		found = vanished_metrics(options->baseline, &result->cases[i],
		    names, VANISHED_NAMES);
		if (found == 0 || count++ >= JUDGE_NOTES_CASES)
			continue;
		found = found < VANISHED_NAMES ? found : VANISHED_NAMES;
		for (j = 0; j < found; j++)
			names[j] = sentence_name(arena, names[j]);
		add(notes, NOTE_WARNING, result->cases[i].id,
		    arena_printf(arena,
			"Not measured any more: %s. The baseline has %s.",
			sentence_list(arena, names, found),
			found == 1 ? "it" : "them"),
		    "See what extract finds in the output, or take a baseline "
		    "without it.");
	}
	if (count > JUDGE_NOTES_CASES)
		add(notes, NOTE_WARNING, NULL,
		    arena_printf(arena,
			"%s more lack a metric that the baseline has.",
			sentence_count(
			    arena, count - JUDGE_NOTES_CASES, "case", "cases")),
		    NULL);
}

static void
note_lapsed(struct notes *notes)
{
	struct result *result = notes->result;
	const struct result_case *item;
	const struct comparison *comparison;
	size_t i, j;

	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		for (j = 0; j < item->metric_count; j++) {
			comparison = item->metrics[j].comparison;
			if (comparison == NULL || comparison->lapsed == NULL)
				continue;
			add(notes, NOTE_WARNING, item->id,
			    arena_printf(&result->arena,
				"A change of %s was %s.",
				sentence_name(&result->arena,
				    item->metrics[j].metric.name),
				comparison->lapsed),
			    "perfolio trend shows where it came from.");
		}
	}
}

static void
note_policy(const struct judge_options *options, struct notes *notes)
{
	struct arena *arena = &notes->result->arena;

	if (options->policy == NULL)
		return;
	add(notes, NOTE_INFO, NULL,
	    options->policy_origin == NULL
		? "Judged by another policy than the run's own."
		: arena_printf(arena,
		      "Judged by the policy of %s, not by the run's own.",
		      sentence_name(arena, options->policy_origin)),
	    NULL);
}

/* shift is how many notes come before those that were there. */
static void
join(struct notes *notes, size_t shift)
{
	struct result *result = notes->result;
	size_t bytes = sizeof *result->notes;
	struct result_note *all;

	if (notes->items.count == 0)
		return;
	all = arena_alloc(
	    &result->arena, (result->note_count + notes->items.count) * bytes);
	memcpy(all, notes->items.items, shift * bytes);
	if (result->note_count > 0)
		memcpy(all + shift, result->notes, result->note_count * bytes);
	memcpy(all + shift + result->note_count, notes->items.items + shift,
	    (notes->items.count - shift) * bytes);
	result->notes = all;
	result->note_count += notes->items.count;
}

void
judge_notes(const struct judge_options *options, struct result *result)
{
	struct notes notes = {.result = result};
	size_t shift;

	note_shift(&notes);
	shift = notes.items.count;
	note_baseline(options, &notes);
	note_machine(options, &notes);
	note_environment(&notes);
	note_archive(&notes);
	note_cases(&notes, is_gone, NOTE_WARNING,
	    "of the baseline not in this run",
	    "Measure them, or take a baseline without them.");
	if (options->baseline != NULL)
		note_cases(
		    &notes, is_added, NOTE_INFO, "not in the baseline", NULL);
	note_cases(&notes, is_bimodal, NOTE_INFO,
	    "whose history jumps between two levels, compared as if all runs "
	    "were at the nearer",
	    "Find what switches it: where memory lies, which core it runs on, "
	    "what is in a cache.");
	note_implausible(&notes);
	note_vanished(options, &notes);
	note_lapsed(&notes);
	note_policy(options, &notes);
	join(&notes, shift);
	vec_free(&notes.items);
}
