#include "tests/unit/test.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/err.h"
#include "collector/doctor.h"
#include "collector/launch.h"
#include "collector/plan.h"
#include "tests/unit/fake_root.h"

#define GIB 1073741824.0
#define CPU "/sys/devices/system/cpu"
#define POWER "/sys/class/power_supply"

/* A machine on which nothing is wrong. */
static struct doctor_machine
quiet_machine(void)
{
	return (struct doctor_machine){.governor = "performance",
	    .turbo = "off",
	    .turbo_off = "echo 1 | sudo tee /x",
	    .processors = 8,
	    .allowed = 8,
	    .quota = (double)INFINITY,
	    .isolated = "",
	    .load = 0.5,
	    .runnable = 1,
	    .available_bytes = 12 * GIB,
	    .memory_bytes = 16 * GIB,
	    .swap_bytes = 2 * GIB,
	    .aslr = 2,
	    .virtualization = "none",
	    .power = "mains",
	    .clock_source = "tsc",
	    .perf_paranoid = 2,
	    .cpu_stall_ns = 7};
}

/* The finding of that name; the test fails when there is none. */
static const struct doctor_finding *
finding_of(const struct doctor *doctor, const char *what)
{
	size_t i;

	for (i = 0; i < doctor->findings.count; i++)
		if (strcmp(doctor->findings.items[i].what, what) == 0)
			return &doctor->findings.items[i];
	fail_msg("no finding is named %s", what);
	return NULL;
}

static size_t
warnings_in(const struct doctor *doctor)
{
	size_t count = 0, i;

	for (i = 0; i < doctor->findings.count; i++)
		count += doctor->findings.items[i].level == DOCTOR_WARNING;
	return count;
}

/* Judges a machine and asserts that only one thing is to be mended. */
static void
assert_only_warning(const struct doctor_machine *machine, const char *what,
    const char *value, const char *advice)
{
	struct doctor doctor = {0};
	const struct doctor_finding *finding;

	doctor_add_machine(&doctor, machine);
	finding = finding_of(&doctor, what);
	assert_int_equal(finding->level, DOCTOR_WARNING);
	assert_string_equal(finding->value, value);
	assert_non_null(strstr(finding->advice, advice));
	assert_int_equal(warnings_in(&doctor), 1);
	doctor_release(&doctor);
}

static void
quiet_machine_gets_no_warning(void **state)
{
	struct doctor_machine machine = quiet_machine();
	struct doctor doctor = {0};

	(void)state;
	doctor_add_machine(&doctor, &machine);
	assert_int_equal(warnings_in(&doctor), 0);
	assert_int_equal(finding_of(&doctor, "governor")->level, DOCTOR_OK);
	assert_string_equal(finding_of(&doctor, "CPU limit")->value, "none");
	assert_string_equal(
	    finding_of(&doctor, "load")->value, "0.50 on 8 processors");
	assert_string_equal(
	    finding_of(&doctor, "isolated processors")->value, "none");
	doctor_release(&doctor);
}

static void
each_fault_is_one_warning_with_its_advice(void **state)
{
	struct doctor_machine machine = quiet_machine();

	(void)state;
	machine.governor = "powersave";
	assert_only_warning(&machine, "governor", "powersave", "cpupower");
	machine = quiet_machine();
	machine.turbo = "on";
	assert_only_warning(&machine, "turbo", "on", "sudo tee /x");
	machine = quiet_machine();
	machine.quota = 1.5;
	assert_only_warning(&machine, "CPU limit",
	    "1.5 of 8 processors by cgroup", "whole processors");
	machine = quiet_machine();
	machine.load = 4.01;
	machine.runnable = 5;
	assert_only_warning(&machine, "load", "4.01 on 8 processors", "top");
	machine = quiet_machine();
	machine.available_bytes = 1.5 * GIB;
	assert_only_warning(
	    &machine, "free memory", "1.5 GiB of 16.0 GiB", "top");
	machine = quiet_machine();
	machine.swap_used_bytes = 0.5 * GIB;
	assert_only_warning(
	    &machine, "swap in use", "512.0 MiB of 2.0 GiB", "swapoff");
	machine = quiet_machine();
	machine.power = "battery";
	assert_only_warning(&machine, "power supply", "the battery", "Plug");
	machine = quiet_machine();
	machine.clock_source = "hpet";
	assert_only_warning(
	    &machine, "clock source", "hpet", "clocksource=tsc");
}

