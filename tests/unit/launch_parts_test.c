/*
 * The launcher's parts that need no launcher, and the sums over copies.
 */
#include "tests/unit/test.h"

#include <fcntl.h>
#include <linux/perf_event.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "collector/launch_reply.h"
#include "collector/launcher/counters.h"
#include "collector/launcher/memory.h"
#include "collector/launcher/proc_io.h"

/* Events any kernel can count, through the code for those of the hardware. */
static const struct counter_event software[COUNTERS_EVENTS] = {
    {PERF_TYPE_SOFTWARE, PERF_COUNT_SW_PAGE_FAULTS},
    {PERF_TYPE_SOFTWARE, PERF_COUNT_SW_TASK_CLOCK},
};

/* Counts a script from its exec on; false when that is not allowed here. */
static bool
count_script(const char *script, uint64_t values[COUNTERS_EVENTS])
{
	struct counters counters;
	int gate[2], status;
	unsigned known;
	char byte;
	pid_t pid;

	assert_int_equal(pipe(gate), 0);
	pid = fork();
	if (pid == 0) {
		close(gate[1]);
		if (read(gate[0], &byte, 1) != 0)
			_exit(1);
		execl("/bin/sh", "sh", "-c", script, (char *)NULL);
		_exit(1);
	}
	counters_open(&counters, software, 3, pid);
	close(gate[0]);
	close(gate[1]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	known = counters_take(&counters, values);
	if (counters.error != 0) {
		assert_int_equal(known, 0);
		return false;
	}
	assert_int_equal(known, 3);
	return true;
}

static void
counters_hold_what_a_process_and_its_children_did(void **state)
{
	uint64_t alone[COUNTERS_EVENTS] = {0}, more[COUNTERS_EVENTS] = {0};

	(void)state;
	if (!count_script("exit 0", alone) ||
	    !count_script(
		"/bin/ls / >/dev/null; /bin/ls / >/dev/null; exit 0", more))
		skip();
	assert_true(alone[0] > 0);
	assert_true(alone[1] > 0);
	assert_true(more[0] > alone[0]);
}

static void
counter_that_does_not_exist_gives_its_error(void **state)
{
	static const struct counter_event events[COUNTERS_EVENTS] = {
	    {0x7fffffff, 0}};
	uint64_t values[COUNTERS_EVENTS] = {0};
	struct counters counters;

	(void)state;
	counters_open(&counters, events, 1, getpid());
	assert_int_not_equal(counters.error, 0);
	assert_int_equal(counters.fds[0], -1);
	assert_int_equal(counters_take(&counters, values), 0);
}

/* It never executes anything, so it is never enabled. */
static void
counter_that_never_ran_is_not_known(void **state)
{
	uint64_t values[COUNTERS_EVENTS] = {0};
	struct counters counters;

	(void)state;
	counters_open(&counters, software, 1, getpid());
	assert_int_equal(counters_take(&counters, values), 0);
}

static void
memory_that_was_never_looked_at_is_not_known(void **state)
{
	struct memory memory = {0};
	uint64_t bytes;

	(void)state;
	assert_false(memory_mean(&memory, 10, 20, &bytes));
}

static void
memory_of_a_process_that_ended_is_not_looked_at(void **state)
{
	struct memory memory = {0};
	pid_t pid = fork();

	(void)state;
	if (pid == 0)
		_exit(0);
	waitid(P_PID, (id_t)pid, &(siginfo_t){0}, WEXITED | WNOWAIT);
	memory_look(&memory, pid, 0, 100);
	waitpid(pid, NULL, 0);
	assert_false(memory.is_known);
}

static void
memory_changes_evenly_between_two_looks(void **state)
{
	struct memory memory = {.is_known = true, .at_ns = 110, .bytes = 400};
	uint64_t bytes;

	(void)state;
	/* 100 to 110: 200 bytes at both ends; 110 to 120: 400 held. */
	memory.byte_time = 200 * 10;
	assert_true(memory_mean(&memory, 100, 120, &bytes));
	assert_int_equal(bytes, 300);
	memory.is_too_many = true;
	assert_false(memory_mean(&memory, 100, 120, &bytes));
}

static void
first_look_holds_from_the_start(void **state)
{
	struct memory memory = {0};
	uint64_t bytes;

	(void)state;
	memory_look(&memory, getpid(), 1000, 3000);
	if (!memory.is_known)
		skip();
	assert_true(memory_mean(&memory, 1000, 5000, &bytes));
	assert_int_equal(bytes, memory.bytes);
	assert_true(bytes > 100000);
}

/* Between the two lies what a tool that runs the test may write itself. */
static void
ended_process_still_tells_what_it_wrote(void **state)
{
	static char bytes[50000];
	struct launcher_usage usage = {0};
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	pid_t pid;

	(void)state;
	if (access("/proc/self/io", R_OK) < 0)
		skip();
	pid = fork();
	if (pid == 0)
		_exit(write(null, bytes, sizeof bytes) == sizeof bytes ? 0 : 1);
	waitid(P_PID, (id_t)pid, &(siginfo_t){0}, WEXITED | WNOWAIT);
	proc_io_read(pid, 1u << LAUNCH_WRITE_CHARS, &usage);
	waitpid(pid, NULL, 0);
	close(null);
	assert_int_equal(usage.has, 1u << LAUNCH_WRITE_CHARS);
	assert_in_range(usage.extras[LAUNCH_WRITE_CHARS], 50000, 55000);
	usage = (struct launcher_usage){0};
	proc_io_read(pid, PROC_IO_EXTRAS, &usage);
	assert_int_equal(usage.has, 0);
}

static void
copies_are_combined_by_sum_maximum_and_share_of_time(void **state)
{
	unsigned both = 1u << LAUNCH_RSS_MEAN | 1u << LAUNCH_WRITE_CHARS;
	struct launch_usage copies[3] = {
	    {.wall_ns = 10, .user_ns = 1, .max_rss_bytes = 7, .has = both},
	    {.wall_ns = 40, .user_ns = 2, .max_rss_bytes = 9, .has = both},
	    {.wall_ns = 20, .user_ns = 4, .max_rss_bytes = 8, .has = both},
	};
	struct launch_usage sum;

	(void)state;
	copies[0].extras[LAUNCH_RSS_MEAN] = 400;
	copies[1].extras[LAUNCH_RSS_MEAN] = 100;
	copies[2].extras[LAUNCH_WRITE_CHARS] = 5;
	copies[1].extras[LAUNCH_WRITE_CHARS] = 6;
	sum = launch_reply_combine(copies, 3);
	assert_int_equal(sum.outcome, LAUNCH_EXITED);
	assert_int_equal(sum.wall_ns, 40);
	assert_int_equal(sum.user_ns, 7);
	assert_int_equal(sum.max_rss_bytes, 9);
	assert_int_equal(sum.has, both);
	assert_int_equal(sum.extras[LAUNCH_RSS_MEAN], (4000 + 4000) / 40);
	assert_int_equal(sum.extras[LAUNCH_WRITE_CHARS], 11);
	copies[2].has = 0;
	copies[1].code = 3;
	copies[2].outcome = LAUNCH_TIMED_OUT;
	sum = launch_reply_combine(copies, 3);
	assert_int_equal(sum.has, 0);
	assert_int_equal(sum.extras[LAUNCH_WRITE_CHARS], 0);
	assert_int_equal(sum.outcome, LAUNCH_EXITED);
	assert_int_equal(sum.code, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counters_hold_what_a_process_and_its_children_did),
	    cmocka_unit_test(counter_that_does_not_exist_gives_its_error),
	    cmocka_unit_test(counter_that_never_ran_is_not_known),
	    cmocka_unit_test(memory_that_was_never_looked_at_is_not_known),
	    cmocka_unit_test(memory_of_a_process_that_ended_is_not_looked_at),
	    cmocka_unit_test(memory_changes_evenly_between_two_looks),
	    cmocka_unit_test(first_look_holds_from_the_start),
	    cmocka_unit_test(ended_process_still_tells_what_it_wrote),
	    cmocka_unit_test(
		copies_are_combined_by_sum_maximum_and_share_of_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
