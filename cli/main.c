#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "cli/command.h"

struct command_entry {
	const char *name;
	int (*run)(int argc, char **argv, struct err *err); /* NULL: later */
	const char *arguments, *summary;
};

static const struct command_entry commands[] = {
    {"run", cmd_run, "[SUITE] [FILTER]", "measure a suite's cases"},
    {"run", cmd_run, "-- COMMAND ARG…", "measure one command"},
    {"import", cmd_import, "FORMAT PATH…", "take another tool's samples"},
    {"analyze", cmd_analyze, "[RUN]", "turn a run into report.json"},
    {"report", cmd_report, "[RUN|report.json]", "write report/"},
    {"compare", cmd_compare, "BASE NEW", "two runs side by side"},
    {"check", cmd_check, "[RUN]", "the gate: may it be released?"},
    {"list", cmd_list, "[SUITE] [FILTER]", "show a suite's cases"},
    {"init", cmd_init, "", "write a starter suite"},
    {"doctor", cmd_doctor, "[SUITE]", "is this machine fit to measure on"},
    {"trend", cmd_trend, "[FILTER]", "what changed, and what drifts"},
    {"archive", cmd_archive, "WORD", "past runs: list, add, prune, verify"},
    {"ack", cmd_ack, "CASE", "accept a change of speed"},
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void
print_help(FILE *out)
{
	size_t i;

	fputs("perfolio: benchmarks from raw samples to the report people "
	      "decide on\n\nusage: perfolio COMMAND [OPTION…] [WORD…]\n\n",
	    out);
	for (i = 0; i < COMMAND_COUNT; i++)
		if (commands[i].run != NULL)
			fprintf(out, "  %-8s %-20s %s\n", commands[i].name,
			    commands[i].arguments, commands[i].summary);
	fputs("\n\"perfolio COMMAND --help\" lists a command's options.\n"
	      "RUN is a run file, - for stdin, a baseline, a run id or its "
	      "beginning, @N, the\nN-th newest, a commit or tag, "
	      "branch:NAME, merge-base, or previous.\n"
	      "Exit status: 0 fine, 1 the gate failed, 2 usage or a bad "
	      "suite, 3 could not\ndo it, 130 interrupted.\n",
	    out);
}

static const struct command_entry *
command_find(const char *name)
{
	size_t i;

	for (i = 0; i < COMMAND_COUNT; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

static int
unknown_command(const char *name, struct err *err)
{
	const char *names[COMMAND_COUNT], *near;
	size_t i;

	for (i = 0; i < COMMAND_COUNT; i++)
		names[i] = commands[i].name;
	near = text_nearest(name, names, COMMAND_COUNT);
	if (near != NULL)
		err_set(err, "unknown command \"%s\", did you mean \"%s\"?",
		    name, near);
	else
		err_set(err,
		    "unknown command \"%s\"; \"perfolio help\" lists them. To "
		    "measure a command: perfolio run -- %s",
		    name, name);
	return EXIT_STATUS_USAGE;
}

static int
dispatch(int argc, char **argv, struct err *err)
{
	const struct command_entry *command;
	const char *name = argc < 2 ? "" : argv[1];

	if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 ||
	    strcmp(name, "-h") == 0) {
		print_help(stdout);
		return EXIT_STATUS_OK;
	}
	if (strcmp(name, "--version") == 0 || strcmp(name, "version") == 0) {
		puts("perfolio " PERFOLIO_VERSION);
		return EXIT_STATUS_OK;
	}
	if (argc < 2) {
		print_help(stderr);
		return EXIT_STATUS_USAGE;
	}
	command = command_find(name);
	if (command == NULL)
		return unknown_command(name, err);
	if (command->run == NULL) {
		err_set(err, "\"%s\" is not supported yet", name);
		return EXIT_STATUS_USAGE;
	}
	return command->run(argc - 1, argv + 1, err);
}

/* One that was closed would become the next file we open. */
static void
open_standard_descriptors(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

int
main(int argc, char **argv)
{
	struct err err = {0};
	struct buf text = {0};
	int status;

	open_standard_descriptors();
	/* Errors we report, not deaths: no reader, and ulimit -f. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	status = dispatch(argc, argv, &err);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		if (status == EXIT_STATUS_OK) {
			err_set(&err, "standard output cannot be written");
			status = EXIT_STATUS_FAILED;
		}
	}
	if (err.text[0] != '\0') {
		text_printable(&text, err.text, 0);
		fprintf(stderr, "perfolio: %s\n", text.text);
		buf_release(&text);
	}
	return status;
}
