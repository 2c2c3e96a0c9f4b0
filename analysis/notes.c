#include "analysis/notes.h"

#include <inttypes.h>
#include <math.h>

#include "analysis/disturbance.h"

/* Notes as they come. */
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
note_cut_short(const struct series *series, struct notes *notes)
{
	struct result *result = notes->result;
	size_t i, without_outcome = 0;

	if (series->is_finished)
		return;
	for (i = 0; i < result->case_count; i++)
		without_outcome += result->cases[i].is_cut_short;
	add(notes, NOTE_WARNING, NULL,
	    arena_printf(&result->arena,
		"The run was cut short: %zu of %zu cases did not come to "
		"their end.",
		without_outcome, result->case_count),
	    "Finish it with --resume, or measure again.");
}

static void
note_resumed(const struct series *series, struct notes *notes)
{
	struct arena *arena = &notes->result->arena;

	if (series->resumed == 0)
		return;
	add(notes, NOTE_INFO, NULL,
	    arena_printf(arena, "The run was interrupted and resumed %s.",
		series->resumed == 1
		    ? "once"
		    : arena_printf(arena, "%zu times", series->resumed)),
	    NULL);
}

static void
note_failed_launches(struct notes *notes)
{
	struct result *result = notes->result;
	uint64_t failed = 0;
	size_t i;

	for (i = 0; i < result->case_count; i++)
		if (result->cases[i].status == CASE_STATUS_OK)
			failed += result->cases[i].failed;
	if (failed == 0)
		return;
	add(notes, NOTE_WARNING, NULL,
	    arena_printf(&result->arena,
		"%" PRIu64
		" %s of cases that are ok failed and gave no sample.",
		failed, failed == 1 ? "launch" : "launches"),
	    "Find out why: what fails now and then may be slow now and then.");
}

/* "7.3" or "63": a number of percent. */
static const char *
percent(struct arena *arena, double share)
{
	return arena_printf(
	    arena, fabs(share) < 0.0995 ? "%.1f" : "%.0f", 100 * share);
}

static const char *
rounds(struct arena *arena, const struct disturbance *worst)
{
	if (worst->first_round == worst->last_round)
		return arena_printf(
		    arena, "During round %" PRIu64, worst->last_round);
	return arena_printf(arena, "During rounds %" PRIu64 "–%" PRIu64,
	    worst->first_round, worst->last_round);
}

static const char *
disturbance_text(struct arena *arena, enum disturbance_kind kind,
    const struct disturbance *worst)
{
	static const char *const texts[DISTURBANCE_KINDS][2] = {
	    [DISTURBANCE_OTHERS] = {"other programs used",
		"% of the processors"},
	    [DISTURBANCE_STOLEN] = {"the hypervisor took",
		"% of the processors' time"},
	    [DISTURBANCE_STORAGE] = {"something waited for storage",
		"% of the time"},
	    [DISTURBANCE_MEMORY] = {"something waited for memory",
		"% of the time"},
	};
	const char *when = rounds(arena, worst);

	if (kind == DISTURBANCE_HEAT)
		return arena_printf(arena,
		    "%s heat slowed a processor down %.0f %s", when,
		    worst->amount, worst->amount == 1 ? "time" : "times");
	return arena_printf(arena, "%s %s %s %s", when, texts[kind][0],
	    percent(arena, worst->amount), texts[kind][1]);
}

