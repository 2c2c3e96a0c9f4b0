#include "analysis/pages.h"

#include "analysis/notable.h"

static bool
have_all(const struct series *series, const struct result *result)
{
	size_t i;

	for (i = 0; i < series->cases.count; i++)
		if (!result->cases[i].has_page)
			return false;
	return true;
}

static void
set_plots(const struct series_case *kept, const struct result_case *item,
    struct arena *arena)
{
	struct result_metric *metric;
	size_t i;

	for (i = 0; i < kept->metrics.count; i++) {
		metric = &item->metrics[i];
		if (!item->has_page)
			metric->plot = NULL;
		else if (metric->plot == NULL)
			metric->plot = plot_build(
			    &kept->metrics.items[i], metric, NULL, arena);
	}
}

void
pages_mark(const struct series *series, struct result *result, size_t count)
{
	size_t i;

	for (i = 0; i < result->case_count; i++)
		result->cases[i].has_page = false;
	notable_mark_pages(result, count);
	for (i = 0; i < series->cases.count; i++)
		set_plots(
		    &series->cases.items[i], &result->cases[i], &result->arena);
}

void
pages_mark_judged(const struct series *series, struct result *result)
{
	bool is_all = have_all(series, result);
	size_t i;

	if (is_all && (result->case_count <= NOTABLE_PAGES ||
			  series->cases.count > NOTABLE_PAGES)) {
		for (i = series->cases.count; i < result->case_count; i++)
			result->cases[i].has_page = i < NOTABLE_PAGES;
		return;
	}
	pages_mark(series, result, NOTABLE_PAGES);
}