static void
what_is_at_its_limit_is_still_fine(void **state)
{
	struct doctor_machine machine = quiet_machine();
	struct doctor doctor = {0};

	(void)state;
	machine.load = 4;
	machine.quota = 8;
	machine.available_bytes = 1.6 * GIB;
	machine.swap_used_bytes = 0.16 * GIB;
	doctor_add_machine(&doctor, &machine);
	assert_int_equal(warnings_in(&doctor), 0);
	doctor_release(&doctor);
}

static void
what_cannot_be_read_is_never_fine(void **state)
{
	static const char *const names[] = {"governor", "turbo", "SMT",
	    "CPU limit", "isolated processors", "load", "free memory",
	    "swap in use", "power supply", "virtualization", "address layout",
	    "clock source", "perf_event_paranoid", "irqbalance",
	    "pressure (PSI)"};
	const struct doctor_finding *finding;
	struct doctor_machine machine;
	struct doctor doctor = {0};
	struct fake_root root;
	size_t i;

	(void)state;
	fake_root_make(&root);
	doctor_machine_read(&doctor.arena, root.path, &machine);
	doctor_add_machine(&doctor, &machine);
	/* Affinity is no file and always known. */
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		finding = finding_of(&doctor, names[i]);
		if (strcmp(names[i], "CPU limit") == 0 &&
		    finding->value != NULL)
			continue;
		assert_null(finding->value);
		assert_int_equal(finding->level, DOCTOR_INFO);
	}
	assert_int_equal(doctor.findings.count, sizeof names / sizeof *names);
	assert_true(isnan(doctor_find_irqbalance(root.path)));
	fake_root_remove(&root);
	doctor_release(&doctor);
}

static void
files_of_a_laptop_are_all_read(void **state)
{
	struct doctor_machine machine;
	struct arena arena = {0};
	struct fake_root root;

	(void)state;
	fake_root_make(&root);
	fake_root_add(
	    &root, CPU "/cpu0/cpufreq/scaling_governor", "powersave\n");
	fake_root_add(&root, CPU "/intel_pstate/no_turbo", "0\n");
	fake_root_add(&root, CPU "/smt/active", "1\n");
	fake_root_add(&root, CPU "/isolated", "2-3\n");
	fake_root_add(&root, "/proc/loadavg", "6.5 1 1 1/1 1\n");
	fake_root_add(&root, "/proc/meminfo",
	    "MemTotal: 1000 kB\nMemAvailable: 50 kB\n"
	    "SwapTotal: 500 kB\nSwapFree: 100 kB\n");
	fake_root_add(
	    &root, "/proc/cpuinfo", "flags\t\t: fpu hypervisor sse\n");
	fake_root_add(&root, "/sys/class/dmi/id/sys_vendor", "QEMU\n");
	fake_root_add(&root, POWER "/AC/type", "Mains\n");
	fake_root_add(&root, POWER "/AC/online", "0\n");
	fake_root_add(&root, POWER "/BAT0/type", "Battery\n");
	fake_root_add(&root, POWER "/BAT0/status", "Discharging\n");
	fake_root_add(&root,
	    "/sys/devices/system/clocksource/clocksource0/"
	    "current_clocksource",
	    "hpet\n");
	fake_root_add(&root, "/proc/sys/kernel/randomize_va_space", "0\n");
	fake_root_add(&root, "/proc/sys/kernel/perf_event_paranoid", "-1\n");
	fake_root_add(&root, "/proc/pressure/cpu", "some total=4\n");
	doctor_machine_read(&arena, root.path, &machine);
	assert_string_equal(machine.governor, "powersave");
	assert_string_equal(machine.turbo, "on");
	assert_non_null(strstr(machine.turbo_off, "no_turbo"));
	assert_near(machine.smt, 1, 0);
	assert_string_equal(machine.isolated, "2-3");
	assert_near(machine.load, 6.5, 0);
	assert_near(machine.runnable, 1, 0);
	assert_near(machine.memory_bytes, 1000 * 1024, 0);
	assert_near(machine.available_bytes, 50 * 1024, 0);
	assert_near(machine.swap_used_bytes, 400 * 1024, 0);
	assert_string_equal(machine.virtualization, "QEMU");
	assert_string_equal(machine.power, "battery");
	assert_string_equal(machine.clock_source, "hpet");
	assert_near(machine.aslr, 0, 0);
	assert_near(machine.perf_paranoid, -1, 0);
	assert_near(machine.cpu_stall_ns, 4000, 0);
	assert_true(machine.processors >= 1 && machine.allowed >= 1);
	fake_root_remove(&root);
	arena_release(&arena);
}

