#include "collector/doctor_machine.h"

#include <ctype.h>
#include <dirent.h>
#include <math.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "collector/kernel_file.h"
#include "collector/machine.h"

#define CPU_FOLDER "/sys/devices/system/cpu"
#define POWER_FOLDER "/sys/class/power_supply"
#define CGROUP_FOLDER "/sys/fs/cgroup"
#define PSTATE_FILE CPU_FOLDER "/intel_pstate/no_turbo"
#define BOOST_FILE CPU_FOLDER "/cpufreq/boost"

static const char *
read_governor(struct arena *arena, const char *root)
{
	long cpus = sysconf(_SC_NPROCESSORS_CONF), cpu;
	const char *governor = NULL, *found;
	char path[128];

	for (cpu = 0; cpu < cpus; cpu++) {
		snprintf(path, sizeof path,
		    CPU_FOLDER "/cpu%ld/cpufreq/scaling_governor", cpu);
		found = kernel_file_line(arena, root, path);
		if (found == NULL || *found == '\0')
			continue;
		governor = found;
		if (strcmp(found, "performance") != 0)
			break;
	}
	return governor;
}

static const char *
turbo_command(const char *root)
{
	if (!isnan(kernel_file_number(root, PSTATE_FILE)))
		return "echo 1 | sudo tee " PSTATE_FILE;
	return "echo 0 | sudo tee " BOOST_FILE;
}

/* Only x86 has a flag of its own for it. */
static const char *
read_virtualization(struct arena *arena, const char *root)
{
	const char *name = machine_virtualization(arena, root);

	if (strcmp(name, "none") == 0 &&
	    kernel_file_value(arena, root, "/proc/cpuinfo", "flags", "\t :") ==
		NULL)
		return NULL;
	return name;
}

static double
count_allowed(void)
{
	cpu_set_t set;

	/* EINVAL: more processors than the set has room for. */
	if (sched_getaffinity(0, sizeof set, &set) < 0)
		return (double)NAN;
	return CPU_COUNT(&set);
}

/* What one cgroup may use, "QUOTA PERIOD" or "max PERIOD" in µs. */
static double
limit_of(struct arena *arena, const char *root, const char *folder)
{
	const char *path = arena_printf(arena, "%s/cpu.max", folder);
	const char *line = kernel_file_line(arena, root, path);
	double quota, period;

	if (line != NULL) {
		if (text_starts_with(line, "max"))
			return (double)INFINITY;
		if (sscanf(line, "%lf %lf", &quota, &period) == 2 && period > 0)
			return quota / period;
		return (double)NAN;
	}
	/* Version 1; -1 is none. */
	period = kernel_file_number(
	    root, arena_printf(arena, "%s/cpu.cfs_period_us", folder));
	quota = kernel_file_number(
	    root, arena_printf(arena, "%s/cpu.cfs_quota_us", folder));
	return quota < 0 ? (double)INFINITY : quota / period;
}

/* The narrowest limit from the group at path up to the top. */
static double
narrowest_limit(
    struct arena *arena, const char *root, const char *top, const char *path)
{
	char *at = arena_strdup(arena, path), *slash;
	double least = (double)NAN, limit;

	do {
		limit =
		    limit_of(arena, root, arena_printf(arena, "%s%s", top, at));
		if (isnan(least) || limit < least)
			least = limit;
		slash = strrchr(at, '/');
		if (slash != NULL)
			*slash = '\0';
	} while (slash != NULL);
	return least;
}

/* The path of this process's group, of version 1 of cgroups. */
static const char *
old_group_path(struct arena *arena, const char *root)
{
	static const char *const controllers[] = {
	    ":cpu:", ":cpu,cpuacct:", ":cpuacct,cpu:"};
	char text[KERNEL_TEXT_BYTES];
	const char *at;
	size_t i;

	kernel_file_read(root, "/proc/self/cgroup", text, sizeof text);
	for (i = 0; i < sizeof controllers / sizeof *controllers; i++) {
		at = strstr(text, controllers[i]);
		if (at == NULL)
			continue;
		at += strlen(controllers[i]);
		return arena_strndup(arena, at, strcspn(at, "\n"));
	}
	return NULL;
}

