/*
 * Is this machine fit to measure on: what was looked at, what was found, and
 * what to do about it.
 *
 * A reading that is not available becomes a finding that says so, never one
 * that says all is well.
 */
#ifndef COLLECTOR_DOCTOR_H
#define COLLECTOR_DOCTOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/vec.h"
#include "collector/doctor_machine.h"
#include "collector/record.h"

struct err;
struct plan;
struct runner;

enum doctor_level { DOCTOR_OK, DOCTOR_INFO, DOCTOR_WARNING };

/* "ok", "info" or "warning". */
const char *doctor_level_text(enum doctor_level level);

struct doctor_finding {
	enum doctor_level level;
	const char *group; /* "processor" */
	const char *what;  /* "governor" */
	/* Fit for "the machine's governor is powersave"; NULL: not available.
	 */
	const char *value;
	const char *advice; /* a sentence; NULL: none. Warnings have one. */
};

/* Owns its findings and their text. Zeroed is empty. */
struct doctor {
	struct arena arena;
	VEC(struct doctor_finding) findings; /* in any order */
};

/* Takes the texts as they are: they are static or in the doctor's arena. */
void doctor_take(struct doctor *doctor, struct doctor_finding finding);

/* One that could not be looked at. */
void doctor_add_unavailable(
    struct doctor *doctor, const char *group, const char *what);

/* Governor, turbo, load, memory, and what else the machine says of itself. */
void doctor_add_machine(
    struct doctor *doctor, const struct doctor_machine *machine);

/* What others did while nothing was launched (collector/conditions.h). */
void doctor_add_look(
    struct doctor *doctor, const struct record_system *seen, double processors);

/* Resolution and cost of CLOCK_MONOTONIC, measured here. */
void doctor_add_clock(struct doctor *doctor);

/* The free space where run files are written. */
void doctor_add_space(struct doctor *doctor, const char *folder);

/* Which hardware counters launches can have: "true", once with each. */
int doctor_add_counters(
    struct doctor *doctor, struct runner *runner, struct err *err);

/*
 * git, and the programs a plan's commands begin with; plan NULL: none. Each
 * missing one is a warning with the place of the first case that needs it; of
 * a text for the shell only the first word is looked at, where it is plain.
 */
void doctor_add_tools(struct doctor *doctor, const struct plan *plan);

void doctor_release(struct doctor *doctor);

enum { DOCTOR_NOTES = 8 };

/*
 * What stands in the way of measuring and costs nothing to find out, as notes
 * for the run file: warnings alone, governor, turbo, CPU limit, load, memory,
 * swap, power and clock source. Text is in arena. Returns how many.
 */
size_t doctor_quick(struct arena *arena, const char *root,
    struct record_note notes[DOCTOR_NOTES]);

#endif