/* The power supply of a tree that only the test knows. */
static const char *
power_of(const struct fake_root *root, struct arena *arena)
{
	struct doctor_machine machine;

	doctor_machine_read(arena, root->path, &machine);
	return machine.power;
}

static void
battery_counts_only_without_mains_and_when_it_is_the_machines(void **state)
{
	struct arena arena = {0};
	struct fake_root root;

	(void)state;
	fake_root_make(&root);
	fake_root_add(&root, POWER "/mouse/type", "Battery\n");
	fake_root_add(&root, POWER "/mouse/scope", "Device\n");
	fake_root_add(&root, POWER "/mouse/status", "Discharging\n");
	assert_null(power_of(&root, &arena));
	fake_root_add(&root, POWER "/BAT0/type", "Battery\n");
	fake_root_add(&root, POWER "/BAT0/status", "Discharging\n");
	assert_string_equal(power_of(&root, &arena), "battery");
	fake_root_add(&root, POWER "/ZAC/type", "Mains\n");
	fake_root_add(&root, POWER "/ZAC/online", "1\n");
	assert_string_equal(power_of(&root, &arena), "mains");
	fake_root_remove(&root);
	arena_release(&arena);
}

static double
quota_of(const struct fake_root *root)
{
	struct doctor_machine machine;
	struct arena arena = {0};

	doctor_machine_read(&arena, root->path, &machine);
	arena_release(&arena);
	return machine.quota;
}

static void
narrowest_group_above_limits_the_processors(void **state)
{
	struct fake_root root;

	(void)state;
	fake_root_make(&root);
	fake_root_add(&root, "/sys/fs/cgroup/cgroup.controllers", "cpu io\n");
	fake_root_add(&root, "/proc/self/cgroup", "0::/a/b\n");
	assert_true(isinf(quota_of(&root)));
	fake_root_add(&root, "/sys/fs/cgroup/a/b/cpu.max", "max 100000\n");
	assert_true(isinf(quota_of(&root)));
	fake_root_add(&root, "/sys/fs/cgroup/a/cpu.max", "150000 100000\n");
	assert_near(quota_of(&root), 1.5, 0);
	fake_root_add(&root, "/sys/fs/cgroup/a/b/cpu.max", "50000 100000\n");
	assert_near(quota_of(&root), 0.5, 0);
	fake_root_remove(&root);
}

