#include "cli/command.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "analysis/interval.h"
#include "analysis/sort.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/opt.h"
#include "base/unit.h"
#include "cli/findings.h"
#include "cli/suite_file.h"
#include "cli/workspace.h"
#include "collector/conditions.h"
#include "collector/doctor.h"
#include "collector/interrupt.h"
#include "collector/launch.h"

#define UNSTEADY 0.05 /* relative half-width of the launch floor */

enum { WARMUP = 3, LAUNCHES = 50, LOOK_NS = 300000000 };

struct options {
	bool is_help, is_json;
};

static const struct opt table[] = {
    {0, "json", OPT_FLAG, offsetof(struct options, is_json), NULL,
	"print the findings as JSON"},
    {'h', "help", OPT_FLAG, offsetof(struct options, is_help), NULL,
	"this text"},
    {0},
};

static const char launching[] = "launching";

/*
 * The wall times of launches that do nothing, sorted; *count is less than
 * LAUNCHES when one failed.
 */
static int
measure(struct runner *runner, const struct command *command,
    double times[LAUNCHES], size_t *count, struct err *err)
{
	struct launch_spec spec = {.command = command};
	double spare[LAUNCHES];
	struct launch_result result;
	size_t i;

	*count = 0;
	for (i = 0; i < WARMUP + LAUNCHES; i++) {
		if (runner->run(runner, &spec, &result, err) < 0)
			return -1;
		if (result.use.outcome != LAUNCH_EXITED || result.use.code != 0)
			break;
		if (i >= WARMUP)
			times[(*count)++] = (double)result.use.wall_ns;
	}
	sort_doubles(times, *count, spare);
	return 0;
}

/* "0.61 ms [0.59, 0.64]". */
static const char *
interval_text(
    struct arena *arena, double median, const struct interval *interval)
{
	struct unit_scale scale = unit_scale_for("ns", median);
	double half = (interval->high - interval->low) / 2 / scale.divisor;
	int decimals = half > 0 ? unit_decimals(half)
				: unit_decimals_plain(median / scale.divisor);
	struct buf text = {0};
	const char *copy;

	unit_add_number(&text, median / scale.divisor, decimals);
	buf_addf(&text, " %s [", scale.name);
	unit_add_number(&text, interval->low / scale.divisor, decimals);
	buf_add_string(&text, ", ");
	unit_add_number(&text, interval->high / scale.divisor, decimals);
	buf_add_string(&text, "]");
	copy = arena_strdup(arena, text.text);
	buf_release(&text);
	return copy;
}

/* What starting a command costs; *half is relative, INFINITY if unknown. */
static int
time_command(struct doctor *doctor, struct runner *runner,
    const struct command *command, struct doctor_finding *finding, double *half,
    struct err *err)
{
	struct interval_table ranks = {0};
	double times[LAUNCHES], median;
	struct interval interval;
	size_t count;

	*half = (double)INFINITY;
	if (measure(runner, command, times, &count, err) < 0)
		return -1;
	if (count < LAUNCHES)
		return 0;
	median = (times[LAUNCHES / 2 - 1] + times[LAUNCHES / 2]) / 2;
	interval = interval_median(&ranks, times, count);
	finding->value = interval_text(&doctor->arena, median, &interval);
	*half = (interval.high - interval.low) / 2 / median;
	return 0;
}

static int
add_launches(struct doctor *doctor, struct runner *runner, struct err *err)
{
	static const char *const nothing[] = {"true"};
	static const char *const shell[] = {"sh", "-c", ""};
	const struct command floor_command = {nothing, 1};
	const struct command shell_command = {shell, 3};
	struct doctor_finding least = {
	    DOCTOR_OK, launching, "launch floor", NULL, NULL};
	struct doctor_finding start = {
	    DOCTOR_INFO, launching, "start of the shell", NULL, NULL};
	double half;

	if (time_command(doctor, runner, &floor_command, &least, &half, err) <
	    0)
		return -1;
	if (least.value == NULL) {
		least.level = DOCTOR_INFO;
		least.advice = "\"true\" cannot be started: is PATH set?";
	} else if (half > UNSTEADY) {
		least.level = DOCTOR_WARNING;
		least.advice = "A command that does nothing takes now more, "
			       "now less time. Something else is at work, or "
			       "the clock changes: see above.";
	}
	doctor_take(doctor, least);
	if (time_command(doctor, runner, &shell_command, &start, &half, err) <
	    0)
		return -1;
	start.advice = "Part of every command written as one text; a list of "
		       "words starts without a shell.";
	doctor_take(doctor, start);
	return 0;
}

