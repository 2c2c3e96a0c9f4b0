/*
 * The real launcher, found beside this program, with real processes: this
 * program again with the word "child", or a shell.
 */
#include "tests/unit/test.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/moment.h"
#include "collector/launch.h"
#include "collector/reap.h"

enum { PATIENCE_S = 60, MEGABYTE = 1000000, IO_BYTES = 300000 };

#define COUNTERS (1u << LAUNCH_INSTRUCTIONS | 1u << LAUNCH_CACHE_MISSES)

static struct launcher launcher;
static char self[4096], folder[64], path[128];

/* What the child's words mean. */

static void
sleep_ms(long ms)
{
	struct timespec pause = {ms / 1000, ms % 1000 * 1000000};

	nanosleep(&pause, NULL);
}

static off_t
size_of(const char *name)
{
	struct stat status;

	return stat(name, &status) < 0 ? -1 : status.st_size;
}

/* Logs its start, waits until count did, and logs its end. */
static int
child_meet(const char *name, const char *count)
{
	off_t wanted = strtol(count, NULL, 10) * 64;
	uint64_t start_ns = moment_clock_ns();
	int log = open(name, O_WRONLY | O_APPEND | O_CREAT, 0666);
	char line[65];

	snprintf(line, sizeof line, "start %57" PRIu64 "\n", start_ns);
	if (write(log, line, 64) != 64)
		return 1;
	while (size_of(name) < wanted)
		sleep_ms(1);
	snprintf(line, sizeof line, "end %59" PRIu64 "\n", moment_clock_ns());
	return write(log, line, 64) == 64 ? 0 : 1;
}

static int
child_hold(const char *bytes, const char *ms)
{
	size_t count = strtoul(bytes, NULL, 10), i;
	volatile char *memory = malloc(count);

	if (memory == NULL)
		return 1;
	for (i = 0; i < count; i += 512)
		memory[i] = 1;
	sleep_ms(strtol(ms, NULL, 10));
	free((void *)(uintptr_t)memory);
	return 0;
}

static int
child_copy(const char *bytes)
{
	static char block[1000];
	long left = strtol(bytes, NULL, 10);
	int from = open("/dev/zero", O_RDONLY);
	int to = open("/dev/null", O_WRONLY);

	for (; left > 0; left -= (long)sizeof block)
		if (read(from, block, sizeof block) != sizeof block ||
		    write(to, block, sizeof block) != sizeof block)
			return 1;
	return 0;
}

static int
child(char **words)
{
	if (strcmp(words[0], "meet") == 0)
		return child_meet(words[1], words[2]);
	if (strcmp(words[0], "hold") == 0)
		return child_hold(words[1], words[2]);
	if (strcmp(words[0], "copy") == 0)
		return child_copy(words[1]);
	return 2;
}

/* Starting things. */

static struct launch_result
launch_with(struct launch_spec spec, const char *const *argv)
{
	struct command command = {.argv = argv};
	struct launch_result result;
	struct err err;

	while (argv[command.count] != NULL)
		command.count++;
	spec.command = &command;
	if (spec.timeout_ns == 0)
		spec.timeout_ns = (uint64_t)PATIENCE_S * 1000000000u;
	if (launcher.runner.run(&launcher.runner, &spec, &result, &err) < 0)
		fail_msg("%s", err.text);
	return result;
}

static struct launch_result
launch_shell(struct launch_spec spec, const char *script)
{
	const char *argv[] = {"/bin/sh", "-c", script, NULL};

	return launch_with(spec, argv);
}

static struct launch_result
launch_child(
    struct launch_spec spec, const char *what, const char *one, const char *two)
{
	const char *argv[] = {self, "child", what, one, two, NULL};

	return launch_with(spec, argv);
}

static int
count_outcomes(
    const struct launch_result *result, enum launch_outcome outcome, int code)
{
	size_t i;
	int count = 0;

	for (i = 0; i < result->copy_count; i++)
		count += result->copies[i].outcome == outcome &&
			 result->copies[i].code == code;
	return count;
}

static void
assert_file(const char *name, const char *expected)
{
	char text[4096];
	FILE *file = fopen(name, "r");
	size_t count;

	assert_non_null(file);
	count = fread(text, 1, sizeof text - 1, file);
	text[count] = '\0';
	fclose(file);
	assert_string_equal(text, expected);
}

static const char *
in_folder(const char *name)
{
	snprintf(path, sizeof path, "%s/%s", folder, name);
	unlink(path);
	return path;
}