static void
groups_of_the_first_version_limit_too(void **state)
{
	struct fake_root root;

	(void)state;
	fake_root_make(&root);
	fake_root_add(&root, "/proc/self/cgroup",
	    "5:memory:/\n4:cpu,cpuacct:/docker/1\n0::/\n");
	assert_true(isnan(quota_of(&root)));
	/* A container sees its own group at the top. */
	fake_root_add(
	    &root, "/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
	fake_root_add(&root, "/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
	assert_true(isinf(quota_of(&root)));
	fake_root_add(&root, "/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000\n");
	assert_near(quota_of(&root), 2, 0);
	fake_root_remove(&root);
}

static void
irqbalance_is_found_among_the_processes(void **state)
{
	struct fake_root root;

	(void)state;
	fake_root_make(&root);
	fake_root_add(&root, "/proc/12/comm", "irqbalanced\n");
	fake_root_add(&root, "/proc/uptime", "irqbalance\n");
	assert_near(doctor_find_irqbalance(root.path), 0, 0);
	fake_root_add(&root, "/proc/13/comm", "irqbalance\n");
	assert_near(doctor_find_irqbalance(root.path), 1, 0);
	fake_root_remove(&root);
}

static void
quick_look_gives_warnings_alone_as_sentences(void **state)
{
	struct record_note notes[DOCTOR_NOTES];
	struct arena arena = {0};
	struct fake_root root;

	(void)state;
	fake_root_make(&root);
	assert_int_equal(doctor_quick(&arena, root.path, notes), 0);
	fake_root_add(&root, CPU "/smt/active", "1\n");
	fake_root_add(
	    &root, CPU "/cpu0/cpufreq/scaling_governor", "powersave\n");
	fake_root_add(&root, CPU "/cpufreq/boost", "1\n");
	assert_int_equal(doctor_quick(&arena, root.path, notes), 2);
	assert_string_equal(
	    notes[0].text, "The machine's governor is powersave.");
	assert_int_equal(notes[0].level, NOTE_WARNING);
	assert_null(notes[0].case_id);
	assert_string_equal(notes[1].text, "The machine's turbo is on.");
	assert_non_null(strstr(notes[1].advice, "cpufreq/boost"));
	fake_root_remove(&root);
	arena_release(&arena);
}

static void
work_of_others_is_a_warning_and_unknown_work_is_not_available(void **state)
{
	struct record_system seen = {.others = 0.06, .stolen = 0.001};
	struct doctor doctor = {0};
	const struct doctor_finding *items;

	(void)state;
	doctor_add_look(&doctor, &seen, 4);
	seen.others = 0.07;
	seen.stolen = 0.02;
	doctor_add_look(&doctor, &seen, 4);
	seen.others = seen.stolen = (double)NAN;
	doctor_add_look(&doctor, &seen, 4);
	items = doctor.findings.items;
	assert_int_equal(doctor.findings.count, 6);
	assert_int_equal(items[0].level, DOCTOR_OK);
	assert_string_equal(items[0].value, "0.24 of 4 processors");
	assert_int_equal(items[1].level, DOCTOR_OK);
	assert_int_equal(items[2].level, DOCTOR_WARNING);
	assert_int_equal(items[3].level, DOCTOR_WARNING);
	assert_string_equal(items[3].value, "2.0 %");
	assert_null(items[4].value);
	assert_null(items[5].value);
	doctor_release(&doctor);
}

/* Grants some counters and refuses the others. */
struct granting {
	struct runner runner;
	unsigned has;
	int error;
};

static int
grant(struct runner *runner, const struct launch_spec *spec,
    struct launch_result *result, struct err *err)
{
	const struct granting *granting = (struct granting *)runner;

	(void)err;
	*result = (struct launch_result){.said = ""};
	result->use.has = spec->extras & granting->has;
	if (result->use.has != spec->extras)
		result->counter_error = granting->error;
	return 0;
}

static void
counters_are_those_that_launches_were_granted(void **state)
{
	const unsigned all = (1u << LAUNCH_EXTRAS) - 1;
	struct granting granting = {{grant}, all, 0};
	struct doctor doctor = {0};
	const struct doctor_finding *items;
	struct err err = {0};

	(void)state;
	doctor_add_counters(&doctor, &granting.runner, &err);
	granting = (struct granting){{grant}, 1u << LAUNCH_CYCLES, ENOENT};
	doctor_add_counters(&doctor, &granting.runner, &err);
	granting = (struct granting){{grant}, 0, EACCES};
	doctor_add_counters(&doctor, &granting.runner, &err);
	items = doctor.findings.items;
	assert_int_equal(items[0].level, DOCTOR_OK);
	assert_string_equal(items[0].value,
	    "instructions, cycles, branches, branch_misses, "
	    "cache_references, cache_misses");
	assert_int_equal(items[1].level, DOCTOR_INFO);
	assert_non_null(strstr(items[1].value, "cycles; not instructions"));
	assert_null(items[2].value);
	assert_non_null(strstr(items[2].advice, "perf_event_paranoid"));
	doctor_release(&doctor);
}

/* A plan of one case in the folder of a tree. */
struct one_case {
	struct plan plan;
	struct plan_case of;
};

static void
one_case_make(struct one_case *one, const char *folder)
{
	*one = (struct one_case){0};
	one->of.record.id = "a";
	one->of.cwd = folder;
	one->of.place = "s.yaml:3:5";
	one->plan.folder = folder;
	one->plan.cases = &one->of;
	one->plan.case_count = 1;
}

static void
missing_program_is_a_warning_with_its_place(void **state)
{
	static const char *const argv[] = {"no-such-program-7"};
	static const char *const shell[] = {
	    "sh", "-c", "no-such-tool-8 --all | sort"};
	struct doctor doctor = {0};
	struct one_case one;

	(void)state;
	one_case_make(&one, "/");
	one.of.command = (struct command){shell, 3};
	one.of.prepare = (struct command){argv, 1};
	doctor_add_tools(&doctor, &one.plan);
	assert_int_equal(
	    finding_of(&doctor, "no-such-program-7")->level, DOCTOR_WARNING);
	assert_string_equal(finding_of(&doctor, "no-such-tool-8")->value,
	    "missing, for s.yaml:3:5");
	assert_non_null(
	    strstr(finding_of(&doctor, "no-such-tool-8")->advice, "PATH"));
	assert_string_equal(finding_of(&doctor, "programs of the suite")->value,
	    "1 found, 2 missing");
	doctor_release(&doctor);
}

static void
program_is_looked_for_in_the_cases_folder_and_path(void **state)
{
	static const char *const argv[] = {"./tool"}, *const word[] = {"tool"};
	struct doctor doctor = {0};
	struct one_case one;
	struct pair path = {"PATH", NULL};
	struct fake_root root;
	char full[128];

	(void)state;
	fake_root_make(&root);
	fake_root_add(&root, "/tool", "#!/bin/sh\n");
	one_case_make(&one, root.path);
	one.of.command = (struct command){argv, 1};
	one.of.setup = (struct command){word, 1};
	path.value = root.path;
	one.of.env = &path;
	one.of.env_count = 1;
	/* It is there and may not be executed. */
	doctor_add_tools(&doctor, &one.plan);
	assert_string_equal(finding_of(&doctor, "programs of the suite")->value,
	    "0 found, 2 missing");
	doctor_release(&doctor);
	doctor = (struct doctor){0};
	snprintf(full, sizeof full, "%s/tool", root.path);
	chmod(full, 0755);
	doctor_add_tools(&doctor, &one.plan);
	assert_string_equal(finding_of(&doctor, "programs of the suite")->value,
	    "2 found, 0 missing");
	doctor_release(&doctor);
	fake_root_remove(&root);
}

static void
what_the_build_makes_may_be_missing_before_it(void **state)
{
	static const char *const argv[] = {"./tool"};
	static const char *const build[] = {"sh", "-c", "cd src && make"};
	struct doctor doctor = {0};
	struct one_case one;

	(void)state;
	one_case_make(&one, "/");
	one.of.command = (struct command){argv, 1};
	one.plan.build = (struct command){build, 3};
	doctor_add_tools(&doctor, &one.plan);
	assert_int_equal(finding_of(&doctor, "./tool")->level, DOCTOR_INFO);
	assert_non_null(strstr(finding_of(&doctor, "./tool")->advice, "build"));
	doctor_release(&doctor);
}

static void
shell_texts_that_only_the_shell_understands_are_left_to_it(void **state)
{
	static const char *const texts[] = {"$TOOL x", "A=1 no-such-9", "",
	    "  ", "cd /nowhere && no-such-9", "'no such' 9",
	    "no-such-9() { :; }", "for x in 1; do no-such-9; done", "[ -e x ]",
	    "~/no-such-9"};
	const char *argv[] = {"sh", "-c", NULL};
	struct doctor doctor;
	struct one_case one;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof texts / sizeof *texts; i++) {
		doctor = (struct doctor){0};
		one_case_make(&one, "/");
		argv[2] = texts[i];
		one.of.command = (struct command){argv, 3};
		doctor_add_tools(&doctor, &one.plan);
		assert_string_equal(
		    finding_of(&doctor, "programs of the suite")->value,
		    "1 found, 0 missing");
		doctor_release(&doctor);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(quiet_machine_gets_no_warning),
	    cmocka_unit_test(each_fault_is_one_warning_with_its_advice),
	    cmocka_unit_test(what_is_at_its_limit_is_still_fine),
	    cmocka_unit_test(what_cannot_be_read_is_never_fine),
	    cmocka_unit_test(files_of_a_laptop_are_all_read),
	    cmocka_unit_test(
		battery_counts_only_without_mains_and_when_it_is_the_machines),
	    cmocka_unit_test(narrowest_group_above_limits_the_processors),
	    cmocka_unit_test(groups_of_the_first_version_limit_too),
	    cmocka_unit_test(irqbalance_is_found_among_the_processes),
	    cmocka_unit_test(quick_look_gives_warnings_alone_as_sentences),
	    cmocka_unit_test(
		work_of_others_is_a_warning_and_unknown_work_is_not_available),
	    cmocka_unit_test(counters_are_those_that_launches_were_granted),
	    cmocka_unit_test(missing_program_is_a_warning_with_its_place),
	    cmocka_unit_test(
		program_is_looked_for_in_the_cases_folder_and_path),
	    cmocka_unit_test(what_the_build_makes_may_be_missing_before_it),
	    cmocka_unit_test(
		shell_texts_that_only_the_shell_understands_are_left_to_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
