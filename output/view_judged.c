#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "output/view_change.h"
#include "output/view_parts.h"

enum { NAME_CHARACTERS = 60 /* of a case, in a sentence */ };

static bool
is_accepted(const struct comparison *of)
{
	return of->accepted != NULL;
}

static bool
is_not_sure(const struct comparison *of)
{
	return of->accepted != NULL || of->suspected != LEVEL_NONE;
}

/* Is it so of every regression of the case? */
static bool
are_all(
    const struct result_case *item, bool (*is_so)(const struct comparison *))
{
	const struct comparison *of;
	bool is_one = false;
	size_t i;

	for (i = 0; i < item->metric_count; i++) {
		of = item->metrics[i].comparison;
		if (of == NULL || !item->metrics[i].is_judged ||
		    of->verdict != VERDICT_REGRESSION)
			continue;
		if (!is_so(of))
			return false;
		is_one = true;
	}
	return is_one;
}

static void
add_part(struct buf *out, uint64_t part, uint64_t all, const char *word)
{
	if (part > 0 && part < all)
		buf_addf(out, ", %" PRIu64 " of them %s", part, word);
	else if (part > 0)
		buf_addf(out, ", which %s %s", all == 1 ? "is" : "are", word);
}

/* "3 regressed, 1 of them accepted, 1 of them only suspected" */
static void
list_regressions(struct wording_list *list, const struct result *result)
{
	uint64_t all = result->counts.regressions, accepted = 0, suspected = 0;
	const struct result_case *item;
	size_t i;

	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		if (are_all(item, is_accepted))
			accepted++;
		else if (are_all(item, is_not_sure))
			suspected++;
	}
	wording_list_add(list, all, "regressed");
	add_part(list->out, accepted, all, "accepted");
	add_part(list->out, suspected, all, "only suspected");
}

/* The first of the largest that nobody accepted; NULL: none. */
static const struct view_change *
worst_of(const struct view *view)
{
	const struct view_comparison *section =
	    view_comparison_find(view, "regressions");
	size_t i;

	for (i = 0; section != NULL && i < section->changes.count; i++)
		if (section->changes.items[i].of->accepted == NULL)
			return &section->changes.items[i];
	return NULL;
}

/* "3 of 48 cases regressed, 2 improved, 40 are unchanged …; the worst, …" */
static void
add_changes(struct buf *out, const struct view *view)
{
	const struct result_counts *counts = &view->result->counts;
	uint64_t all = counts->regressions + counts->improvements +
		       counts->unchanged + counts->inconclusive;
	const struct view_change *worst = worst_of(view);
	struct wording_list list = {.out = out, .separator = ", "};

	if (all == 0)
		return;
	buf_addf(
	    out, "Of %" PRIu64 " compared case%s ", all, all == 1 ? "" : "s");
	list_regressions(&list, view->result);
	wording_list_add(&list, counts->improvements, "improved");
	wording_list_add(&list, counts->inconclusive,
	    counts->inconclusive == 1 ? "is undecided" : "are undecided");
	wording_list_add(&list, counts->unchanged,
	    counts->unchanged == 1 ? "is unchanged" : "are unchanged");
	if (worst != NULL) {
		buf_add_string(out, "; the worst, ");
		wording_cut(out, worst->id.text, NAME_CHARACTERS);
		if (strcmp(worst->metric, "time") != 0)
			buf_addf(out, " in %s", worst->metric);
		buf_addf(out, ", is %s",
		    worst->change == NULL ? worst->seen.word : worst->change);
	}
	buf_add_char(out, '.');
	if (counts->added > 0)
		buf_addf(out, " %" PRIu64 " more %s new.", counts->added,
		    counts->added == 1 ? "is" : "are");
}

/* " Of 12 budgets 1 is red, 2 yellow. Of 3 claims 1 fails." */
static void
add_targets(struct buf *out, const struct result *result)
{
	const struct result_metric *metric;
	uint64_t budgets = 0, seen[BUDGET_NOT_MEASURED + 1] = {0};
	uint64_t claims[CLAIM_PLANNED + 1] = {0};
	struct wording_list list = {.out = out, .separator = ", "};
	size_t i, j, k;

	for (i = 0; i < result->case_count; i++)
		for (j = 0; j < result->cases[i].metric_count; j++) {
			metric = &result->cases[i].metrics[j];
			budgets += metric->budget_count;
			for (k = 0; k < metric->budget_count; k++)
				seen[metric->budgets[k].status]++;
		}
	for (i = 0; i < result->claim_count; i++)
		claims[result->claims[i].status]++;
	if (budgets > 0) {
		buf_add_string(out, out->length > 0 ? " " : "");
		buf_add_string(out, "Budgets: ");
		wording_list_add(&list, seen[BUDGET_RED], "red");
		wording_list_add(&list, seen[BUDGET_YELLOW], "yellow");
		wording_list_add(&list, seen[BUDGET_GREEN], "green");
		wording_list_add(
		    &list, seen[BUDGET_NOT_MEASURED], "not measured");
		buf_add_char(out, '.');
	}
	if (result->claim_count == 0)
		return;
	list.has_begun = false;
	buf_add_string(out, out->length > 0 ? " " : "");
	buf_add_string(out, "Claims: ");
	wording_list_add(&list, claims[CLAIM_FAILS],
	    claims[CLAIM_FAILS] == 1 ? "fails" : "fail");
	wording_list_add(&list, claims[CLAIM_PARTLY],
	    claims[CLAIM_PARTLY] == 1 ? "holds partly" : "hold partly");
	wording_list_add(&list, claims[CLAIM_HOLDS],
	    claims[CLAIM_HOLDS] == 1 ? "holds" : "hold");
	wording_list_add(&list, claims[CLAIM_NOT_MEASURED], "not measured");
	wording_list_add(&list, claims[CLAIM_PLANNED], "planned");
	buf_add_char(out, '.');
}

void
view_add_judged(struct view *view, const struct result *result)
{
	struct buf out = {0};

	add_changes(&out, view);
	add_targets(&out, result);
	if (out.length > 0)
		view->judged =
		    arena_strndup(&view->arena, out.text, out.length);
	buf_release(&out);
}