static int
compare_numbers(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* One copy ends only when all run; each time holds what the copy logged. */
static void
copies_run_at_the_same_time_and_are_timed_each(void **state)
{
	enum { COPIES = 8 };
	const char *log = in_folder("log");
	struct launch_result result = launch_child(
	    (struct launch_spec){.copies = COPIES}, "meet", log, "8");
	uint64_t ends[COPIES], walls[COPIES], clock, starts = 0, ended = 0;
	FILE *file = fopen(log, "r");
	char word[64];
	size_t i;

	(void)state;
	assert_int_equal(result.use.outcome, LAUNCH_EXITED);
	assert_int_equal(result.use.code, 0);
	assert_int_equal(result.copy_count, COPIES);
	assert_non_null(file);
	while (fscanf(file, "%60s %" SCNu64, word, &clock) == 2) {
		assert_true(clock >= result.clock_ns);
		if (strcmp(word, "start") == 0)
			starts++;
		else if (ended < COPIES)
			ends[ended++] = clock;
	}
	fclose(file);
	assert_int_equal(starts, COPIES);
	assert_int_equal(ended, COPIES);
	for (i = 0; i < COPIES; i++)
		walls[i] = result.copies[i].wall_ns;
	qsort(ends, COPIES, sizeof *ends, compare_numbers);
	qsort(walls, COPIES, sizeof *walls, compare_numbers);
	for (i = 0; i < COPIES; i++) {
		assert_true(result.clock_ns + walls[i] >= ends[i]);
		/* From the same zero; a second is for a busy machine. */
		assert_true(result.clock_ns + walls[i] < ends[i] + 1000000000u);
	}
	assert_int_equal(result.use.wall_ns, walls[COPIES - 1]);
	assert_int_equal(result.leftovers, 0);
}

static void
many_copies_are_all_reported(void **state)
{
	struct launch_result result =
	    launch_shell((struct launch_spec){.copies = 300}, "exit 7");

	(void)state;
	assert_int_equal(result.copy_count, 300);
	assert_int_equal(count_outcomes(&result, LAUNCH_EXITED, 7), 300);
	assert_int_equal(result.use.code, 7);
	result = launch_shell((struct launch_spec){0}, "exit 4");
	assert_int_equal(result.copy_count, 0);
	assert_int_equal(result.use.code, 4);
}

static void
more_copies_than_possible_are_refused_in_words(void **state)
{
	struct launch_result result =
	    launch_shell((struct launch_spec){.copies = 1025}, "exit 0");

	(void)state;
	assert_int_equal(result.use.outcome, LAUNCH_NOT_STARTED);
	assert_int_equal(result.copy_count, 0);
	assert_non_null(strstr(result.said, "1025 copies"));
	assert_non_null(strstr(result.said, "1024"));
}

static void
one_copy_that_fails_fails_all(void **state)
{
	char script[256];
	struct launch_result result;

	(void)state;
	snprintf(
	    script, sizeof script, "mkdir %s || exit 3", in_folder("made"));
	result = launch_shell((struct launch_spec){.copies = 2}, script);
	assert_int_equal(result.use.outcome, LAUNCH_EXITED);
	assert_int_equal(result.use.code, 3);
	assert_int_equal(count_outcomes(&result, LAUNCH_EXITED, 0), 1);
	assert_int_equal(count_outcomes(&result, LAUNCH_EXITED, 3), 1);
	assert_non_null(strstr(result.said, "exists"));
}

static void
copies_killed_by_a_signal_say_so(void **state)
{
	struct launch_result result =
	    launch_shell((struct launch_spec){.copies = 2}, "kill -9 $$");

	(void)state;
	assert_int_equal(result.use.outcome, LAUNCH_SIGNALED);
	assert_int_equal(count_outcomes(&result, LAUNCH_SIGNALED, 9), 2);
}

/* One ends before, one is asked to end, one does not listen. */
static void
timeout_ends_all_copies_and_keeps_what_ended_before(void **state)
{
	char script[512];
	struct launch_result result;

	(void)state;
	in_folder("one");
	in_folder("two");
	snprintf(script, sizeof script,
	    "mkdir %s/one && exit 0; mkdir %s/two && exec sleep 1000; "
	    "trap '' TERM; while :; do sleep 1000; done",
	    folder, folder);
	result = launch_shell(
	    (struct launch_spec){.copies = 3, .timeout_ns = 1000000000},
	    script);
	assert_int_equal(result.use.outcome, LAUNCH_TIMED_OUT);
	assert_int_equal(count_outcomes(&result, LAUNCH_EXITED, 0), 1);
	assert_int_equal(count_outcomes(&result, LAUNCH_TIMED_OUT, 15), 1);
	assert_int_equal(count_outcomes(&result, LAUNCH_TIMED_OUT, 9), 1);
	rmdir(in_folder("one"));
	rmdir(in_folder("two"));
}

static void
timeout_ends_copies_that_flood_standard_error(void **state)
{
	struct launch_result result = launch_shell(
	    (struct launch_spec){.copies = 3, .timeout_ns = 200000000},
	    "exec yes >&2");

	(void)state;
	assert_int_equal(result.use.outcome, LAUNCH_TIMED_OUT);
	assert_int_equal(strncmp(result.said, "y\ny\n", 4), 0);
}

static void
command_that_cannot_be_executed_fails_every_copy_in_words(void **state)
{
	const char *argv[] = {"/nonexistent/program", NULL};
	struct launch_result result =
	    launch_with((struct launch_spec){.copies = 4}, argv);

	(void)state;
	assert_int_equal(result.use.outcome, LAUNCH_NOT_STARTED);
	assert_int_equal(
	    count_outcomes(&result, LAUNCH_NOT_STARTED, ENOENT), 4);
	assert_non_null(
	    strstr(result.said, "cannot start \"/nonexistent/program\""));
	result = launch_with((struct launch_spec){.extras = COUNTERS}, argv);
	assert_int_equal(result.use.outcome, LAUNCH_NOT_STARTED);
	assert_int_equal(result.use.has, 0);
}

static void
folder_that_is_missing_lets_no_copy_go(void **state)
{
	struct launch_result result = launch_shell(
	    (struct launch_spec){.copies = 4, .cwd = "/nonexistent"}, "exit 0");

	(void)state;
	assert_int_equal(
	    count_outcomes(&result, LAUNCH_NOT_STARTED, ENOENT), 4);
	assert_non_null(strstr(result.said, "folder /nonexistent"));
	result = launch_shell((struct launch_spec){.copies = 2}, "exit 0");
	assert_int_equal(count_outcomes(&result, LAUNCH_EXITED, 0), 2);
}

static void
what_copies_leave_behind_is_ended_and_counted(void **state)
{
	struct launch_result result = launch_shell(
	    (struct launch_spec){.copies = 3}, "setsid sleep 1000 & exit 0");

	(void)state;
	assert_int_equal(result.use.outcome, LAUNCH_EXITED);
	assert_int_equal(result.leftovers, 3);
}

/* With a position of its own each would copy the first line. */
static void
copies_share_their_input_and_output(void **state)
{
	char in[128], out[128], text[16] = "";
	struct launch_spec spec = {
	    .copies = 3, .stdin_path = in, .stdout_path = out};
	FILE *file;

	(void)state;
	snprintf(in, sizeof in, "%s", in_folder("in"));
	snprintf(out, sizeof out, "%s", in_folder("out"));
	file = fopen(in, "w");
	assert_non_null(file);
	fputs("a\nb\nc\n", file);
	fclose(file);
	launch_shell(spec, "exec head -c 2");
	file = fopen(out, "r");
	assert_non_null(file);
	assert_int_equal(fread(text, 1, sizeof text - 1, file), 6);
	fclose(file);
	assert_non_null(strstr(text, "a\n"));
	assert_non_null(strstr(text, "b\n"));
	assert_non_null(strstr(text, "c\n"));
}

static void
standard_error_goes_to_its_file_and_is_not_said(void **state)
{
	char out[128], err[128];
	struct launch_result result;

	(void)state;
	snprintf(out, sizeof out, "%s", in_folder("out"));
	snprintf(err, sizeof err, "%s", in_folder("err"));
	result = launch_shell(
	    (struct launch_spec){.stdout_path = out, .stderr_path = err},
	    "echo out; echo longer than the next >&2");
	assert_string_equal(result.said, "");
	result = launch_shell(
	    (struct launch_spec){.stdout_path = out, .stderr_path = err},
	    "echo out; echo err >&2");
	assert_file(out, "out\n");
	assert_file(err, "err\n");
	result = launch_shell(
	    (struct launch_spec){.stdout_path = out, .stderr_path = out},
	    "echo one; echo two >&2; echo three");
	assert_file(out, "one\ntwo\nthree\n");
	result = launch_shell((struct launch_spec){0}, "echo heard >&2");
	assert_string_equal(result.said, "heard\n");
}

static void
standard_error_that_cannot_be_opened_is_named(void **state)
{
	struct launch_result result = launch_shell(
	    (struct launch_spec){.copies = 2, .stderr_path = "/nonexistent/e"},
	    "exit 0");

	(void)state;
	assert_int_equal(result.use.outcome, LAUNCH_NOT_STARTED);
	assert_non_null(strstr(result.said, "standard error /nonexistent/e"));
	assert_int_equal(
	    count_outcomes(&result, LAUNCH_NOT_STARTED, ENOENT), 2);
}

static void
extras_are_known_only_when_asked_for(void **state)
{
	struct launch_result result = launch_child(
	    (struct launch_spec){.copies = 2}, "copy", "1000", NULL);

	(void)state;
	assert_int_equal(result.use.has, 0);
	assert_int_equal(result.counter_error, 0);
	result = launch_child(
	    (struct launch_spec){.extras = 1u << LAUNCH_WRITE_CHARS}, "copy",
	    "1000", NULL);
	assert_int_equal(result.use.has & ~(1u << LAUNCH_WRITE_CHARS), 0);
}

/* A copy that came through the barrier wrote no byte more for that. */
static void
characters_read_and_written_are_each_copys_own(void **state)
{
	unsigned extras = 1u << LAUNCH_READ_CHARS | 1u << LAUNCH_WRITE_CHARS |
			  1u << LAUNCH_READ_BYTES | 1u << LAUNCH_WRITE_BYTES;
	struct launch_result result;
	uint64_t alone;
	size_t i;

	(void)state;
	if (access("/proc/self/io", R_OK) < 0)
		skip();
	result = launch_child(
	    (struct launch_spec){.extras = extras}, "copy", "300000", NULL);
	assert_int_equal(result.use.has, extras);
	assert_int_equal(result.use.extras[LAUNCH_WRITE_CHARS], IO_BYTES);
	assert_true(result.use.extras[LAUNCH_READ_CHARS] >= IO_BYTES);
	alone = result.use.extras[LAUNCH_WRITE_CHARS];
	result =
	    launch_child((struct launch_spec){.copies = 3, .extras = extras},
		"copy", "300000", NULL);
	for (i = 0; i < 3; i++) {
		assert_int_equal(result.copies[i].has, extras);
		assert_int_equal(
		    result.copies[i].extras[LAUNCH_WRITE_CHARS], alone);
	}
	assert_int_equal(result.use.extras[LAUNCH_WRITE_CHARS], 3 * alone);
}

static void
assert_mean_memory(const struct launch_usage *usage, uint64_t low)
{
	assert_int_equal(usage->has, 1u << LAUNCH_RSS_MEAN);
	assert_true(usage->extras[LAUNCH_RSS_MEAN] > low);
	assert_true(usage->extras[LAUNCH_RSS_MEAN] <
		    usage->max_rss_bytes + 20 * MEGABYTE);
}

static void
mean_memory_is_near_what_was_held(void **state)
{
	struct launch_spec spec = {.extras = 1u << LAUNCH_RSS_MEAN};
	struct launch_result result;
	char script[4200];

	(void)state;
	result = launch_child(spec, "hold", "64000000", "300");
	assert_mean_memory(&result.use, 32 * MEGABYTE);
	/* The shell stays, so what holds the memory is its child. */
	snprintf(
	    script, sizeof script, "%s child hold 64000000 300; exit 0", self);
	result = launch_shell(spec, script);
	assert_mean_memory(&result.use, 32 * MEGABYTE);
	spec.copies = 2;
	result = launch_child(spec, "hold", "64000000", "300");
	assert_mean_memory(&result.copies[0], 32 * MEGABYTE);
	assert_mean_memory(&result.copies[1], 32 * MEGABYTE);
	assert_true(
	    result.use.extras[LAUNCH_RSS_MEAN] > 64 * (uint64_t)MEGABYTE);
}

static void
counter_is_known_or_its_error_is(void **state)
{
	struct launch_spec spec = {.extras = COUNTERS};
	struct launch_result result = launch_shell(spec, "exit 0");

	(void)state;
	assert_int_equal(result.use.outcome, LAUNCH_EXITED);
	assert_true(
	    (result.use.has == COUNTERS) == (result.counter_error == 0));
	assert_int_equal(result.use.has & ~COUNTERS, 0);
	if (result.use.has & 1u << LAUNCH_INSTRUCTIONS)
		assert_true(result.use.extras[LAUNCH_INSTRUCTIONS] > 0);
	else
		assert_int_equal(result.use.extras[LAUNCH_INSTRUCTIONS], 0);
	spec.copies = 3;
	result = launch_shell(spec, "exit 0");
	assert_int_equal(count_outcomes(&result, LAUNCH_EXITED, 0), 3);
	assert_true(
	    (result.use.has == COUNTERS) == (result.counter_error == 0));
}

/* Descendants of this process that are still there after a while. */
static int
left_over(void)
{
	int waited_ms;

	for (waited_ms = 0; waited_ms < PATIENCE_S * 100; waited_ms++) {
		while (waitpid(-1, NULL, WNOHANG) > 0)
			continue;
		if (!reap_has_children())
			return 0;
		sleep_ms(10);
	}
	return reap_all();
}

/* In a process of its own; exits with 0 when the launcher's end is told. */
static _Noreturn void
play_perfolio(int tell)
{
	const char *argv[] = {
	    "/bin/sh", "-c", "setsid sleep 1000 & exec sleep 1000", NULL};
	struct command command = {.argv = argv, .count = 3};
	struct launch_spec spec = {.command = &command, .copies = 24};
	struct launch_result result;
	struct launcher own;
	struct err err;

	if (launcher_open(&own, &err) < 0)
		_exit(2);
	if (write(tell, &own.pid, sizeof own.pid) != sizeof own.pid)
		_exit(3);
	if (own.runner.run(&own.runner, &spec, &result, &err) == 0)
		_exit(4);
	if (strstr(err.text, "killed by signal 9") == NULL)
		_exit(5);
	_exit(reap_has_children() ? 6 : 0);
}

static void
kill_after(useconds_t delay_us, bool is_perfolio)
{
	int tell[2], status;
	pid_t perfolio, victim;

	assert_int_equal(pipe(tell), 0);
	perfolio = fork();
	if (perfolio == 0)
		play_perfolio(tell[1]);
	close(tell[1]);
	assert_int_equal(read(tell[0], &victim, sizeof victim), sizeof victim);
	close(tell[0]);
	usleep(delay_us);
	kill(is_perfolio ? perfolio : victim, SIGKILL);
	assert_int_equal(waitpid(perfolio, &status, 0), perfolio);
	if (!is_perfolio)
		assert_int_equal(status, 0);
	assert_int_equal(left_over(), 0);
}

/* From before the first fork to when all run; what is left becomes ours. */
static void
kill_of_perfolio_or_launcher_leaves_no_copy(void **state)
{
	useconds_t delay_us;

	(void)state;
	launcher_close(&launcher);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	for (delay_us = 0; delay_us < 20000; delay_us += 1000) {
		kill_after(delay_us, true);
		kill_after(delay_us, false);
	}
	assert_int_equal(launcher_open(&launcher, &(struct err){0}), 0);
}

static int
open_all(void **state)
{
	struct err err;

	(void)state;
	if (launcher_open(&launcher, &err) == 0)
		return 0;
	print_error("%s\n", err.text);
	return -1;
}

static int
close_all(void **state)
{
	char command[128];
	pid_t pid;

	(void)state;
	launcher_close(&launcher);
	snprintf(command, sizeof command, "%s", folder);
	pid = fork();
	if (pid == 0)
		execlp("rm", "rm", "-rf", command, (char *)NULL);
	return waitpid(pid, NULL, 0) == pid ? 0 : -1;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(copies_run_at_the_same_time_and_are_timed_each),
	    cmocka_unit_test(many_copies_are_all_reported),
	    cmocka_unit_test(more_copies_than_possible_are_refused_in_words),
	    cmocka_unit_test(one_copy_that_fails_fails_all),
	    cmocka_unit_test(copies_killed_by_a_signal_say_so),
	    cmocka_unit_test(
		timeout_ends_all_copies_and_keeps_what_ended_before),
	    cmocka_unit_test(timeout_ends_copies_that_flood_standard_error),
	    cmocka_unit_test(
		command_that_cannot_be_executed_fails_every_copy_in_words),
	    cmocka_unit_test(folder_that_is_missing_lets_no_copy_go),
	    cmocka_unit_test(what_copies_leave_behind_is_ended_and_counted),
	    cmocka_unit_test(copies_share_their_input_and_output),
	    cmocka_unit_test(standard_error_goes_to_its_file_and_is_not_said),
	    cmocka_unit_test(standard_error_that_cannot_be_opened_is_named),
	    cmocka_unit_test(extras_are_known_only_when_asked_for),
	    cmocka_unit_test(characters_read_and_written_are_each_copys_own),
	    cmocka_unit_test(mean_memory_is_near_what_was_held),
	    cmocka_unit_test(counter_is_known_or_its_error_is),
	    cmocka_unit_test(kill_of_perfolio_or_launcher_leaves_no_copy),
	};

	if (argc > 3 && strcmp(argv[1], "child") == 0)
		return child(argv + 2);
	if (readlink("/proc/self/exe", self, sizeof self - 1) < 0)
		return 1;
	snprintf(folder, sizeof folder, "/tmp/perfolio-launch-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return 1;
	return cmocka_run_group_tests(tests, open_all, close_all);
}
