#include "analysis/level_cost.h"

#include <math.h>

#include "base/vec.h"

/* What equal costs may differ by, of themselves, for rounding. */
static const double EQUAL = 1e-10;

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

/* fmin and fmax ask for NaN, and are calls. */
static inline double
lower_of(double a, double b)
{
	return a < b ? a : b;
}

static inline double
higher_of(double a, double b)
{
	return a > b ? a : b;
}

/* Room for as many pieces as each can become, so that appending need not ask.
 */
static void
make_room(struct level_cost *cost)
{
	size_t most = 3 * cost->pieces.count + 1;

	if (cost->spare.capacity < most)
		vec_reserve(&cost->spare, 2 * most);
}

/* Appends piece up to end, unless nothing of it is left. There is room. */
static inline void
append(struct level_pieces *pieces, double start, double end,
    const struct level_piece *piece)
{
	struct level_piece *last;

	if (!(start < end))
		return;
	last = pieces->items + pieces->count;
	if (pieces->count > 0 && last[-1].from == piece->from &&
	    last[-1].bend == piece->bend && last[-1].least == piece->least &&
	    (piece->bend == 0 || last[-1].vertex == piece->vertex)) {
		last[-1].end = end;
		return;
	}
	*last = *piece;
	last->end = end;
	pieces->count++;
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

/* A piece in the reach of value from left to right, at least in part. */
static void
add_near(struct level_cost *cost, const struct level_piece *piece, double start,
    double value)
{
	double left = value - LEVEL_COST_REACH;
	double right = value + LEVEL_COST_REACH;
	struct level_piece near = bend(piece, value), far = *piece;

	far.least += LEVEL_COST_MOST;
	append(&cost->spare, start, lower_of(left, piece->end), &far);
	append(&cost->spare, higher_of(start, left),
	    lower_of(right, piece->end), &near);
	append(&cost->spare, higher_of(start, right), piece->end, &far);
}

void
level_cost_add(struct level_cost *cost, double value)
{
	double left = value - LEVEL_COST_REACH, start = cost->low;
	double right = value + LEVEL_COST_REACH;
	struct level_piece far;
	size_t i;

	make_room(cost);
	for (i = 0; i < cost->pieces.count; i++) {
		const struct level_piece *piece = &cost->pieces.items[i];

		if (piece->end <= left || start >= right) {
			far = *piece;
			far.least += LEVEL_COST_MOST;
			append(&cost->spare, start, piece->end, &far);
		} else {
			add_near(cost, piece, start, value);
		}
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

		here = piece->least;
		if (piece->bend > 0 && here <= least) {
			away = higher_of(
			    start - piece->vertex, piece->vertex - piece->end);
			away = higher_of(away, 0);
			here += piece->bend * away * away;
		}
		if (here < least || (here == least && piece->from < *from)) {
			least = here;
			*from = piece->from;
		}
		start = piece->end;
	}
	return least;
}

/* At the costlier end of its levels. */
static double
highest(const struct level_piece *piece, double start)
{
	double away =
	    higher_of(piece->vertex - start, piece->end - piece->vertex);

	return piece->bend * away * away + piece->least;
}

void
level_cost_cap(struct level_cost *cost, double most, size_t from)
{
	const struct level_piece cap = {.least = most, .from = from};
	double start = cost->low, reach, left, right;
	double equal = most * (1 + EQUAL);
	size_t i;

	make_room(cost);
	for (i = 0; i < cost->pieces.count; i++) {
		const struct level_piece *piece = &cost->pieces.items[i];

		if (piece->least > (piece->bend > 0 ? most : equal)) {
			append(&cost->spare, start, piece->end, &cap);
		} else if (piece->bend > 0 && highest(piece, start) > most) {
			reach = sqrt((most - piece->least) / piece->bend);
			left = higher_of(start, piece->vertex - reach);
			right = lower_of(piece->end, piece->vertex + reach);
			append(&cost->spare, start, lower_of(left, piece->end),
			    &cap);
			append(&cost->spare, left, right, piece);
			append(&cost->spare, higher_of(right, start),
			    piece->end, &cap);
		} else {
			append(&cost->spare, start, piece->end, piece);
		}
		start = piece->end;
	}
	take_spare(cost);
}

/* Values side by side, seen from the first of them. */
struct window {
	double origin, sum, squares;
	size_t from, to;
};

/* An empty one begins anew, so that one far away leaves no rounding behind. */
static void
window_add(struct window *window, double value)
{
	double away;

	if (window->from == window->to) {
		window->origin = value;
		window->sum = window->squares = 0;
	}
	away = value - window->origin;
	window->sum += away;
	window->squares += away * away;
	window->to++;
}

static void
window_drop(struct window *window, double value)
{
	double away = value - window->origin;

	window->sum -= away;
	window->squares -= away * away;
	window->from++;
}

/* At the mean of the window. */
static double
window_cost(const struct window *window, double count)
{
	double inside = (double)(window->to - window->from);
	double spread =
	    inside == 0 ? 0
			: window->squares - window->sum * window->sum / inside;

	return higher_of(spread, 0) + LEVEL_COST_MOST * (count - inside);
}

double
level_cost_of(const double *sorted, size_t count)
{
	double n = (double)count, best = LEVEL_COST_MOST * n;
	struct window window = {0};
	size_t next = 0;

	while (window.from < count) {
		if (next < count && (window.from == window.to ||
					sorted[next] - sorted[window.from] <
					    2 * LEVEL_COST_REACH))
			window_add(&window, sorted[next++]);
		else
			window_drop(&window, sorted[window.from]);
		best = lower_of(best, window_cost(&window, n));
	}
	return best;
}
