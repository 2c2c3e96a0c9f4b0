#include "collector/doctor.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/unit.h"

static const char processor[] = "processor", load[] = "load";
static const char memory[] = "memory and disk", kernel[] = "system";
static const char clocks[] = "clock and counters";

const char *
doctor_level_text(enum doctor_level level)
{
	static const char *const texts[] = {
	    [DOCTOR_OK] = "ok",
	    [DOCTOR_INFO] = "info",
	    [DOCTOR_WARNING] = "warning",
	};

	return texts[level];
}

void
doctor_take(struct doctor *doctor, struct doctor_finding finding)
{
	vec_push(&doctor->findings, finding);
}

void
doctor_add_unavailable(
    struct doctor *doctor, const char *group, const char *what)
{
	doctor_take(doctor,
	    (struct doctor_finding){DOCTOR_INFO, group, what, NULL, NULL});
}

void
doctor_release(struct doctor *doctor)
{
	vec_free(&doctor->findings);
	arena_release(&doctor->arena);
}

static const char *
bytes_text(struct arena *arena, double bytes)
{
	struct unit_scale scale = unit_scale_for("B", bytes);
	struct buf text = {0};
	const char *copy;

	unit_add_number(&text, bytes / scale.divisor, bytes < 1024 ? 0 : 1);
	copy = arena_printf(arena, "%s %s", text.text, scale.name);
	buf_release(&text);
	return copy;
}

static void
add_governor(struct doctor *doctor, const struct doctor_machine *machine)
{
	struct doctor_finding finding = {
	    DOCTOR_OK, processor, "governor", machine->governor, NULL};

	if (machine->governor == NULL) {
		doctor_add_unavailable(doctor, processor, "governor");
		return;
	}
	if (strcmp(machine->governor, "performance") != 0) {
		finding.level = DOCTOR_WARNING;
		finding.advice =
		    "The clock follows the load with a delay. While "
		    "measuring: sudo cpupower frequency-set -g performance";
	}
	doctor_take(doctor, finding);
}

static void
add_turbo(struct doctor *doctor, const struct doctor_machine *machine)
{
	struct doctor_finding finding = {
	    DOCTOR_OK, processor, "turbo", machine->turbo, NULL};

	if (machine->turbo == NULL) {
		doctor_add_unavailable(doctor, processor, "turbo");
		return;
	}
	if (strcmp(machine->turbo, "on") == 0) {
		finding.level = DOCTOR_WARNING;
		finding.advice = arena_printf(&doctor->arena,
		    "The clock depends on heat and on how many cores work. "
		    "While measuring: %s",
		    machine->turbo_off);
	}
	doctor_take(doctor, finding);
}

static void
add_smt(struct doctor *doctor, double smt)
{
	struct doctor_finding finding = {
	    DOCTOR_OK, processor, "SMT", "off", NULL};

	if (isnan(smt)) {
		doctor_add_unavailable(doctor, processor, "SMT");
		return;
	}
	if (smt != 0) {
		finding.level = DOCTOR_INFO;
		finding.value = "on";
		finding.advice =
		    "What runs beside a launch on the same core slows it: "
		    "leave siblings idle, with \"cpus\" in the suite or echo "
		    "off | sudo tee /sys/devices/system/cpu/smt/control";
	}
	doctor_take(doctor, finding);
}

static void
add_limit(struct doctor *doctor, const struct doctor_machine *machine)
{
	struct doctor_finding finding = {
	    DOCTOR_OK, processor, "CPU limit", "none", NULL};

	if (machine->allowed < machine->processors) {
		finding.level = DOCTOR_INFO;
		finding.value = arena_printf(&doctor->arena,
		    "%g of %g processors by affinity", machine->allowed,
		    machine->processors);
		finding.advice = "More copies at once than these share them.";
	}
	if (machine->quota < machine->processors) {
		finding.level = DOCTOR_WARNING;
		finding.value = arena_printf(&doctor->arena,
		    "%.3g of %g processors by cgroup", machine->quota,
		    machine->processors);
		finding.advice =
		    "The kernel stops what has used up its share of a tenth "
		    "of a second. Give the container whole processors instead "
		    "(docker run --cpuset-cpus).";
	}
	if (finding.level == DOCTOR_OK &&
	    (isnan(machine->quota) || isnan(machine->allowed)))
		doctor_add_unavailable(doctor, processor, "CPU limit");
	else
		doctor_take(doctor, finding);
}

