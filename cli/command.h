/*
 * The commands. Each parses its own words, does its work and prints its
 * answer on stdout.
 *
 * argv[0] is the command's name. The return value is the exit status; when
 * it is 2 or more, err says why and main prints it.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdint.h>

struct err;
struct loaded;

enum exit_status {
	EXIT_STATUS_OK = 0,
	EXIT_STATUS_GATE = 1,   /* check and run --check alone */
	EXIT_STATUS_USAGE = 2,  /* usage, or a bad suite */
	EXIT_STATUS_FAILED = 3, /* could not do it */
	EXIT_STATUS_INTERRUPTED = 130
};

int cmd_run(int argc, char **argv, struct err *err);
/*
 * The same for a caller that answers: the judged run is in loaded, which is to
 * be released in any case, and it is no failure that nothing could be measured.
 * Each case is launched at least so often, whatever the suite says. The run
 * lies apart from the others: see workspace_place_run().
 */
int run_collect(int argc, char **argv, uint64_t least_launches,
    struct loaded *loaded, struct err *err);

int cmd_import(int argc, char **argv, struct err *err);
int cmd_analyze(int argc, char **argv, struct err *err);
int cmd_report(int argc, char **argv, struct err *err);
int cmd_compare(int argc, char **argv, struct err *err);
int cmd_check(int argc, char **argv, struct err *err);
int cmd_list(int argc, char **argv, struct err *err);
int cmd_init(int argc, char **argv, struct err *err);
int cmd_doctor(int argc, char **argv, struct err *err);
int cmd_trend(int argc, char **argv, struct err *err);
int cmd_archive(int argc, char **argv, struct err *err);
int cmd_ack(int argc, char **argv, struct err *err);

#endif
