#include "analysis/level_cost.h"

#include <math.h>

#include "base/vec.h"

void
level_cost_release(struct level_cost *cost)
{
	vec_free(&cost->pieces);
	vec_free(&cost->spare);
}

void
level_cost_start(struct level_cost *cost, double low, double high)
{
	cost->low = low;
	cost->pieces.count = 0;
	vec_push(&cost->pieces, (struct level_piece){.end = high});
}

/* Appends piece up to end, unless nothing of it is left. */
static void
append(struct level_pieces *pieces, double start, double end,
    const struct level_piece *piece)
{
	struct level_piece *last;

	if (!(start < end))
		return;
	last = pieces->count > 0 ? &pieces->items[pieces->count - 1] : NULL;
	if (last != NULL && last->from == piece->from &&
	    last->bend == piece->bend && last->least == piece->least &&
	    (piece->bend == 0 || last->vertex == piece->vertex)) {
		last->end = end;
		return;
	}
	vec_push(pieces, *piece);
	pieces->items[pieces->count - 1].end = end;
}

static void
take_spare(struct level_cost *cost)
{
	struct level_pieces kept = cost->pieces;

	cost->pieces = cost->spare;
	cost->spare = kept;
	cost->spare.count = 0;
}

/* The sum of a parabola and (level - value)² by their vertices. */
static struct level_piece
bend(const struct level_piece *piece, double value)
{
	double more = piece->bend + 1, away = value - piece->vertex;
	struct level_piece out = *piece;

	if (piece->bend == 0) {
		out.vertex = value;
	} else {
		out.vertex += away / more;
		out.least += piece->bend * (away / more) * away;
	}
	out.bend = more;
	return out;
}

void
level_cost_add(struct level_cost *cost, double value)
{
	double left = value - LEVEL_COST_REACH, start = cost->low;
	double right = value + LEVEL_COST_REACH;
	struct level_piece near, far;
	size_t i;

	for (i = 0; i < cost->pieces.count; i++) {
		const struct level_piece *piece = &cost->pieces.items[i];

		far = *piece;
		far.least += LEVEL_COST_MOST;
		near = bend(piece, value);
		append(&cost->spare, start, fmin(left, piece->end), &far);
		append(&cost->spare, fmax(start, left), fmin(right, piece->end),
		    &near);
		append(&cost->spare, fmax(start, right), piece->end, &far);
		start = piece->end;
	}
	take_spare(cost);
}

double
level_cost_least(const struct level_cost *cost, size_t *from)
{
	double start = cost->low, least = (double)INFINITY, here, away;
	size_t i;

	*from = 0;
	for (i = 0; i < cost->pieces.count; i++) {
		const struct level_piece *piece = &cost->pieces.items[i];

		away = fmax(start - piece->vertex, piece->vertex - piece->end);
		away = fmax(away, 0);
		here = piece->least + piece->bend * away * away;
		if (here < least || (here == least && piece->from < *from)) {
			least = here;
			*from = piece->from;
		}
		start = piece->end;
	}
	return least;
}

void
level_cost_cap(struct level_cost *cost, double most, size_t from)
{
	const struct level_piece cap = {.least = most, .from = from};
	double start = cost->low, reach, left, right;
	size_t i;

	for (i = 0; i < cost->pieces.count; i++) {
		const struct level_piece *piece = &cost->pieces.items[i];

		left = start;
		right = piece->end;
		if (piece->least >= most) {
			right = start;
		} else if (piece->bend > 0) {
			reach = sqrt((most - piece->least) / piece->bend);
			left = fmax(start, piece->vertex - reach);
			right = fmin(piece->end, piece->vertex + reach);
		}
		append(&cost->spare, start, fmin(left, piece->end), &cap);
		append(&cost->spare, left, right, piece);
		append(&cost->spare, fmax(right, start), piece->end, &cap);
		start = piece->end;
	}
	take_spare(cost);
}
