#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "output/chart_changes.h"
#include "output/figure.h"
#include "output/view_change.h"

static const char *
name_of(const struct view_comparison *comparison,
    const struct view_change *change, struct arena *arena)
{
	if (comparison->has_many_metrics == NULL)
		return change->id.text;
	return arena_printf(arena, "%s, %s", change->id.text, change->metric);
}

static struct chart_changes
chart_of(const struct view_comparison *comparison, struct arena *arena)
{
	size_t count = comparison->changes.count, i;
	const struct view_change *from = comparison->changes.items;
	struct chart_change *to;

	count = count < FIGURE_OVERVIEW_ROWS ? count : FIGURE_OVERVIEW_ROWS;
	to = arena_alloc(arena, (count + 1) * sizeof *to);
	for (i = 0; i < count; i++) {
		to[i] = (struct chart_change){
		    .name = name_of(comparison, &from[i], arena),
		    .text = from[i].seen.word,
		    .kind = from[i].kind,
		    .percent = (double)NAN,
		};
		if (from[i].ratio == NULL)
			continue;
		to[i].text = from[i].brief;
		to[i].tip = arena_printf(arena, "%s: %s %s, %s", to[i].name,
		    from[i].ratio, from[i].interval, from[i].seen.word);
		to[i].percent = 100 * (from[i].of->ratio - 1);
		to[i].interval = (struct interval){
		    true,
		    100 * (from[i].of->ratio_interval.low - 1),
		    100 * (from[i].of->ratio_interval.high - 1),
		};
	}
	return (struct chart_changes){to, count, comparison->against};
}

double
figure_changes_height(const struct view_comparison *comparison)
{
	struct arena arena = {0};
	struct chart_changes chart = chart_of(comparison, &arena);
	double height = chart_changes_height(&chart);

	arena_release(&arena);
	return height;
}

void
figure_changes(struct canvas *canvas, const struct view_comparison *comparison)
{
	struct arena arena = {0};
	struct chart_changes chart = chart_of(comparison, &arena);

	chart_changes_draw(canvas, &chart);
	arena_release(&arena);
}

static void
add_change(struct buf *out, const struct view_comparison *comparison,
    const struct view_change *change)
{
	struct arena arena = {0};

	buf_addf(
	    out, "%s, %s", name_of(comparison, change, &arena), change->change);
	arena_release(&arena);
}

void
figure_changes_caption(
    struct buf *out, const struct view_comparison *comparison)
{
	size_t count = comparison->changes.count;
	const struct view_change *largest = comparison->changes.items;

	if (count > FIGURE_OVERVIEW_ROWS)
		buf_addf(out, "The %d largest of %zu changes against %s",
		    FIGURE_OVERVIEW_ROWS, count, comparison->against);
	else
		buf_addf(out, "%zu change%s against %s", count,
		    count == 1 ? "" : "s", comparison->against);
	buf_addf(out, ", %swith its 95 %% interval", count == 1 ? "" : "each ");
	if (largest->ratio != NULL) {
		buf_add_string(out, count == 1 ? ": " : ": the largest is ");
		add_change(out, comparison, largest);
	}
	buf_add_string(out,
	    ". A triangle is better, a square worse, a circle no difference "
	    "that was seen.");
}