static double
read_quota(struct arena *arena, const char *root)
{
	const char *path;
	double limit;

	if (!file_exists(arena_printf(
		arena, "%s" CGROUP_FOLDER "/cgroup.controllers", root))) {
		path = old_group_path(arena, root);
		if (path == NULL)
			return (double)NAN;
		return narrowest_limit(arena, root, CGROUP_FOLDER "/cpu", path);
	}
	path = kernel_file_value(arena, root, "/proc/self/cgroup", "0", ":");
	if (path == NULL)
		return (double)NAN;
	limit = narrowest_limit(arena, root, CGROUP_FOLDER, path);
	/* The top has no such file. */
	return isnan(limit) ? (double)INFINITY : limit;
}

static const char *
supply_line(
    struct arena *arena, const char *root, const char *supply, const char *file)
{
	const char *line = kernel_file_line(arena, root,
	    arena_printf(arena, POWER_FOLDER "/%s/%s", supply, file));

	return line == NULL ? "" : line;
}

static const char *
read_power(struct arena *arena, const char *root)
{
	DIR *folder = opendir(arena_printf(arena, "%s" POWER_FOLDER, root));
	const char *power = NULL, *type;
	struct dirent *entry;

	if (folder == NULL)
		return NULL;
	while ((entry = readdir(folder)) != NULL) {
		const char *name = entry->d_name;

		if (*name == '.')
			continue;
		type = supply_line(arena, root, name, "type");
		/* The battery of a mouse is not the machine's. */
		if (strcmp(supply_line(arena, root, name, "scope"), "Device") ==
		    0)
			continue;
		if (strcmp(type, "Mains") == 0 &&
		    strcmp(supply_line(arena, root, name, "online"), "1") == 0)
			power = "mains";
		if (power == NULL && strcmp(type, "Battery") == 0 &&
		    strcmp(supply_line(arena, root, name, "status"),
			"Discharging") == 0)
			power = "battery";
	}
	closedir(folder);
	return power;
}

double
doctor_find_irqbalance(const char *root)
{
	char path[300], name[32];
	struct dirent *entry;
	double found = 0;
	DIR *folder;

	snprintf(path, sizeof path, "%s/proc", root);
	folder = opendir(path);
	if (folder == NULL)
		return (double)NAN;
	while (found == 0 && (entry = readdir(folder)) != NULL) {
		if (!isdigit((unsigned char)entry->d_name[0]))
			continue;
		snprintf(path, sizeof path, "/proc/%s/comm", entry->d_name);
		kernel_file_read(root, path, name, sizeof name);
		found = strcmp(name, "irqbalance\n") == 0;
	}
	closedir(folder);
	return found;
}

static void
read_memory(const char *root, struct doctor_machine *machine)
{
	char text[KERNEL_TEXT_BYTES];

	kernel_file_read(root, "/proc/meminfo", text, sizeof text);
	machine->memory_bytes = kernel_memory_bytes(text, "MemTotal");
	machine->available_bytes = kernel_memory_bytes(text, "MemAvailable");
	machine->swap_bytes = kernel_memory_bytes(text, "SwapTotal");
	machine->swap_used_bytes =
	    machine->swap_bytes - kernel_memory_bytes(text, "SwapFree");
}

void
doctor_machine_read(
    struct arena *arena, const char *root, struct doctor_machine *machine)
{
	long online = sysconf(_SC_NPROCESSORS_ONLN);
	char text[KERNEL_TEXT_BYTES];

	*machine = (struct doctor_machine){
	    .governor = read_governor(arena, root),
	    .turbo = machine_turbo(arena, root),
	    .turbo_off = turbo_command(root),
	    .smt = kernel_file_number(root, CPU_FOLDER "/smt/active"),
	    .processors = online > 0 ? (double)online : (double)NAN,
	    .allowed = count_allowed(),
	    .quota = read_quota(arena, root),
	    .isolated = kernel_file_line(arena, root, CPU_FOLDER "/isolated"),
	    .aslr =
		kernel_file_number(root, "/proc/sys/kernel/randomize_va_space"),
	    .virtualization = read_virtualization(arena, root),
	    .power = read_power(arena, root),
	    .clock_source = kernel_file_line(arena, root,
		"/sys/devices/system/clocksource/clocksource0/"
		"current_clocksource"),
	    .perf_paranoid = kernel_file_number(
		root, "/proc/sys/kernel/perf_event_paranoid"),
	    .irqbalance = (double)NAN,
	};
	read_memory(root, machine);
	kernel_file_read(root, "/proc/loadavg", text, sizeof text);
	machine->load = kernel_load(text);
	machine->runnable = kernel_runnable(text);
	kernel_file_read(root, "/proc/pressure/cpu", text, sizeof text);
	machine->cpu_stall_ns = kernel_stall_ns(text);
}
