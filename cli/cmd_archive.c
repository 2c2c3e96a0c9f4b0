#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/text.h"
#include "cli/archive_command.h"
#include "cli/archive_entry.h"
#include "cli/fetched.h"
#include "cli/line.h"
#include "collector/machine.h"
#include "collector/record.h"

static const struct {
	const char *name;
	int (*run)(int argc, char **argv, struct err *err);
	const char *arguments, *summary;
} commands[] = {
    {"list", archive_list, "", "the runs of the workspace"},
    {"show", archive_show, "[RUN]", "what is kept of a run"},
    {"add", archive_take, "FILE|DIR…", "take run files from elsewhere"},
    {"merge", archive_merge, "DIR…",
	"take runs, baselines and anchors of other workspaces"},
    {"prune", archive_prune, "", "remove old runs, and print which"},
    {"baseline", archive_baseline, "[NAME [RUN]]", "show or set a baseline"},
    {"verify", archive_verify_all, "", "is everything readable and whole?"},
};

enum {
	COMMANDS = sizeof commands / sizeof *commands,
	MACHINE_SHOWN = 6 /* digits of an id behind a name */
};

int
archive_find_workspace(struct workspace *workspace, struct err *err)
{
	workspace_find(workspace);
	if (workspace->path != NULL)
		return 0;
	return err_set(err,
	    "there is no .perfolio folder here or above; make a run with "
	    "\"perfolio run\"");
}

int
archive_resolve(const struct workspace *workspace, const char *name,
    struct buf *id, struct err *err)
{
	struct buf path = {0}, own = {0};
	struct arena arena = {0};
	char *named = NULL, *expected = NULL;
	int result = -1;

	if (workspace_resolve(workspace, name, &path, err) < 0)
		goto out;
	buf_add_string(id, archive_entry_id(path.text, &arena));
	if (fetched_is_copy(workspace, path.text)) {
		result = 0;
		goto out;
	}
	workspace_run_path(workspace, id->text, &own);
	named = realpath(path.text, NULL);
	expected = realpath(own.text, NULL);
	if (named == NULL)
		err_set(err, "%s: there is no such run file", path.text);
	else if (expected == NULL || strcmp(named, expected) != 0)
		err_set(err,
		    "%s: is no run of this workspace; perfolio archive add "
		    "takes it in",
		    path.text);
	else
		result = 0;
out:
	free(named);
	free(expected);
	arena_release(&arena);
	buf_release(&path);
	buf_release(&own);
	return result;
}

const struct archive_run *
archive_find_run(const struct archive_runs *runs, const char *id)
{
	size_t i;

	for (i = 0; i < runs->count; i++)
		if (strcmp(runs->items[i].id, id) == 0)
			return &runs->items[i];
	return NULL;
}

const char *
archive_machine_name(const struct workspace *workspace,
    const struct archive_run *run, struct arena *arena)
{
	struct record_run header;
	struct buf path = {0};
	const char *name = NULL;
	struct err ignored;

	if (run->machine == NULL)
		return NULL;
	workspace_run_path(workspace, run->id, &path);
	if (line_read_header(path.text, arena, &header, &ignored) == 0)
		name = facts_find(&header.machine, "host_class");
	buf_release(&path);
	return name == NULL ? run->machine
			    : arena_printf(arena, "%s (%.*s)", name,
				  MACHINE_SHOWN, run->machine);
}

static void
print_help(FILE *out)
{
	size_t i;

	fputs(
	    "usage: perfolio archive WORD [OPTION…]\n\n"
	    "Past runs are the files in .perfolio/runs. .perfolio/archive.db is "
	    "an index of\nthem, and may be deleted at any time.\n\n",
	    out);
	for (i = 0; i < COMMANDS; i++)
		fprintf(out, "  %-8s %-14s%s %s\n", commands[i].name,
		    commands[i].arguments,
		    /* "…" is three bytes wide. */
		    strstr(commands[i].arguments, "…") != NULL ? "  " : "",
		    commands[i].summary);
	fputs("\n\"perfolio archive WORD --help\" lists its options.\n", out);
}

static int
unknown(const char *word, struct err *err)
{
	const char *names[COMMANDS], *near;
	size_t i;

	for (i = 0; i < COMMANDS; i++)
		names[i] = commands[i].name;
	near = text_nearest(word, names, COMMANDS);
	if (near != NULL)
		err_set(err, "unknown word \"%.80s\", did you mean \"%s\"?",
		    word, near);
	else
		err_set(err,
		    "unknown word \"%.80s\"; \"perfolio archive --help\" lists "
		    "them",
		    word);
	return EXIT_STATUS_USAGE;
}

int
cmd_archive(int argc, char **argv, struct err *err)
{
	const char *word = argc > 1 ? argv[1] : "";
	size_t i;

	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
		print_help(stdout);
		return EXIT_STATUS_OK;
	}
	if (argc < 2) {
		print_help(stderr);
		return EXIT_STATUS_USAGE;
	}
	for (i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, word) == 0)
			return commands[i].run(argc - 1, argv + 1, err);
	return unknown(word, err);
}
