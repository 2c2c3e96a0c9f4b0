/*
 * What it costs to say that values lie at a level, for every level at once.
 *
 * A value x costs min((x - level)², LEVEL_COST_MOST): one that is far away is
 * an outlier and costs no more however far it is. The cost as a function of
 * the level is kept as pieces, each a parabola or a constant. A piece knows
 * from which value on it counts: level_cost_cap lets every level be reached
 * by a step (Fearnhead and Rigaill, Journal of the American Statistical
 * Association 114, 2019).
 *
 * Parabolas are kept by their vertex and never subtracted, so nothing cancels.
 */
#ifndef ANALYSIS_LEVEL_COST_H
#define ANALYSIS_LEVEL_COST_H

#include <stddef.h>

#include "base/vec.h"

enum { LEVEL_COST_REACH = 3, LEVEL_COST_MOST = 9 };

/* bend (level - vertex)² + least, up to the level end. */
struct level_piece {
	double end, bend, vertex, least;
	size_t from;
};

struct level_pieces {
	struct level_piece *items;
	size_t count, capacity;
};

/* Zeroed is valid; the pieces are owned. */
struct level_cost {
	double low; /* the lowest level */
	struct level_pieces pieces, spare;
};

/* The cost of no values at all, for levels within [low, high], low < high. */
void level_cost_start(struct level_cost *cost, double low, double high);

/* One value more, within the levels. O(pieces). */
void level_cost_add(struct level_cost *cost, double value);

/*
 * The least cost over all levels, and from which value on its piece counts;
 * of several with the least cost the one that counts longest.
 */
double level_cost_least(const struct level_cost *cost, size_t *from);

/*
 * No level costs more than most from now on; those that did count from the
 * value from. Where an outlier lies at a step, costs are equal but for
 * rounding: then the piece that is there stays, whatever the unit of the
 * values.
 */
void level_cost_cap(struct level_cost *cost, double most, size_t from);

void level_cost_release(struct level_cost *cost);

/*
 * The least cost of one level for all of sorted[0..count), in its own units.
 * O(count): at the best level those that are no outliers lie side by side, and
 * have it as their mean. As a level rises past all values it gains one or loses
 * one at a time, and each of those sets is looked at.
 */
double level_cost_of(const double *sorted, size_t count);

#endif