static void
note_disturbances(const struct series *series, struct notes *notes)
{
	static const char *const advices[DISTURBANCE_KINDS] = {
	    [DISTURBANCE_OTHERS] = "Measure on a quiet machine; the "
				   "interleaved order spreads this over all "
				   "cases.",
	    [DISTURBANCE_STOLEN] = "Other machines on this host want its "
				   "processors. Measure at another time, or "
				   "where nothing is shared.",
	    [DISTURBANCE_HEAT] = "Cool the machine, or set a clock that it "
				 "can hold.",
	    [DISTURBANCE_STORAGE] = "Unless the cases read and write that "
				    "much themselves, find out who does.",
	    [DISTURBANCE_MEMORY] = "Memory is short: close other programs, "
				   "or measure where there is more.",
	};
	struct arena *arena = &notes->result->arena;
	struct disturbance worst;
	const char *text, *more;
	enum disturbance_kind kind;

	for (kind = 0; kind < DISTURBANCE_KINDS; kind++) {
		if (!disturbance_find(kind, series->systems.items,
			series->systems.count, &worst))
			continue;
		more = "";
		if (worst.stretches > 1)
			more = arena_printf(arena,
			    ", the worst of %" PRIu64 " such stretches",
			    worst.stretches);
		text = disturbance_text(arena, kind, &worst);
		add(notes, NOTE_WARNING, NULL,
		    arena_printf(arena, "%s%s.", text, more), advices[kind]);
	}
}

static const char *
drift_text(
    struct arena *arena, const struct summary *summary, struct estimate drift)
{
	double change = drift.value;
	const char *sign = change < 0 ? "" : "+";

	if (!drift.exists)
		return "Its launches were still warming up when they ended.";
	if (summary->launches > 1)
		return arena_printf(arena,
		    "It drifted by %s%s %% over the run's %" PRIu64
		    " launches.",
		    sign, percent(arena, change), summary->launches);
	return arena_printf(arena,
	    "It drifted by %s%s %% over the %" PRIu64 " samples of its launch.",
	    sign, percent(arena, change), summary->n);
}

/* The case's time if it is not steady, else NULL; index is its place. */
static const struct result_metric *
unsteady_time(const struct result_case *item, size_t *index)
{
	const struct result_metric *metric;

	for (*index = 0; *index < item->metric_count; ++*index) {
		metric = &item->metrics[*index];
		if ((metric->flags & RESULT_FLAG_NOT_STEADY) != 0 &&
		    strcmp(metric->metric.name, "time") == 0)
			return metric;
	}
	return NULL;
}

static void
note_drifts(const struct series *series, struct describe_desk *desk,
    struct notes *notes)
{
	struct result *result = notes->result;
	const struct result_metric *metric;
	struct estimate drift;
	size_t i, index, count = 0;

	for (i = 0; i < result->case_count; i++) {
		metric = unsteady_time(&result->cases[i], &index);
		if (metric == NULL || count++ >= NOTES_DRIFTS)
			continue;
		drift = describe_drift(
		    desk, &series->cases.items[i].metrics.items[index], metric);
		add(notes, NOTE_WARNING, result->cases[i].id,
		    drift_text(&result->arena, &metric->summary, drift),
		    "Something changed while it was measured: heat, a cache "
		    "that fills, other work. Look at the samples in order of "
		    "time.");
	}
	if (count <= NOTES_DRIFTS)
		return;
	count -= NOTES_DRIFTS;
	add(notes, NOTE_WARNING, NULL,
	    arena_printf(&result->arena, "%zu more %s drifted during the run.",
		count, count == 1 ? "case" : "cases"),
	    NULL);
}

static void
note_own(const struct series *series, struct pool *pool, struct notes *notes)
{
	const struct record_note *note;
	size_t i;

	for (i = 0; i < series->notes.count; i++) {
		note = &series->notes.items[i];
		add(notes, note->level, pool_keep(pool, note->case_id),
		    arena_strdup(pool->arena, note->text),
		    arena_strdup(pool->arena, note->advice));
	}
}

void
notes_build(const struct series *series, struct describe_desk *desk,
    struct pool *pool, struct result *result)
{
	struct notes notes = {.result = result};

	note_own(series, pool, &notes);
	note_cut_short(series, &notes);
	note_resumed(series, &notes);
	note_failed_launches(&notes);
	note_disturbances(series, &notes);
	note_drifts(series, desk, &notes);
	result->note_count = notes.items.count;
	result->notes = arena_alloc(
	    &result->arena, notes.items.count * sizeof *result->notes);
	if (notes.items.count > 0)
		memcpy(result->notes, notes.items.items,
		    notes.items.count * sizeof *result->notes);
	vec_free(&notes.items);
}
