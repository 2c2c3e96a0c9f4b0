#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "cli/run_options.h"
#include "cli/suite_file.h"

static size_t
widest_id(const struct plan *plan)
{
	size_t i, width = 4, characters;
	struct buf text = {0};

	for (i = 0; i < plan->case_count; i++) {
		buf_reset(&text);
		text_printable(&text, plan->cases[i].record.id, 60);
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
	size_t characters = text_characters(line->text);

	for (; characters < width; characters++)
		buf_add_char(line, ' ');
}

static void
print_case(const struct plan_case *of, size_t width)
{
	struct buf line = {0};
	size_t i;

	text_printable(&line, of->record.id, 60);
	add_padding(&line, width);
	buf_addf(&line, "  %8llu  %6llu  ", (unsigned long long)of->launches,
	    (unsigned long long)of->warmup);
	for (i = 0; i < of->command.count; i++) {
		if (i != 0)
			buf_add_char(&line, ' ');
		text_printable(&line, of->command.argv[i], 60);
	}
	puts(line.text);
	buf_release(&line);
}

static void
print_plan(const struct plan *plan)
{
	uint64_t launches = 0;
	size_t width = widest_id(plan), i;

	printf("%-*s  launches  warmup  command\n", (int)width, "case");
	for (i = 0; i < plan->case_count; i++) {
		launches += plan->cases[i].launches;
		print_case(&plan->cases[i], width);
	}
	printf("%zu case%s, %llu launches\n", plan->case_count,
	    plan->case_count == 1 ? "" : "s", (unsigned long long)launches);
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
		     "same words and options\n(perfolio run --help).");
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
