#include "output/thin.h"

/* The lowest and the highest of points[from..end), in order; how many. */
static size_t
extremes(
    const struct point *points, size_t from, size_t end, struct point kept[2])
{
	size_t low = from, high = from, i;

	for (i = from; i < end; i++) {
		if (points[i].y < points[low].y)
			low = i;
		if (points[i].y > points[high].y)
			high = i;
	}
	kept[0] = points[low < high ? low : high];
	kept[1] = points[low < high ? high : low];
	return low == high ? 1 : 2;
}

size_t
thin_points(struct point *points, size_t count, size_t most)
{
	size_t stretches = (most - 2) / 2, inner, i, j, found, kept = 1;
	struct point pair[2], last;

	if (count <= most)
		return count;
	inner = count - 2;
	last = points[count - 1];
	for (i = 0; i < stretches; i++) {
		found = extremes(points, 1 + i * inner / stretches,
		    1 + (i + 1) * inner / stretches, pair);
		/* Never ahead of what is read next: a stretch has 2 or more. */
		for (j = 0; j < found; j++)
			points[kept++] = pair[j];
	}
	points[kept++] = last;
	return kept;
}
