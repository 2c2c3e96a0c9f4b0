#include "collector/collect_notes.h"

#include <errno.h>
#include <string.h>

#include "base/buf.h"
#include "collector/measure.h"

int
collect_note(struct collect *collect, const char *case_id, const char *text,
    const char *advice, struct err *err)
{
	struct record_note note = {NOTE_WARNING, case_id, text, advice};

	return sink_put_note(collect->sink, &note, err);
}

/*
 * What it left behind was ended; a case that does so always is said once.
 * What a timeout cut off was still at work, not left behind.
 */
static int
note_leftovers(struct collect *collect, size_t index, struct err *err)
{
	const struct trial *trial = &collect->trial;
	struct collect_case *state = &collect->cases[index];
	const char *id = collect->plan->cases[index].record.id;

	if (trial->leftovers == 0 || state->has_leftovers ||
	    (trial->leftovers > 0 && !trial->is_success &&
		trial->failure == CASE_STATUS_TIMEOUT))
		return 0;
	state->has_leftovers = true;
	if (trial->leftovers < 0)
		return collect_note(collect, id,
		    "A process it left behind cannot be ended.",
		    "Look for a process in state D; restart the machine if "
		    "it stays.",
		    err);
	return collect_note(collect, id,
	    "It left processes running after its end; they were ended.",
	    "Make the command wait for what it starts, or their work is "
	    "not measured.",
	    err);
}

static const char *
counter_advice(int code)
{
	switch (code) {
	case EACCES:
	case EPERM:
		return "The kernel does not grant them to this user: set "
		       "kernel.perf_event_paranoid to 2 or lower.";
	case EBUSY:
		return "The processor counts fewer events at once: ask for "
		       "fewer of them.";
	default:
		return "This machine has none of them, as is common in "
		       "virtual machines and containers; measure on one that "
		       "has.";
	}
}

static void
add_name(struct buf *names, const char *name)
{
	if (names->length > 0)
		buf_add_string(names, ", ");
	buf_add_string(names, name);
}

/* Said once each: which hardware counters there are and which are not. */
static int
note_counters(struct collect *collect, size_t index, struct err *err)
{
	static const char *const names[] = {"instructions", "cycles",
	    "branches", "branch_misses", "cache_references", "cache_misses"};
	const struct plan_case *of = &collect->plan->cases[index];
	struct buf missing = {0}, there = {0};
	unsigned i, bit, asked = 0;
	int result = 0;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		bit = 1u << (LAUNCH_INSTRUCTIONS + i);
		if ((of->extras & bit) == 0 ||
		    (collect->counters_noted & bit) != 0)
			continue;
		asked |= bit;
		add_name(
		    (collect->trial.use.has & bit) != 0 ? &there : &missing,
		    names[i]);
	}
	if (!collect->trial.is_success || missing.length + there.length == 0)
		goto out;
	collect->counters_noted |= asked;
	if (missing.length > 0)
		result = collect_note(collect, NULL,
		    arena_printf(&collect->arena,
			"Not available: %s. Counters that were: %s.",
			missing.text, there.length > 0 ? there.text : "none"),
		    counter_advice(collect->trial.counter_error), err);
	else
		result = sink_put_note(collect->sink,
		    &(struct record_note){NOTE_INFO, NULL,
			arena_printf(&collect->arena,
			    "Hardware counters available: %s.", there.text),
			NULL},
		    err);
out:
	buf_release(&missing);
	buf_release(&there);
	return result;
}

int
collect_note_launch(struct collect *collect, size_t index, struct err *err)
{
	if (note_leftovers(collect, index, err) < 0)
		return -1;
	return note_counters(collect, index, err);
}

static int
note_gap(struct collect *collect, size_t index, size_t gap_index,
    const char *metric, struct err *err)
{
	const struct trial_memory *memory = &collect->cases[index].memory;
	const struct trial_gap *gap = &memory->gaps[gap_index];

	if (gap->launches == 0)
		return 0;
	return collect_note(collect, collect->plan->cases[index].record.id,
	    arena_printf(&collect->arena,
		"%s has no value in %llu of %llu launches: %.300s.", metric,
		(unsigned long long)gap->launches,
		(unsigned long long)memory->tried, gap->reason),
	    "Compare what the command says with the suite's extract or "
	    "measure.",
	    err);
}

int
collect_note_end(struct collect *collect, size_t index, struct err *err)
{
	const struct plan_case *of = &collect->plan->cases[index];
	const struct trial_memory *memory = &collect->cases[index].memory;
	size_t i;

	if (memory->was_kept_in_cache &&
	    collect_note(collect, of->record.id,
		"Its cold_files could not all be dropped from the page cache: "
		"these starts were not cold.",
		"A file system in memory cannot be dropped, nor pages another "
		"program maps; put the files on a disk.",
		err) < 0)
		return -1;
	if (memory->without_memory > 0 &&
	    collect_note(collect, of->record.id,
		arena_printf(&collect->arena,
		    "rss_mean has no value in %llu of %llu launches: they "
		    "ended before it was first looked at.",
		    (unsigned long long)memory->without_memory,
		    (unsigned long long)memory->tried),
		"It is sampled from a millisecond on; the launches that have "
		"one are the longer ones.",
		err) < 0)
		return -1;
	if (memory->gaps == NULL)
		return 0;
	for (i = 0; i < of->extraction_count; i++)
		if (note_gap(collect, index, i, of->extractions[i].metric.name,
			err) < 0)
			return -1;
	if (of->measure == NULL)
		return 0;
	if (note_gap(collect, index, i, measure_file_size.name, err) < 0)
		return -1;
	return note_gap(collect, index, i + 1, of->measure->metric.name, err);
}
