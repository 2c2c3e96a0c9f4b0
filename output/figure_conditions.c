#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "output/chart_strip.h"
#include "output/figure.h"
#include "output/quantity.h"

/* What is drawn of a record_system, and what it is called. */
struct condition {
	const char *name;     /* in the chart */
	const char *sentence; /* before its numbers */
	const char *missing;  /* where it is not available */
	size_t offset;
};

#define MEMBER(name) offsetof(struct record_system, name)

static const struct condition conditions[] = {
    {"other programs", "other programs used", "what other programs used",
	MEMBER(others)},
    {"taken by the hypervisor", "the hypervisor took",
	"what the hypervisor took", MEMBER(stolen)},
    {"waiting for a processor", "something waited for a processor",
	"waiting for a processor", MEMBER(cpu_stall)},
    {"waiting for memory", "something waited for memory", "waiting for memory",
	MEMBER(memory_stall)},
    {"waiting for storage", "something waited for storage",
	"waiting for storage", MEMBER(io_stall)},
};

/* Nobody counts that far: the number is wrong. */
static const double THROTTLES_MAX = 1e9;

enum { CONDITIONS = sizeof conditions / sizeof *conditions };

/* A share of more than all is all; a file may lie. */
static double
value_of(const struct record_system *system, size_t offset)
{
	double value = *(const double *)((const char *)system + offset);

	if (!isfinite(value))
		return (double)NAN;
	if (offset == MEMBER(throttled))
		return value > THROTTLES_MAX ? (double)NAN : value;
	return fmin(fmax(value, 0), 1);
}

/* A share with how long it held. */
struct weighted {
	double value, weight;
};

static int
compare_values(const void *a, const void *b)
{
	const struct weighted *x = a, *y = b;

	return (x->value > y->value) - (x->value < y->value);
}

/* Of one condition over the run. */
struct course {
	bool is_known;
	double median, most; /* weighted by time */
	double most_at;      /* ns since the run started */
};

static double
length_of(const struct record_system *system)
{
	return system->end_ns > system->start_ns
		   ? (double)(system->end_ns - system->start_ns)
		   : 0;
}

static struct course
course_of(const struct result *result, size_t offset)
{
	struct arena arena = {0};
	struct weighted *known =
	    arena_alloc(&arena, (result->condition_count + 1) * sizeof *known);
	struct course course = {0};
	double half = 0, value;
	size_t i, count = 0;

	for (i = 0; i < result->condition_count; i++) {
		value = value_of(&result->conditions[i], offset);
		if (!isfinite(value))
			continue;
		if (!course.is_known || value > course.most) {
			course.most = value;
			course.most_at =
			    (double)result->conditions[i].start_ns / 2 +
			    (double)result->conditions[i].end_ns / 2;
		}
		course.is_known = true;
		known[count].value = value;
		known[count].weight = length_of(&result->conditions[i]);
		half += known[count++].weight / 2;
	}
	qsort(known, count, sizeof *known, compare_values);
	for (i = 0; i < count && half >= 0; i++) {
		course.median = known[i].value;
		half -= known[i].weight;
	}
	arena_release(&arena);
	return course;
}

/* The number of times a core was slowed; false where that is not known. */
static bool
count_throttles(const struct result *result, double *count, double *first_at)
{
	bool is_known = false;
	double value;
	size_t i;

	*count = 0;
	for (i = 0; i < result->condition_count; i++) {
		value = value_of(&result->conditions[i], MEMBER(throttled));
		if (!isfinite(value))
			continue;
		is_known = true;
		if (*count == 0 && value > 0)
			*first_at = (double)result->conditions[i].end_ns;
		*count += value;
	}
	return is_known;
}

static double *
values_of(const struct result *result, size_t offset, struct arena *arena)
{
	double *values =
	    arena_alloc(arena, (result->condition_count + 1) * sizeof *values);
	size_t i;

	for (i = 0; i < result->condition_count; i++)
		values[i] = value_of(&result->conditions[i], offset);
	return values;
}

static const char *
course_text(const struct course *course, struct arena *arena)
{
	if (course->most == 0)
		return "none";
	return arena_printf(arena, "median %s, at most %s",
	    quantity_share(course->median, arena),
	    quantity_share(course->most, arena));
}

