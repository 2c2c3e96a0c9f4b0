#include "cli/run_notes.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/unit.h"
#include "collector/doctor.h"
#include "collector/outcome.h"

enum { SHELL_LAUNCHES = 5 };

static bool
is_shell(const struct command *command)
{
	return command->count == 3 && strcmp(command->argv[0], "sh") == 0 &&
	       strcmp(command->argv[1], "-c") == 0;
}

static bool
needs_shell(const struct plan *plan)
{
	const struct plan_case *of;
	size_t i, j;

	for (i = 0; i < plan->case_count; i++) {
		of = &plan->cases[i];
		if (is_shell(&of->command))
			return true;
		for (j = 0; j < of->step_count; j++)
			if (is_shell(&of->steps[j].command))
				return true;
	}
	return false;
}

static int
compare_times(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Median wall time of a shell that does nothing; 0: it cannot be started. */
static int
time_shell(const struct plan *plan, struct runner *runner, uint64_t *ns,
    struct err *err)
{
	static const char *const argv[] = {"sh", "-c", ""};
	const struct command command = {argv, 3};
	struct launch_spec spec = {.command = &command, .cwd = plan->folder};
	struct launch_result result;
	uint64_t times[SHELL_LAUNCHES];
	size_t i;

	*ns = 0;
	/* The first one only warms up. */
	for (i = 0; i <= SHELL_LAUNCHES; i++) {
		if (runner->run(runner, &spec, &result, err) < 0)
			return -1;
		if (!outcome_is_success(&result, NULL, 0))
			return 0;
		if (i > 0)
			times[i - 1] = result.use.wall_ns;
	}
	qsort(times, SHELL_LAUNCHES, sizeof *times, compare_times);
	*ns = times[SHELL_LAUNCHES / 2];
	return 0;
}

static int
note_shell(const struct plan *plan, struct runner *runner, struct sink *sink,
    struct err *err)
{
	struct record_note note = {.level = NOTE_INFO,
	    .advice = "It is not subtracted. A command written as a list "
		      "runs without a shell."};
	struct unit_scale scale;
	struct buf text = {0};
	uint64_t ns;
	int result;

	if (!needs_shell(plan))
		return 0;
	if (time_shell(plan, runner, &ns, err) < 0)
		return -1;
	if (ns == 0)
		return 0;
	scale = unit_scale_for("ns", (double)ns);
	buf_add_string(&text, "Commands written as one text include the start "
			      "of the shell, here about ");
	unit_add_number(&text, (double)ns / scale.divisor, 1);
	buf_addf(&text, " %s.", scale.name);
	note.text = text.text;
	result = sink_put_note(sink, &note, err);
	buf_release(&text);
	return result;
}

/* --against with both sides starting one file says nothing. */
static int
note_same_file(const struct plan *plan, struct sink *sink, struct arena *arena,
    struct err *err)
{
	struct record_note note = {.level = NOTE_WARNING,
	    .advice = "Give the command as a path in the tree (./tool), and "
		      "build both trees."};

	if (plan->same_file_count == 0)
		return 0;
	if (plan->same_file_count == 1)
		note.text = arena_printf(arena,
		    "Base and head of %.300s start the same file, %.300s: it "
		    "is compared with itself.",
		    plan->same_file_case, plan->same_file);
	else
		note.text = arena_printf(arena,
		    "Base and head of %zu cases start the same file and are "
		    "compared with themselves; %.300s starts %.300s.",
		    plan->same_file_count, plan->same_file_case,
		    plan->same_file);
	return sink_put_note(sink, &note, err);
}

int
run_notes_put(const struct plan *plan, struct runner *runner, struct sink *sink,
    struct arena *arena, struct err *err)
{
	struct record_note notes[DOCTOR_NOTES];
	size_t i, count = doctor_quick(arena, "", notes);

	for (i = 0; i < count; i++)
		if (sink_put_note(sink, &notes[i], err) < 0)
			return -1;
	if (note_same_file(plan, sink, arena, err) < 0)
		return -1;
	return note_shell(plan, runner, sink, err);
}
