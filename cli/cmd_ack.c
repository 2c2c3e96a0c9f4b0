#include "cli/command.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/moment.h"
#include "base/opt.h"
#include "base/regex.h"
#include "base/text.h"
#include "cli/ack_file.h"
#include "cli/index.h"

struct ack_options {
	bool is_help;
	const char *pattern, *metric, *commit, *reason, *link, *until;
};

#define AT(field) offsetof(struct ack_options, field)

static const struct opt table[] = {
    {'m', "reason", OPT_TEXT, AT(reason), "TEXT", "why it is accepted"},
    {0, "commit", OPT_TEXT, AT(commit), "COMMIT",
	"that brought it, or A..B: behind A up to B; else HEAD"},
    {0, "cases", OPT_TEXT, AT(pattern), "PATTERN",
	"all cases whose id holds it, instead of CASE"},
    {0, "metric", OPT_TEXT, AT(metric), "NAME", "else every metric"},
    {0, "link", OPT_TEXT, AT(link), "URL", "where it was decided"},
    {0, "until", OPT_TEXT, AT(until), "DAY",
	"2027-01-31: the last it holds; a run's start decides"},
    {'h', "help", OPT_FLAG, AT(is_help), NULL, "this text"},
    {0},
};

static const char first_lines[] =
    "# Changes of speed that were accepted: they do not alarm, and stay\n"
    "# visible. \"perfolio ack\" adds a line.\n";

/* A commit in full, so that it still means the same next year. */
static int
resolve(
    struct arena *arena, const char *name, const char **commit, struct err *err)
{
	*commit = git_commit(arena, name);
	if (*commit != NULL)
		return 0;
	return err_set(err,
	    "--commit: git knows no commit \"%.80s\" here; write it as git "
	    "log does",
	    name);
}

static int
take_commit(
    struct arena *arena, const char *word, struct ack *ack, struct err *err)
{
	const char *dots = word == NULL ? NULL : strstr(word, "..");

	if (dots == NULL)
		return resolve(
		    arena, word == NULL ? "HEAD" : word, &ack->to, err);
	if (resolve(arena, dots + 2, &ack->to, err) < 0)
		return -1;
	return resolve(arena, arena_strndup(arena, word, (size_t)(dots - word)),
	    &ack->from, err);
}

/* The same faults as in the file, in the words of the command line. */
static int
check(const struct ack_options *options, int argc, struct err *err)
{
	char today[MOMENT_TEXT_BYTES];
	struct regex *regex;

	if ((argc > 1) == (options->pattern != NULL) || argc > 2)
		return err_set(err,
		    "usage: perfolio ack CASE --reason TEXT, or --cases "
		    "PATTERN in place of CASE");
	if (options->reason == NULL || options->reason[0] == '\0')
		return err_set(err, "--reason: say why the change is accepted");
	if (options->until != NULL && !ack_is_day(options->until))
		return err_set(err,
		    "--until must be a day like 2027-01-31, not \"%.80s\"",
		    options->until);
	moment_print(moment_now_ns(), today);
	if (options->until != NULL && strncmp(options->until, today, 10) < 0)
		return err_set(err,
		    "--until %s is over: name today (%.10s) or a later day",
		    options->until, today);
	if (options->link != NULL &&
	    !text_starts_with(options->link, "https://") &&
	    !text_starts_with(options->link, "http://"))
		return err_set(
		    err, "--link must begin with https:// or http://");
	if (options->pattern == NULL)
		return 0;
	regex = regex_new(options->pattern, err);
	if (regex == NULL)
		return err_add(err, "--cases");
	regex_free(regex);
	return 0;
}

/* How far the first "-" of a list is from the margin; -1: no line has one. */
static int
indent_of(const char *text)
{
	size_t spaces;

	for (; *text != '\0'; text += *text == '\n') {
		spaces = strspn(text, " ");
		if (text[spaces] == '-')
			return (int)spaces;
		if (strchr("#\r\n", text[spaces]) == NULL)
			return -1;
		text += strcspn(text, "\n");
	}
	return -1;
}

/* Behind what is there, which is left as its author wrote it. */
static int
add_line(const char *path, bool is_there, const char *line, struct err *err)
{
	struct ack_list list = {0};
	struct buf text = {0};
	int result = -1, indent;

	if (!is_there)
		buf_add_string(&text, first_lines);
	else if (ack_list_read(&list, path, err) < 0 ||
		 file_read(path, &text, err) < 0)
		goto out;
	if (text.length > 0 && text.text[text.length - 1] != '\n')
		buf_add_char(&text, '\n');
	indent = indent_of(buf_text(&text));
	if (list.count > 0 && indent < 0) {
		err_set(err,
		    "%s: its list stands in brackets; put each entry on a line "
		    "of its own behind \"- \", and a line can be added",
		    path);
		goto out;
	}
	buf_addf(&text, "%*s%s", list.count > 0 ? indent : 0, "", line);
	result = file_write(path, text.text, text.length, err);
out:
	ack_list_release(&list);
	buf_release(&text);
	return result;
}

/* Where the archive knows better, the line that was added does nothing. */
static void
warn(void)
{
	struct workspace workspace;
	struct ack_list list = {0}, last;
	struct index index;
	struct err ignored;

	workspace_find(&workspace);
	if (ack_file_read(&list, &ignored) == 0 && list.count > 0 &&
	    index_open(&index, &workspace, NULL, &ignored) == 0) {
		last = (struct ack_list){
		    .items = &list.items[list.count - 1], .count = 1};
		ack_file_warn(&last, index.archive, NULL, "");
		index_close(&index);
	}
	workspace_release(&workspace);
	ack_list_release(&list);
}

static int
write_ack(const struct ack *ack, struct arena *arena, struct err *err)
{
	struct buf path = {0};
	bool is_there = ack_file_find(&path);
	const char *line = ack_print(arena, ack);
	int result = add_line(path.text, is_there, line, err);

	if (result == 0) {
		printf("%s: %s", path.text, line);
		fflush(stdout);
		warn();
	}
	buf_release(&path);
	return result;
}

int
cmd_ack(int argc, char **argv, struct err *err)
{
	struct ack_options options = {0};
	struct arena arena = {0};
	struct ack ack = {0};
	int status = EXIT_STATUS_USAGE;

	if (opt_parse(table, &options, &argc, argv, err) < 0)
		goto out;
	if (options.is_help) {
		puts("usage: perfolio ack CASE --reason TEXT [OPTION…]\n\n"
		     "Accepts a change of speed: adds a line to "
		     "perfolio.ack.yaml, which belongs\nbeside the code. The "
		     "change does not alarm any more and stays visible.\n");
		opt_help(table, stdout);
		status = EXIT_STATUS_OK;
		goto out;
	}
	if (check(&options, argc, err) < 0 ||
	    take_commit(&arena, options.commit, &ack, err) < 0)
		goto out;
	ack.case_id = argc > 1 ? argv[1] : NULL;
	ack.pattern = options.pattern;
	ack.metric = options.metric;
	ack.reason = options.reason;
	ack.link = options.link;
	ack.until = options.until;
	status = write_ack(&ack, &arena, err) == 0 ? EXIT_STATUS_OK
						   : EXIT_STATUS_FAILED;
out:
	arena_release(&arena);
	return status;
}
