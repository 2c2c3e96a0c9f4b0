#include "cli/command.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/opt.h"

static const char starter[] =
    "# What to measure. Every key: docs/suite.schema.json\n"
    "suite: my-project\n"
    "description: How fast it is\n"
    "# Each case is launched until its median is known to within 2 %.\n"
    "defaults: {warmup: 1, timeout: 30s}\n"
    "benchmarks:\n"
    "  - name: start-up\n"
    "    # A list runs without a shell; a text would go through sh -c.\n"
    "    command: [\"true\"]\n"
    "  - name: sort\n"
    "    # One case for each value; {lines} is filled in.\n"
    "    params: {lines: [1000, 100000]}\n"
    "    setup: seq {lines} | sort -R > /tmp/perfolio-{lines}.txt\n"
    "    command: [sort, \"-n\", \"/tmp/perfolio-{lines}.txt\"]\n"
    "    cleanup: rm -f /tmp/perfolio-{lines}.txt\n";

static const struct opt table[] = {
    {'h', "help", OPT_FLAG, 0, NULL, "this text"},
    {0},
};

int
cmd_init(int argc, char **argv, struct err *err)
{
	const char *path = "perfolio.yaml";
	bool is_help = false;

	if (opt_parse(table, &is_help, &argc, argv, err) < 0)
		return EXIT_STATUS_USAGE;
	if (is_help) {
		puts("usage: perfolio init [FILE]\n\n"
		     "Writes a starter suite, perfolio.yaml if no FILE is "
		     "named.\n");
		opt_help(table, stdout);
		return EXIT_STATUS_OK;
	}
	if (argc > 1)
		path = argv[1];
	if (file_exists(path)) {
		err_set(err, "%s is there already; it stays as it is", path);
		return EXIT_STATUS_FAILED;
	}
	if (file_write(path, starter, strlen(starter), err) < 0)
		return EXIT_STATUS_FAILED;
	printf("wrote %s\nnext: perfolio run%s%s\n", path, argc > 1 ? " " : "",
	    argc > 1 ? path : "");
	return EXIT_STATUS_OK;
}