static void
add_load(struct doctor *doctor, const struct doctor_machine *machine)
{
	struct doctor_finding finding = {DOCTOR_OK, load, "load", NULL, NULL};

	if (isnan(machine->load) || isnan(machine->processors)) {
		doctor_add_unavailable(doctor, load, "load");
		return;
	}
	finding.value = arena_printf(&doctor->arena, "%.2f on %g processor%s",
	    machine->load, machine->processors,
	    machine->processors == 1 ? "" : "s");
	/* The load looks back a minute, at what may be over by now. */
	if (machine->load > machine->processors / 2 &&
	    (isnan(machine->runnable) ||
		machine->runnable - 1 >= machine->processors / 2)) {
		finding.level = DOCTOR_WARNING;
		finding.advice = "Other work competes with the launches. End "
				 "it, or wait: \"top\" shows whose it is.";
	}
	doctor_take(doctor, finding);
}

static void
add_memory(struct doctor *doctor, const struct doctor_machine *machine)
{
	const char *what = "free memory";
	struct doctor_finding finding = {DOCTOR_OK, memory, what, NULL, NULL};

	if (isnan(machine->available_bytes) || isnan(machine->memory_bytes)) {
		doctor_add_unavailable(doctor, memory, what);
		return;
	}
	finding.value = arena_printf(&doctor->arena, "%s of %s",
	    bytes_text(&doctor->arena, machine->available_bytes),
	    bytes_text(&doctor->arena, machine->memory_bytes));
	if (machine->available_bytes < machine->memory_bytes / 10) {
		finding.level = DOCTOR_WARNING;
		finding.advice =
		    "Launches wait for memory and lose their cached files. "
		    "End what holds it: \"top -o %MEM\" shows that.";
	}
	doctor_take(doctor, finding);
}

static void
add_swap(struct doctor *doctor, const struct doctor_machine *machine)
{
	const char *what = "swap in use";
	struct doctor_finding finding = {DOCTOR_OK, memory, what, NULL, NULL};

	if (isnan(machine->swap_bytes) || isnan(machine->swap_used_bytes)) {
		doctor_add_unavailable(doctor, memory, what);
		return;
	}
	finding.value = arena_printf(&doctor->arena, "%s of %s",
	    bytes_text(&doctor->arena, machine->swap_used_bytes),
	    bytes_text(&doctor->arena, machine->swap_bytes));
	if (machine->swap_bytes == 0)
		finding.value = "none";
	/* A little is left there by every long life. */
	if (machine->swap_used_bytes > machine->memory_bytes / 100) {
		finding.level = DOCTOR_WARNING;
		finding.advice = "What is read back takes time from a launch. "
				 "When enough memory is free: sudo swapoff -a "
				 "&& sudo swapon -a";
	}
	doctor_take(doctor, finding);
}

static void
add_aslr(struct doctor *doctor, double mode)
{
	struct doctor_finding finding = {
	    DOCTOR_OK, kernel, "address layout", "random", NULL};

	if (isnan(mode)) {
		doctor_add_unavailable(doctor, kernel, "address layout");
		return;
	}
	if (mode == 0) {
		finding.level = DOCTOR_INFO;
		finding.value = "always the same";
		finding.advice = "One layout can be lucky or unlucky for one "
				 "program; many of them average out: sudo "
				 "sysctl kernel.randomize_va_space=2";
	}
	doctor_take(doctor, finding);
}

static void
add_virtualization(struct doctor *doctor, const char *name)
{
	struct doctor_finding finding = {
	    DOCTOR_OK, kernel, "virtualization", name, NULL};

	if (name == NULL) {
		doctor_add_unavailable(doctor, kernel, "virtualization");
		return;
	}
	if (strcmp(name, "container") == 0) {
		finding.level = DOCTOR_INFO;
		finding.advice = "What its host does besides is not seen from "
				 "here.";
	} else if (strcmp(name, "none") != 0) {
		finding.level = DOCTOR_INFO;
		finding.advice =
		    "Neighbours on the same host take time unseen. Compare "
		    "variants within one run; do not compare with other "
		    "machines.";
	}
	doctor_take(doctor, finding);
}

static void
add_power(struct doctor *doctor, const char *power)
{
	struct doctor_finding finding = {
	    DOCTOR_OK, kernel, "power supply", power, NULL};

	if (power == NULL) {
		doctor_add_unavailable(doctor, kernel, "power supply");
		return;
	}
	if (strcmp(power, "battery") == 0) {
		finding.level = DOCTOR_WARNING;
		finding.value = "the battery";
		finding.advice = "Clocks are lowered to make it last. Plug "
				 "the machine in.";
	}
	doctor_take(doctor, finding);
}

