#include "cli/command.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "base/unit.h"
#include "cli/last_times.h"
#include "cli/run_options.h"
#include "cli/suite_file.h"
#include "collector/measure.h"

enum { COLUMN = 8, SHORT_TEXT = 60 };

static size_t
widest_id(const struct plan *plan)
{
	size_t i, width = 4, characters;
	struct buf text = {0};

	for (i = 0; i < plan->case_count; i++) {
		buf_reset(&text);
		text_printable(&text, plan->cases[i].record.id, SHORT_TEXT);
		characters = text_characters(buf_text(&text));
		if (characters > width)
			width = characters;
	}
	buf_release(&text);
	return width;
}

static void
add_padding(struct buf *line, size_t width)
{
	size_t characters = text_characters(buf_text(line));

	for (; characters < width; characters++)
		buf_add_char(line, ' ');
}

/* A cell, to the right of its column. */
static void
add_cell(struct buf *line, const char *text)
{
	size_t characters = text_characters(text);

	for (; characters < COLUMN; characters++)
		buf_add_char(line, ' ');
	buf_addf(line, "%s  ", text);
}

/* "10–100", "5". */
static void
add_launches(struct buf *text, uint64_t least, uint64_t most)
{
	buf_addf(text, "%llu", (unsigned long long)least);
	if (most != least)
		buf_addf(text, "–%llu", (unsigned long long)most);
}

static uint64_t
least_launches(const struct plan_case *of)
{
	return of->stopping.launches != 0 ? of->stopping.launches
					  : of->stopping.min_launches;
}

/* "850 ms", "12 s", "2 min 10 s", "3 h 5 min". */
static void
add_duration(struct buf *text, double ns)
{
	unsigned long long seconds = (unsigned long long)round(ns / 1e9);
	struct unit_scale scale = unit_scale_for("ns", ns);

	if (ns < 1e10) {
		unit_add_number(
		    text, ns / scale.divisor, ns / scale.divisor < 10 ? 1 : 0);
		buf_addf(text, " %s", scale.name);
	} else if (seconds < 60) {
		buf_addf(text, "%llu s", seconds);
	} else if (seconds < 3600) {
		buf_addf(text, "%llu min %llu s", seconds / 60, seconds % 60);
	} else {
		buf_addf(
		    text, "%llu h %llu min", seconds / 3600, seconds / 60 % 60);
	}
}

static void
add_command(struct buf *line, const struct command *command)
{
	size_t i;

	for (i = 0; i < command->count; i++) {
		if (i != 0)
			buf_add_char(line, ' ');
		text_printable(line, command->argv[i], SHORT_TEXT);
	}
}

/* What is started, or measured without a start. */
static void
add_work(struct buf *line, const struct plan_case *of)
{
	size_t i;

	add_command(line, &of->command);
	for (i = 0; i < of->step_count; i++) {
		if (i != 0)
			buf_add_string(line, "; ");
		add_command(line, &of->steps[i].command);
	}
	if (of->command.count != 0 || of->step_count != 0 ||
	    of->measure == NULL)
		return;
	add_command(line, &of->measure->command);
	for (i = 0; i < of->measure->files.count; i++) {
		buf_add_string(line, i == 0 ? "size of " : ", ");
		text_printable(line, of->measure->files.items[i], SHORT_TEXT);
	}
}

static void
print_case(
    const struct plan_case *of, const struct last_times *times, size_t width)
{
	struct buf line = {0}, text = {0};
	double ns;

	text_printable(&line, of->record.id, SHORT_TEXT);
	add_padding(&line, width);
	buf_add_string(&line, "  ");
	add_launches(&text, least_launches(of), plan_most_launches(of));
	add_cell(&line, text.text);
	buf_addf(&line, "%6llu  ", (unsigned long long)of->warmup);
	buf_reset(&text);
	if (last_times_expect(times, of, &ns))
		add_duration(&text, ns);
	else
		buf_add_string(&text, "–");
	add_cell(&line, text.text);
	add_work(&line, of);
	puts(line.text);
	buf_release(&line);
	buf_release(&text);
}