static void
add_rows(
    struct chart_strip *chart, const struct result *result, struct arena *arena)
{
	struct chart_strip_row *rows =
	    arena_alloc(arena, CONDITIONS * sizeof *rows);
	struct course course;
	size_t i;

	for (i = 0; i < CONDITIONS; i++) {
		course = course_of(result, conditions[i].offset);
		if (!course.is_known)
			continue;
		rows[chart->row_count++] = (struct chart_strip_row){
		    .name = conditions[i].name,
		    .text = course_text(&course, arena),
		    .shares = values_of(result, conditions[i].offset, arena),
		};
	}
	chart->rows = rows;
}

static struct chart_strip
strip_of(const struct result *result, struct arena *arena)
{
	size_t count = result->condition_count, i;
	struct chart_span *spans =
	    arena_alloc(arena, (count + 1) * sizeof *spans);
	struct chart_strip chart = {.spans = spans, .span_count = count};
	double throttles, first_at;

	for (i = 0; i < count; i++) {
		spans[i].from = (double)result->conditions[i].start_ns;
		spans[i].to = (double)result->conditions[i].end_ns;
	}
	add_rows(&chart, result, arena);
	if (!count_throttles(result, &throttles, &first_at))
		return chart;
	chart.event_name = "cores slowed because of heat";
	chart.event_text =
	    throttles > 0 ? arena_printf(arena, "%.0f×", throttles) : "never";
	chart.events = values_of(result, MEMBER(throttled), arena);
	return chart;
}

bool
figure_has_conditions(const struct result *result)
{
	struct arena arena = {0};
	struct chart_strip chart = strip_of(result, &arena);
	bool has = chart.span_count > 0 &&
		   (chart.row_count > 0 || chart.events != NULL);

	arena_release(&arena);
	return has;
}

double
figure_conditions_height(const struct result *result)
{
	struct arena arena = {0};
	struct chart_strip chart = strip_of(result, &arena);
	double height = chart_strip_height(&chart);

	arena_release(&arena);
	return height;
}

void
figure_conditions(struct canvas *canvas, const struct result *result)
{
	struct arena arena = {0};
	struct chart_strip chart = strip_of(result, &arena);

	chart_strip_draw(canvas, &chart);
	arena_release(&arena);
}

static const char *
moment_text(double at, struct arena *arena)
{
	struct quantity quantity = quantity_plain("ns", at);

	if (quantity.decimals > 1)
		quantity.decimals = 1;
	return quantity_text(&quantity, at, arena);
}

static void
add_course(struct buf *out, const struct condition *condition,
    const struct course *course)
{
	struct arena arena = {0};

	if (course->most == 0)
		buf_addf(out, "%s 0.0 %%", condition->sentence);
	else
		buf_addf(out, "%s %s at the median, %s at most (at %s)",
		    condition->sentence, quantity_share(course->median, &arena),
		    quantity_share(course->most, &arena),
		    moment_text(course->most_at, &arena));
	arena_release(&arena);
}

static void
add_throttles(struct buf *out, double count, double first_at)
{
	struct arena arena = {0};

	if (count > 0)
		buf_addf(out,
		    "; cores were slowed because of heat %.0f time%s (first "
		    "at %s)",
		    count, count == 1 ? "" : "s",
		    moment_text(first_at, &arena));
	else
		buf_add_string(out, "; no core was slowed because of heat");
	arena_release(&arena);
}

void
figure_conditions_caption(struct buf *out, const struct result *result)
{
	struct buf missing = {0};
	struct course course;
	double throttles, first_at;
	size_t i, said = 0;

	buf_add_string(out, "What else the machine did while it was measured "
			    "on, as shares of its processors or of the time");
	for (i = 0; i < CONDITIONS; i++) {
		course = course_of(result, conditions[i].offset);
		if (course.is_known) {
			buf_add_string(out, said++ == 0 ? ": " : "; ");
			add_course(out, &conditions[i], &course);
			continue;
		}
		buf_addf(&missing, "%s%s", missing.length == 0 ? "" : ", ",
		    conditions[i].missing);
	}
	if (count_throttles(result, &throttles, &first_at))
		add_throttles(out, throttles, first_at);
	else
		buf_addf(&missing, "%sslowing because of heat",
		    missing.length == 0 ? "" : ", ");
	buf_add_char(out, '.');
	if (missing.length > 0)
		buf_addf(out, " Not available here: %s.", missing.text);
	buf_release(&missing);
}