static void
add_clock_source(struct doctor *doctor, const char *name)
{
	struct doctor_finding finding = {
	    DOCTOR_OK, clocks, "clock source", name, NULL};

	if (name == NULL || *name == '\0') {
		doctor_add_unavailable(doctor, clocks, "clock source");
		return;
	}
	if (strcmp(name, "hpet") == 0 || strcmp(name, "acpi_pm") == 0 ||
	    strcmp(name, "jiffies") == 0 ||
	    strncmp(name, "refined-jiffies", 7) == 0) {
		finding.level = DOCTOR_WARNING;
		finding.advice =
		    "Each reading takes a microsecond or more. Where the "
		    "processor's counter is stable, start the kernel with "
		    "clocksource=tsc.";
	}
	doctor_take(doctor, finding);
}

static void
add_paranoia(struct doctor *doctor, double level)
{
	const char *what = "perf_event_paranoid";
	struct doctor_finding finding = {DOCTOR_OK, clocks, what, NULL, NULL};

	if (isnan(level)) {
		doctor_add_unavailable(doctor, clocks, what);
		return;
	}
	finding.value = arena_printf(&doctor->arena, "%g", level);
	if (level > 2) {
		finding.level = DOCTOR_INFO;
		finding.advice = "Only root may count events: sudo sysctl "
				 "kernel.perf_event_paranoid=2";
	}
	doctor_take(doctor, finding);
}

/* Facts that are good to know, and neither good nor bad. */
static void
add_facts(struct doctor *doctor, const struct doctor_machine *machine)
{
	struct doctor_finding isolated = {
	    DOCTOR_INFO, processor, "isolated processors", NULL, NULL};
	struct doctor_finding irqs = {
	    DOCTOR_INFO, kernel, "irqbalance", NULL, NULL};
	struct doctor_finding pressure = {
	    DOCTOR_OK, kernel, "pressure (PSI)", "available", NULL};

	isolated.value = machine->isolated;
	if (machine->isolated != NULL && *machine->isolated == '\0')
		isolated.value = "none";
	doctor_take(doctor, isolated);
	if (!isnan(machine->irqbalance))
		irqs.value =
		    machine->irqbalance != 0 ? "running" : "not running";
	if (machine->irqbalance > 0)
		irqs.advice = "It moves interrupts between processors now and "
			      "then; while measuring: sudo systemctl stop "
			      "irqbalance";
	doctor_take(doctor, irqs);
	if (isnan(machine->cpu_stall_ns)) {
		pressure.level = DOCTOR_INFO;
		pressure.value = NULL;
		pressure.advice = "Reports cannot say when processes waited. "
				  "Start the kernel with psi=1.";
	}
	doctor_take(doctor, pressure);
}

void
doctor_add_machine(struct doctor *doctor, const struct doctor_machine *machine)
{
	add_governor(doctor, machine);
	add_turbo(doctor, machine);
	add_smt(doctor, machine->smt);
	add_limit(doctor, machine);
	add_load(doctor, machine);
	add_memory(doctor, machine);
	add_swap(doctor, machine);
	add_power(doctor, machine->power);
	add_virtualization(doctor, machine->virtualization);
	add_aslr(doctor, machine->aslr);
	add_clock_source(doctor, machine->clock_source);
	add_paranoia(doctor, machine->perf_paranoid);
	add_facts(doctor, machine);
}

size_t
doctor_quick(struct arena *arena, const char *root,
    struct record_note notes[DOCTOR_NOTES])
{
	struct doctor_machine machine;
	const struct doctor_finding *finding;
	struct doctor doctor = {0};
	size_t count = 0, i;

	doctor_machine_read(&doctor.arena, root, &machine);
	doctor_add_machine(&doctor, &machine);
	for (i = 0; i < doctor.findings.count && count < DOCTOR_NOTES; i++) {
		finding = &doctor.findings.items[i];
		if (finding->level != DOCTOR_WARNING)
			continue;
		notes[count++] = (struct record_note){.level = NOTE_WARNING,
		    .text = arena_printf(arena, "The machine's %s is %s.",
			finding->what, finding->value),
		    .advice = arena_strdup(arena, finding->advice)};
	}
	doctor_release(&doctor);
	return count;
}
