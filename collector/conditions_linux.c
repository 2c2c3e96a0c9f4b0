#include "collector/conditions.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/xalloc.h"
#include "collector/kernel_file.h"

/*
 * Asking a core for its clock may wake it (up to 20 µs each), and the text of
 * cpuinfo is made anew for every reader: so only some are looked at.
 */
enum { CLOCKED_CORES = 16, CPUINFO_BYTES = 64 << 10 };

static double
cpu_number(const char *root, long cpu, const char *file)
{
	char path[128];

	snprintf(
	    path, sizeof path, "/sys/devices/system/cpu/cpu%ld/%s", cpu, file);
	return kernel_file_number(root, path);
}

static double
throttle_count(const char *root, long cpus)
{
	double total = (double)NAN, count;
	long cpu;

	for (cpu = 0; cpu < cpus; cpu++) {
		count = cpu_number(
		    root, cpu, "thermal_throttle/core_throttle_count");
		/* One that is switched off says nothing. */
		if (isnan(count) && cpu == 0)
			return (double)NAN;
		if (!isnan(count))
			total = isnan(total) ? count : total + count;
	}
	return total;
}

static double
mean_clock_hz(const char *root, long cpus)
{
	long step = (cpus + CLOCKED_CORES - 1) / CLOCKED_CORES, cpu;
	double total = 0, khz, hz;
	size_t count = 0;
	char *text;

	for (cpu = 0; cpu < cpus; cpu += step) {
		khz = cpu_number(root, cpu, "cpufreq/scaling_cur_freq");
		if (isnan(khz))
			continue;
		total += khz;
		count++;
	}
	if (count > 0)
		return total * 1e3 / (double)count;
	text = xmalloc(CPUINFO_BYTES);
	kernel_file_read(root, "/proc/cpuinfo", text, CPUINFO_BYTES);
	hz = kernel_clock_hz(text);
	free(text);
	return hz;
}

static double
usage_ns(int who)
{
	struct rusage usage;

	if (getrusage(who, &usage) < 0)
		return (double)NAN;
	return ((double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec) *
		   1e9 +
	       ((double)usage.ru_utime.tv_usec +
		   (double)usage.ru_stime.tv_usec) *
		   1e3;
}

static double
stall_ns(const char *root, const char *path)
{
	char text[KERNEL_TEXT_BYTES];

	kernel_file_read(root, path, text, sizeof text);
	return kernel_stall_ns(text);
}

void
conditions_read_below(const char *root, struct conditions_reading *reading)
{
	char text[KERNEL_TEXT_BYTES];
	long cpus = sysconf(_SC_NPROCESSORS_CONF);
	long online = sysconf(_SC_NPROCESSORS_ONLN);
	double tick_ns = 1e9 / (double)sysconf(_SC_CLK_TCK);
	struct kernel_ticks ticks;

	*reading = (struct conditions_reading){
	    .throttles = throttle_count(root, cpus),
	    .clock_hz = mean_clock_hz(root, cpus),
	    .cpu_stall_ns = stall_ns(root, "/proc/pressure/cpu"),
	    .io_stall_ns = stall_ns(root, "/proc/pressure/io"),
	    .memory_stall_ns = stall_ns(root, "/proc/pressure/memory"),
	    .processors = online > 0 ? (double)online : (double)NAN,
	};
	kernel_file_read(root, "/proc/loadavg", text, sizeof text);
	reading->load = kernel_load(text);
	kernel_file_read(root, "/proc/stat", text, sizeof text);
	ticks = kernel_ticks(text);
	reading->busy_ns = ticks.busy * tick_ns;
	reading->stolen_ns = ticks.stolen * tick_ns;
	reading->own_ns = usage_ns(RUSAGE_SELF) + usage_ns(RUSAGE_CHILDREN);
	reading->clock_ns = moment_clock_ns();
}

void
conditions_read(struct conditions_reading *reading)
{
	conditions_read_below("", reading);
}
