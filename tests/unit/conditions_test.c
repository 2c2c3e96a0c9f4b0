#include "tests/unit/test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "collector/conditions.h"
#include "collector/kernel_file.h"
#include "tests/unit/fake_root.h"

#define SECOND 1000000000

/* Of a virtual machine whose neighbours take their share. */
static const char vm_stat[] =
    "cpu  499811 21952 187053 2226213 4516 11 1223 376 7 5\n"
    "cpu0 221028 11387 88002 1148442 860 0 325 197 0 0\n"
    "intr 9450039 0 0\n";

static void
machine_with_steal_gives_busy_and_stolen_ticks(void **state)
{
	struct kernel_ticks ticks = kernel_ticks(vm_stat);

	(void)state;
	/* Guests (the last two) are part of user and nice already. */
	assert_near(ticks.busy, 499811 + 21952 + 187053 + 11 + 1223, 0);
	assert_near(ticks.stolen, 376, 0);
}

static void
old_kernel_without_steal_gives_busy_alone(void **state)
{
	struct kernel_ticks ticks = kernel_ticks("cpu  10 20 30 400\n");

	(void)state;
	assert_near(ticks.busy, 60, 0);
	assert_true(isnan(ticks.stolen));
}

static void
malformed_stat_is_not_available(void **state)
{
	static const char *const texts[] = {"", "cpu", "cpu  ", "cpu  1 2 3\n",
	    "cpu  1 x 3 4 5 6 7 8\n", "cpu0 1 2 3 4 5 6 7 8\n",
	    "cpu  1 2 -3 4 5 6 7 8\n", "cpu  1e999 2 3 4 5 6 7 8\n"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_true(isnan(kernel_ticks(texts[i]).busy));
}

static void
load_is_the_first_number(void **state)
{
	(void)state;
	assert_near(kernel_load("0.42 0.20 0.08 1/88 12747\n"), 0.42, 0);
	assert_near(kernel_load("12.5"), 12.5, 0);
	assert_true(isnan(kernel_load("")));
	assert_true(isnan(kernel_load("busy 1 2\n")));
}

static void
pressure_is_the_total_of_some_in_ns(void **state)
{
	(void)state;
	assert_near(
	    kernel_stall_ns("some avg10=1.08 avg60=1.70 avg300=0.69 total=999\n"
			    "full avg10=0.00 avg60=0.00 avg300=0.00 total=7\n"),
	    999e3, 0);
	/* Only "full" has a total here. */
	assert_true(isnan(
	    kernel_stall_ns("some avg10=1.08\nfull avg10=0.00 total=7\n")));
	assert_true(isnan(kernel_stall_ns("some total=\n")));
	assert_true(isnan(kernel_stall_ns("")));
}

static void
clock_is_the_mean_of_the_cores(void **state)
{
	(void)state;
	assert_near(kernel_clock_hz("processor\t: 0\ncpu MHz\t\t: 800.5\n"
				    "flags\t\t: fpu aperfmperf sse\n"
				    "processor\t: 1\ncpu MHz\t\t: 3200.5\n"
				    "flags\t\t: fpu aperfmperf sse\n"),
	    2000.5e6, 1e-12);
	/* The last line was cut by the end of the buffer. */
	assert_near(kernel_clock_hz("cpu MHz\t\t: 800\nflags: fpu aperfmperf\n"
				    "cpu MHz\t\t: 32"),
	    800e6, 1e-12);
}

static void
clock_that_the_processor_does_not_count_is_not_available(void **state)
{
	(void)state;
	/* What a virtual machine says: the same number for ever. */
	assert_true(isnan(kernel_clock_hz(
	    "cpu MHz\t\t: 2596.150\nflags\t\t: fpu hypervisor sse\n")));
	assert_true(isnan(kernel_clock_hz("")));
}

static void
memory_is_in_bytes(void **state)
{
	static const char text[] = "MemTotal:       24684084 kB\n"
				   "MemFree:        23996040 kB\n"
				   "SwapFree:    rubbish kB\n";

	(void)state;
	assert_near(
	    kernel_memory_bytes(text, "MemTotal"), 24684084.0 * 1024, 0);
	assert_true(isnan(kernel_memory_bytes(text, "Mem")));
	assert_true(isnan(kernel_memory_bytes(text, "SwapTotal")));
	assert_true(isnan(kernel_memory_bytes(text, "SwapFree")));
}

static void
absent_files_are_not_available(void **state)
{
	struct conditions_reading reading;
	struct fake_root root;

	(void)state;
	fake_root_make(&root);
	conditions_read_below(root.path, &reading);
	assert_true(isnan(reading.busy_ns));
	assert_true(isnan(reading.stolen_ns));
	assert_true(isnan(reading.cpu_stall_ns));
	assert_true(isnan(reading.io_stall_ns));
	assert_true(isnan(reading.memory_stall_ns));
	assert_true(isnan(reading.throttles));
	assert_true(isnan(reading.load));
	assert_true(isnan(reading.clock_hz));
	assert_true(reading.own_ns >= 0);
	assert_true(reading.processors >= 1);
	fake_root_remove(&root);
}

static void
files_of_a_machine_are_all_read(void **state)
{
	struct conditions_reading reading;
	double tick_ns = 1e9 / (double)sysconf(_SC_CLK_TCK);
	struct fake_root root;

	(void)state;
	fake_root_make(&root);
	fake_root_add(&root, "/proc/stat", vm_stat);
	fake_root_add(&root, "/proc/loadavg", "3.5 1 1 1/1 1\n");
	fake_root_add(&root, "/proc/pressure/cpu", "some total=1\n");
	fake_root_add(&root, "/proc/pressure/io", "some total=2\n");
	fake_root_add(&root, "/proc/pressure/memory", "some total=3\n");
	fake_root_add(&root,
	    "/sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq",
	    "3400000\n");
	fake_root_add(&root,
	    "/sys/devices/system/cpu/cpu0/thermal_throttle/"
	    "core_throttle_count",
	    "17\n");
	conditions_read_below(root.path, &reading);
	assert_near(reading.stolen_ns, 376 * tick_ns, 1e-12);
	assert_near(reading.load, 3.5, 0);
	assert_near(reading.cpu_stall_ns, 1e3, 0);
	assert_near(reading.io_stall_ns, 2e3, 0);
	assert_near(reading.memory_stall_ns, 3e3, 0);
	assert_near(reading.clock_hz, 3.4e9, 0);
	assert_near(reading.throttles, 17, 0);
	fake_root_remove(&root);
}

/* A second on four processors in which nothing happened. */
static struct conditions_reading
idle_second(void)
{
	return (struct conditions_reading){
	    .clock_ns = SECOND, .processors = 4, .load = 0.5};
}

static void
own_time_is_not_that_of_others(void **state)
{
	struct conditions_reading from = {0}, to = idle_second();
	struct record_system system;

	(void)state;
	to.busy_ns = 2.5 * SECOND;
	to.own_ns = 0.25 * SECOND;
	conditions_between(&from, &to, 1.25 * SECOND, &system);
	assert_near(system.others, 0.25, 1e-12);
	assert_near(system.load, 0.5, 0);
}

static void
shares_stay_between_none_and_all(void **state)
{
	struct conditions_reading from = {0}, to = idle_second();
	struct record_system system;

	(void)state;
	/* The ticks missed what the launches used; steal ran backwards. */
	from.stolen_ns = 9;
	to.busy_ns = 0.5 * SECOND;
	to.cpu_stall_ns = 1.1 * SECOND;
	conditions_between(&from, &to, 0.6 * SECOND, &system);
	assert_near(system.others, 0, 0);
	assert_near(system.stolen, 0, 0);
	assert_near(system.cpu_stall, 1, 0);
	assert_near(system.io_stall, 0, 0);
}

static void
what_is_not_available_stays_so(void **state)
{
	struct conditions_reading from = {0}, to = idle_second();
	struct record_system system;

	(void)state;
	to.stolen_ns = to.io_stall_ns = to.clock_hz = (double)NAN;
	from.busy_ns = from.throttles = (double)NAN;
	conditions_between(&from, &to, 0, &system);
	assert_true(isnan(system.others));
	assert_true(isnan(system.stolen));
	assert_true(isnan(system.io_stall));
	assert_true(isnan(system.throttled));
	assert_true(isnan(system.clock_hz));
	assert_near(system.cpu_stall, 0, 0);
}

static void
moment_too_short_for_clock_ticks_says_nothing_of_others(void **state)
{
	struct conditions_reading from = {0}, to = idle_second();
	struct record_system system;

	(void)state;
	to.clock_ns = CONDITIONS_SHORTEST_NS - 1;
	to.busy_ns = to.io_stall_ns = (double)to.clock_ns;
	conditions_between(&from, &to, 0, &system);
	assert_true(isnan(system.others));
	assert_true(isnan(system.stolen));
	assert_near(system.io_stall, 1, 0);
}

static void
throttling_is_counted_from_one_reading_to_the_next(void **state)
{
	struct conditions_reading from = {0}, to = idle_second();
	struct record_system system;

	(void)state;
	from.throttles = 17;
	to.throttles = 20;
	conditions_between(&from, &to, 0, &system);
	assert_near(system.throttled, 3, 0);
	/* A processor was switched off. */
	to.throttles = 5;
	conditions_between(&from, &to, 0, &system);
	assert_true(isnan(system.throttled));
}

static void
round_is_told_after_a_second_or_at_the_end(void **state)
{
	struct conditions conditions;
	struct record_system system = {.round = 99};

	(void)state;
	conditions_begin(&conditions, 5);
	assert_int_equal(conditions.started_ns, 5);
	conditions.launched_ns = 7;
	/* However long this test is kept waiting, no second has passed. */
	conditions.last.clock_ns += 3600 * (uint64_t)SECOND;
	assert_false(conditions_round(&conditions, 1, false, &system));
	conditions.last.clock_ns -= 3600 * (uint64_t)SECOND;
	assert_int_equal(system.round, 99);
	assert_near(conditions.launched_ns, 7, 0);
	assert_true(conditions_round(&conditions, 2, true, &system));
	assert_int_equal(system.round, 2);
	assert_true(system.end_ns >= system.start_ns);
	assert_int_equal(system.end_ns, conditions.last.clock_ns - 5);
	assert_near(conditions.launched_ns, 0, 0);
	conditions.last.clock_ns -= 2 * (uint64_t)SECOND;
	assert_true(conditions_round(&conditions, 3, false, &system));
	assert_int_equal(system.round, 3);
	assert_true(system.end_ns - system.start_ns >= 2 * (uint64_t)SECOND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(machine_with_steal_gives_busy_and_stolen_ticks),
	    cmocka_unit_test(old_kernel_without_steal_gives_busy_alone),
	    cmocka_unit_test(malformed_stat_is_not_available),
	    cmocka_unit_test(load_is_the_first_number),
	    cmocka_unit_test(pressure_is_the_total_of_some_in_ns),
	    cmocka_unit_test(clock_is_the_mean_of_the_cores),
	    cmocka_unit_test(
		clock_that_the_processor_does_not_count_is_not_available),
	    cmocka_unit_test(memory_is_in_bytes),
	    cmocka_unit_test(absent_files_are_not_available),
	    cmocka_unit_test(files_of_a_machine_are_all_read),
	    cmocka_unit_test(own_time_is_not_that_of_others),
	    cmocka_unit_test(shares_stay_between_none_and_all),
	    cmocka_unit_test(what_is_not_available_stays_so),
	    cmocka_unit_test(
		moment_too_short_for_clock_ticks_says_nothing_of_others),
	    cmocka_unit_test(
		throttling_is_counted_from_one_reading_to_the_next),
	    cmocka_unit_test(round_is_told_after_a_second_or_at_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