/* What others do while we do nothing. */
static void
add_look(struct doctor *doctor, double processors)
{
	const struct timespec pause = {.tv_nsec = LOOK_NS};
	struct conditions_reading before, after;
	struct record_system seen;

	conditions_read(&before);
	nanosleep(&pause, NULL);
	conditions_read(&after);
	conditions_between(&before, &after, 0, &seen);
	doctor_add_look(doctor, &seen, processors);
}

static int
examine(struct doctor *doctor, struct runner *runner, const struct plan *plan,
    struct err *err)
{
	struct doctor_machine machine;
	struct workspace workspace;

	doctor_machine_read(&doctor->arena, "", &machine);
	machine.irqbalance = doctor_find_irqbalance("");
	doctor_add_machine(doctor, &machine);
	add_look(doctor, machine.processors);
	workspace_find(&workspace);
	doctor_add_space(doctor, workspace.path == NULL ? "." : workspace.path);
	workspace_release(&workspace);
	doctor_add_clock(doctor);
	if (doctor_add_counters(doctor, runner, err) < 0)
		return -1;
	doctor_add_tools(doctor, plan);
	return add_launches(doctor, runner, err);
}

/* The suite that is named, or lies here; *has_plan is false without one. */
static int
read_suite(const char *path, struct plan *plan, bool *has_plan, struct err *err)
{
	const struct plan_options options = {.seed = 0};
	struct buf found = {0};
	struct err ignored;
	int result = 0;

	if (path != NULL)
		buf_add_string(&found, path);
	*has_plan = path != NULL || suite_file_find(&found, &ignored) == 0;
	if (*has_plan)
		result = suite_file_plan(found.text, &options, plan, err);
	buf_release(&found);
	return result;
}

static int
answer(const struct options *options, const struct plan *plan, struct err *err)
{
	struct launcher launcher = {.socket = -1};
	struct doctor doctor = {0};
	int status = EXIT_STATUS_FAILED;

	if (launcher_open(&launcher, err) < 0)
		goto out;
	if (examine(&doctor, &launcher.runner, plan, err) < 0) {
		if (interrupt_happened())
			status = EXIT_STATUS_INTERRUPTED;
		goto out;
	}
	if (options->is_json)
		findings_print_json(&doctor, stdout);
	else
		findings_print(&doctor, stdout);
	status = EXIT_STATUS_OK;
out:
	launcher_close(&launcher);
	doctor_release(&doctor);
	return status;
}

int
cmd_doctor(int argc, char **argv, struct err *err)
{
	struct options options = {0};
	struct plan plan = {0};
	bool has_plan;
	int status = EXIT_STATUS_USAGE;

	if (opt_parse(table, &options, &argc, argv, err) < 0)
		return status;
	if (options.is_help) {
		puts("usage: perfolio doctor [SUITE] [--json]\n\n"
		     "Says whether this machine is fit to measure on, and "
		     "what to mend. Of a suite, or of\nthe perfolio.yaml "
		     "here, it looks for the programs too. A warning is no "
		     "failure:\nthe exit status is 0.\n");
		opt_help(table, stdout);
		return EXIT_STATUS_OK;
	}
	if (argc > 2) {
		err_set(
		    err, "doctor takes one suite; \"%s\" is too many", argv[2]);
		return status;
	}
	if (read_suite(argc > 1 ? argv[1] : NULL, &plan, &has_plan, err) == 0)
		status = answer(&options, has_plan ? &plan : NULL, err);
	plan_release(&plan);
	return status;
}
