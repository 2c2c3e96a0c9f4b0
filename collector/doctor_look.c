#include "collector/doctor.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <sys/statvfs.h>
#include <time.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/moment.h"
#include "base/unit.h"
#include "collector/launch.h"

#define BUSY_PROCESSORS 0.25 /* of others: seven ticks of a look of 0.3 s */
#define STOLEN_SHARE 0.01
#define SLOW_CLOCK_NS 1000.0
#define LITTLE_SPACE_BYTES 1e9

enum { CLOCK_READINGS = 10000 };

static const char load[] = "load", clocks[] = "clock and counters";

static void
add_others(struct doctor *doctor, double others, double processors)
{
	double busy = others * processors;
	struct doctor_finding finding = {
	    DOCTOR_OK, load, "other work", NULL, NULL};

	if (isnan(busy)) {
		doctor_add_unavailable(doctor, load, finding.what);
		return;
	}
	finding.value = arena_printf(&doctor->arena, "%.2f of %g processor%s",
	    busy, processors, processors == 1 ? "" : "s");
	if (busy > BUSY_PROCESSORS) {
		finding.level = DOCTOR_WARNING;
		finding.advice = "Other processes work at this moment. End "
				 "them, or wait: \"top\" shows them.";
	}
	doctor_take(doctor, finding);
}

void
doctor_add_look(
    struct doctor *doctor, const struct record_system *seen, double processors)
{
	struct doctor_finding stolen = {
	    DOCTOR_OK, load, "stolen time", NULL, NULL};

	add_others(doctor, seen->others, processors);
	if (isnan(seen->stolen)) {
		doctor_add_unavailable(doctor, load, stolen.what);
		return;
	}
	stolen.value =
	    arena_printf(&doctor->arena, "%.1f %%", seen->stolen * 100);
	if (seen->stolen > STOLEN_SHARE) {
		stolen.level = DOCTOR_WARNING;
		stolen.advice =
		    "Other virtual machines of the host took it. Measure at "
		    "another hour, or on a machine that is not shared.";
	}
	doctor_take(doctor, stolen);
}

/* Nanoseconds in a unit fit for them. */
static const char *
time_text(struct arena *arena, double ns)
{
	struct unit_scale scale = unit_scale_for("ns", ns);
	struct buf text = {0};
	const char *copy;

	unit_add_number(&text, ns / scale.divisor, ns < 1000 ? 0 : 1);
	copy = arena_printf(arena, "%s %s", text.text, scale.name);
	buf_release(&text);
	return copy;
}

void
doctor_add_clock(struct doctor *doctor)
{
	uint64_t first = moment_clock_ns(), last = first, now, step = 0;
	struct timespec stated = {0};
	struct doctor_finding resolution = {
	    DOCTOR_OK, clocks, "clock step", NULL, NULL};
	struct doctor_finding cost = {
	    DOCTOR_OK, clocks, "clock reading", NULL, NULL};
	double each;
	size_t i;

	for (i = 0; i < CLOCK_READINGS; i++) {
		now = moment_clock_ns();
		if (now > last && (step == 0 || now - last < step))
			step = now - last;
		last = now;
	}
	each = (double)(last - first) / CLOCK_READINGS;
	clock_getres(CLOCK_MONOTONIC, &stated);
	resolution.value = arena_printf(&doctor->arena, "%s, stated %s",
	    time_text(&doctor->arena, (double)step),
	    time_text(&doctor->arena, (double)stated.tv_nsec));
	cost.value = arena_printf(
	    &doctor->arena, "%s each", time_text(&doctor->arena, each));
	if ((double)step > SLOW_CLOCK_NS) {
		resolution.level = DOCTOR_WARNING;
		resolution.advice =
		    "Shorter times cannot be told apart. Let each launch do "
		    "more, or use a better clock source.";
	}
	if (each > SLOW_CLOCK_NS) {
		cost.level = DOCTOR_WARNING;
		cost.advice = "Reading the clock needs the kernel here: use a "
			      "better clock source, as tsc.";
	}
	doctor_take(doctor, resolution);
	doctor_take(doctor, cost);
}

void
doctor_add_space(struct doctor *doctor, const char *folder)
{
	struct doctor_finding finding = {
	    DOCTOR_OK, "memory and disk", "free disk space", NULL, NULL};
	struct unit_scale scale;
	struct statvfs about;
	struct buf text = {0};
	double bytes;

	if (statvfs(folder, &about) < 0) {
		doctor_add_unavailable(doctor, finding.group, finding.what);
		return;
	}
	bytes = (double)about.f_bavail * (double)about.f_frsize;
	scale = unit_scale_for("B", bytes);
	unit_add_number(&text, bytes / scale.divisor, 1);
	finding.value =
	    arena_printf(&doctor->arena, "%s %s", text.text, scale.name);
	buf_release(&text);
	if (bytes < LITTLE_SPACE_BYTES) {
		finding.level = DOCTOR_WARNING;
		finding.advice =
		    "A run that fills the disk ends early. Remove old runs "
		    "from .perfolio/runs, or write elsewhere with -o.";
	}
	doctor_take(doctor, finding);
}

static const char *
counter_advice(int code)
{
	if (code == EACCES || code == EPERM)
		return "The kernel does not grant them to this user: sudo "
		       "sysctl kernel.perf_event_paranoid=2";
	return "The kernel offers none here, as is usual in virtual machines "
	       "and containers: such metrics are then not available.";
}

static void
add_name(struct buf *names, const char *name)
{
	if (names->length > 0)
		buf_add_string(names, ", ");
	buf_add_string(names, name);
}

int
doctor_add_counters(
    struct doctor *doctor, struct runner *runner, struct err *err)
{
	static const char *const names[] = {"instructions", "cycles",
	    "branches", "branch_misses", "cache_references", "cache_misses"};
	static const char *const argv[] = {"true"};
	const struct command command = {argv, 1};
	struct doctor_finding finding = {
	    DOCTOR_OK, clocks, "hardware counters", NULL, NULL};
	struct buf there = {0}, missing = {0};
	struct launch_result result;
	unsigned i, bit;
	int code = 0;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		bit = 1u << (LAUNCH_INSTRUCTIONS + i);
		struct launch_spec spec = {.command = &command, .extras = bit};

		if (runner->run(runner, &spec, &result, err) < 0)
			goto failed;
		add_name(
		    (result.use.has & bit) != 0 ? &there : &missing, names[i]);
		if (code == 0)
			code = result.counter_error;
	}
	finding.value = arena_strdup(&doctor->arena, there.text);
	if (missing.length > 0) {
		finding.level = DOCTOR_INFO;
		finding.advice = counter_advice(code);
	}
	if (missing.length > 0 && there.length > 0)
		finding.value = arena_printf(
		    &doctor->arena, "%s; not %s", there.text, missing.text);
	doctor_take(doctor, finding);
	buf_release(&there);
	buf_release(&missing);
	return 0;
failed:
	buf_release(&there);
	buf_release(&missing);
	return -1;
}