static void
print_total(const struct plan *plan, const struct last_times *times)
{
	struct buf line = {0};
	uint64_t least = 0, most = 0;
	size_t unknown = 0, i;
	double total_ns = 0, ns;

	for (i = 0; i < plan->case_count; i++) {
		least += least_launches(&plan->cases[i]);
		most += plan_most_launches(&plan->cases[i]);
		if (last_times_expect(times, &plan->cases[i], &ns))
			total_ns += ns;
		else
			unknown++;
	}
	buf_addf(&line, "%zu case%s, ", plan->case_count,
	    plan->case_count == 1 ? "" : "s");
	add_launches(&line, least, most);
	buf_addf(&line, " launch%s", most == 1 ? "" : "es");
	if (!times->is_found) {
		buf_add_string(&line, "; nothing of this suite was measured "
				      "yet, so how long it takes is not known");
	} else if (unknown < plan->case_count) {
		buf_add_string(&line, ", about ");
		add_duration(&line, total_ns);
	}
	if (times->is_found && unknown > 0)
		buf_addf(&line,
		    "; the last run did not measure %zu of the "
		    "cases",
		    unknown);
	puts(line.text);
	buf_release(&line);
}

/* Limits on tail percentiles that too few launches are planned for. */
static void
print_short_tails(const struct plan *plan)
{
	const struct plan_case *of;
	struct buf line = {0};
	size_t i;

	for (i = 0; i < plan->case_count; i++) {
		of = &plan->cases[i];
		if (of->tail_launches <= plan_most_launches(of))
			continue;
		buf_reset(&line);
		text_printable(&line, of->record.id, SHORT_TEXT);
		buf_add_string(&line, ": ");
		text_printable(&line, of->tail_selector, SHORT_TEXT);
		buf_addf(&line, " needs %llu launches, %llu are planned",
		    (unsigned long long)of->tail_launches,
		    (unsigned long long)plan_most_launches(of));
		puts(line.text);
	}
	buf_release(&line);
}

static void
print_plan(const struct plan *plan)
{
	struct workspace workspace;
	struct last_times times;
	size_t width = widest_id(plan), i;

	workspace_find(&workspace);
	last_times_read(&times, &workspace, plan->suite);
	printf(
	    "%-*s  launches  warmup  expected  command\n", (int)width, "case");
	for (i = 0; i < plan->case_count; i++)
		print_case(&plan->cases[i], &times, width);
	print_short_tails(plan);
	print_total(plan, &times);
	last_times_release(&times);
	workspace_release(&workspace);
}

int
cmd_list(int argc, char **argv, struct err *err)
{
	struct arena arena = {0};
	struct run_options options;
	struct plan_options wanted;
	struct plan plan = {0};
	int status = EXIT_STATUS_USAGE;

	if (run_options_parse(&options, argc, argv, &arena, err) < 0)
		goto out;
	if (options.is_help) {
		puts("usage: perfolio list [SUITE] [FILTER] [OPTION…]\n\n"
		     "Shows the cases \"perfolio run\" would measure with the "
		     "same words and options\n(perfolio run --help), and what "
		     "they took in the suite's last run.");
		status = EXIT_STATUS_OK;
		goto out;
	}
	if (run_options_is_adhoc(&options)) {
		err_set(err, "list shows the cases of a suite");
		goto out;
	}
	wanted = run_options_plan(&options, options.seed.value, &arena);
	if (suite_file_plan(options.suite, &wanted, &plan, err) == 0) {
		print_plan(&plan);
		status = EXIT_STATUS_OK;
	}
	plan_release(&plan);
out:
	run_options_release(&options);
	arena_release(&arena);
	return status;
}
