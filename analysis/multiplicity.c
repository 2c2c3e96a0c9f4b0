#include "analysis/multiplicity.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/sort.h"
#include "base/xalloc.h"

static bool
is_in_family(const struct estimate *p)
{
	return p->exists && p->value >= 0 && p->value <= 1;
}

/* How many of sorted[0..count) are at most value, less one. */
static size_t
last_place(const double *sorted, size_t count, double value)
{
	size_t low = 0, high = count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (sorted[middle] <= value)
			low = middle + 1;
		else
			high = middle;
	}
	return low - 1;
}

void
multiplicity_adjust(const struct estimate *p, size_t count, struct estimate *q)
{
	double *sorted = xmalloc((3 * count + 1) * sizeof *sorted);
	double *adjusted = sorted + count, least = 1;
	size_t i, family = 0;

	for (i = 0; i < count; i++)
		if (is_in_family(&p[i]))
			sorted[family++] = p[i].value;
	sort_doubles(sorted, family, sorted + 2 * count);
	for (i = family; i-- > 0;) {
		least =
		    fmin(least, sorted[i] * ((double)family / (double)(i + 1)));
		adjusted[i] = least;
	}
	for (i = 0; i < count; i++) {
		if (is_in_family(&p[i]))
			q[i] = (struct estimate){true,
			    adjusted[last_place(sorted, family, p[i].value)]};
		else
			q[i] = (struct estimate){0};
	}
	free(sorted);
}
