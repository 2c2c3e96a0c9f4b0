#include <inttypes.h>

#include "base/buf.h"
#include "base/unit.h"
#include "output/quantity.h"
#include "output/view_case.h"

enum { MODES_SHOWN = 6 };

/* " Modes: 6.4 ms (49 %), 12.5 ms (51 %)." */
static void
add_modes(
    struct buf *out, const struct result_metric *metric, struct arena *arena)
{
	struct quantity quantity = quantity_of(metric);
	const struct mode *mode;
	size_t i;

	if ((metric->flags & RESULT_FLAG_MULTIMODAL) == 0)
		return;
	for (i = 0; i < metric->mode_count && i < MODES_SHOWN; i++) {
		mode = &metric->modes[i];
		buf_addf(out, "%s%s (%s of the values)",
		    i == 0 ? " Modes: " : ", ",
		    quantity_text(&quantity, mode->location, arena),
		    quantity_share(mode->weight, arena));
	}
	if (i > 0)
		buf_addf(out, "%s.", metric->mode_count > i ? ", …" : "");
}

/* " From the first value to the last: +158 %, linear, in 5 of 5 launches." */
static void
add_growth(
    struct buf *out, const struct result_metric *metric, struct arena *arena)
{
	const struct memory_growth *growth = metric->growth;

	if (growth == NULL || growth->growing == 0)
		return;
	buf_addf(out,
	    " From the first value of a launch to the last: %s%s, %s, in "
	    "%" PRIu64 " of %" PRIu64 " launches looked at.",
	    growth->total > 0 ? "+" : "", quantity_share(growth->total, arena),
	    growth_kind_text(growth->kind), growth->growing, growth->launches);
}

const char *
view_case_extras(const struct result_metric *metric, struct arena *arena)
{
	const struct outliers *found = &metric->outliers;
	const struct summary *summary = &metric->summary;
	uint64_t all = found->low_severe + found->low_mild + found->high_mild +
		       found->high_severe;
	struct buf out = {0};
	const char *text;

	if (all == 0)
		buf_add_string(&out, "No outliers.");
	else
		buf_addf(&out,
		    "%" PRIu64 " outlier%s, counted and kept: %" PRIu64
		    " far below, %" PRIu64 " below, %" PRIu64 " above, %" PRIu64
		    " far above.",
		    all, all == 1 ? "" : "s", found->low_severe,
		    found->low_mild, found->high_mild, found->high_severe);
	add_modes(&out, metric, arena);
	add_growth(&out, metric, arena);
	if (summary->autocorrelation.exists) {
		buf_add_string(
		    &out, " Autocorrelation of neighbouring samples: ");
		unit_add_number(&out, summary->autocorrelation.value, 2);
		buf_add_char(&out, '.');
	}
	if (summary->n_eff.exists) {
		buf_add_string(&out, " Worth ");
		unit_add_number(&out, summary->n_eff.value, 1);
		buf_add_string(&out, " independent samples.");
	}
	text = arena_strndup(arena, out.text, out.length);
	buf_release(&out);
	return text;
}
