#include "collector/machine.h"

#include <gnu/libc-version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/num.h"
#include "base/text.h"
#include "collector/kernel_file.h"

#define ROOT ""

enum { MACHINE_ID_DIGITS = 12, FACTS_MAX = 24 };

/* Facts under construction. */
struct list {
	struct arena *arena;
	struct fact items[FACTS_MAX];
	size_t count;
};

static void
add(struct list *list, const char *name, const char *text)
{
	if (text == NULL || *text == '\0' || list->count == FACTS_MAX)
		return;
	list->items[list->count++] = (struct fact){
	    name, text_cleaned(list->arena, text, strlen(text)), false};
}

static void
add_number(struct list *list, const char *name, double value)
{
	char text[NUM_TEXT_BYTES];

	num_print(value, text);
	add(list, name, text);
	list->items[list->count - 1].is_number = true;
}

static struct facts
finish(const struct list *list)
{
	size_t bytes = list->count * sizeof *list->items;
	struct fact *items = arena_alloc(list->arena, bytes);

	memcpy(items, list->items, bytes);
	return (struct facts){items, list->count};
}

static const char *
cpu_model(struct arena *arena, const char *architecture)
{
	const char *model = kernel_file_value(
	    arena, ROOT, "/proc/cpuinfo", "model name", "\t :");

	/* ARM kernels name parts by number only. */
	if (model == NULL)
		model = kernel_file_value(
		    arena, ROOT, "/proc/cpuinfo", "CPU part", "\t :");
	return model == NULL ? architecture : model;
}

static bool
is_there(struct arena *arena, const char *root, const char *path)
{
	return file_exists(arena_printf(arena, "%s%s", root, path));
}

const char *
machine_virtualization(struct arena *arena, const char *root)
{
	const char *flags =
	    kernel_file_value(arena, root, "/proc/cpuinfo", "flags", "\t :");
	const char *vendor =
	    kernel_file_line(arena, root, "/sys/hypervisor/type");

	if (vendor != NULL && *vendor != '\0')
		return vendor;
	if (flags != NULL && strstr(flags, " hypervisor") != NULL) {
		vendor = kernel_file_line(
		    arena, root, "/sys/class/dmi/id/sys_vendor");
		return vendor == NULL || *vendor == '\0' ? "virtual machine"
							 : vendor;
	}
	if (is_there(arena, root, "/.dockerenv") ||
	    is_there(arena, root, "/run/.containerenv"))
		return "container";
	return "none";
}

static const char *
machine_id(
    struct arena *arena, const struct facts *facts, const char *host_class)
{
	static const char *const names[] = {
	    "architecture", "cpu", "logical_cpus", "virtualization"};
	char hex[DIGEST_TEXT_BYTES];
	struct buf text = {0};
	const char *value;
	size_t i;

	if (host_class != NULL) {
		buf_addf(&text, "class %s", host_class);
	} else {
		for (i = 0; i < sizeof names / sizeof *names; i++) {
			value = facts_find(facts, names[i]);
			buf_addf(&text, "%s\n", value == NULL ? "" : value);
		}
	}
	digest_text(text.text, text.length, hex);
	buf_release(&text);
	return arena_strndup(arena, hex, MACHINE_ID_DIGITS);
}

struct facts
machine_facts(struct arena *arena, const char *host_class)
{
	struct list list = {.arena = arena};
	struct facts facts;
	struct utsname names = {0};
	const char *memory;
	uint64_t kib;

	uname(&names);
	add(&list, "id", "-");
	add(&list, "architecture", names.machine);
	add(&list, "cpu", cpu_model(arena, names.machine));
	add_number(
	    &list, "logical_cpus", (double)sysconf(_SC_NPROCESSORS_ONLN));
	add(&list, "virtualization", machine_virtualization(arena, ROOT));
	add(&list, "host_class", host_class);
	memory =
	    kernel_file_value(arena, ROOT, "/proc/meminfo", "MemTotal:", " ");
	if (memory != NULL && text_ends_with(memory, " kB") &&
	    num_parse_u64(
		arena_strndup(arena, memory, strlen(memory) - 3), &kib))
		add_number(&list, "memory_bytes", (double)kib * 1024);
	facts = (struct facts){list.items, list.count};
	list.items[0].text = machine_id(arena, &facts, host_class);
	return finish(&list);
}

const char *
machine_turbo(struct arena *arena, const char *root)
{
	const char *off = kernel_file_line(
	    arena, root, "/sys/devices/system/cpu/intel_pstate/no_turbo");
	const char *on = kernel_file_line(
	    arena, root, "/sys/devices/system/cpu/cpufreq/boost");

	if (off != NULL && *off != '\0')
		return *off == '0' ? "on" : "off";
	if (on != NULL && *on != '\0')
		return *on == '1' ? "on" : "off";
	return NULL;
}

static const char *
aslr(struct arena *arena)
{
	const char *mode = kernel_file_line(
	    arena, ROOT, "/proc/sys/kernel/randomize_va_space");

	if (mode == NULL)
		return NULL;
	return *mode == '0' ? "off" : "on";
}

static const char *
unquoted(struct arena *arena, const char *text)
{
	size_t length;

	if (text == NULL || *text != '"')
		return text;
	length = strlen(text);
	return arena_strndup(arena, text + 1, length < 2 ? 0 : length - 2);
}

struct facts
environment_facts(struct arena *arena)
{
	struct list list = {.arena = arena};
	struct utsname names = {0};
	const char *load = kernel_file_line(arena, ROOT, "/proc/loadavg");
	double minute;

	uname(&names);
	add(&list, "kernel",
	    arena_printf(arena, "%s %s", names.sysname, names.release));
	add(&list, "image",
	    unquoted(arena, kernel_file_value(arena, ROOT, "/etc/os-release",
				"PRETTY_NAME", "=")));
	add(&list, "libc",
	    arena_printf(arena, "glibc %s", gnu_get_libc_version()));
	add(&list, "governor",
	    kernel_file_line(arena, ROOT,
		"/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"));
	add(&list, "turbo", machine_turbo(arena, ROOT));
	add(&list, "smt",
	    kernel_file_line(
		arena, ROOT, "/sys/devices/system/cpu/smt/control"));
	add(&list, "aslr", aslr(arena));
	if (load != NULL &&
	    num_parse(arena_strndup(arena, load, strcspn(load, " ")), &minute))
		add_number(&list, "load_at_start", minute);
	return finish(&list);
}

const char *
facts_find(const struct facts *facts, const char *name)
{
	size_t i;

	for (i = 0; i < facts->count; i++)
		if (strcmp(facts->items[i].name, name) == 0)
			return facts->items[i].text;
	return NULL;
}
