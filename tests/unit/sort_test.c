#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/sort.h"
#include "base/random.h"
#include "base/xalloc.h"
#include "tests/unit/test.h"

enum shape {
	SHAPE_ANY_BITS,
	SHAPE_FEW_VALUES,
	SHAPE_FALLING,
	SHAPE_SORTED,
	SHAPE_ALIKE,
	SHAPE_COUNT
};

static double
any_double(struct random *random)
{
	uint64_t bits;
	double value;

	do {
		bits = random_next(random);
		memcpy(&value, &bits, sizeof value);
	} while (!isfinite(value));
	return value;
}

static double
value_of(enum shape shape, struct random *random, size_t index)
{
	switch (shape) {
	case SHAPE_ANY_BITS:
		return any_double(random);
	case SHAPE_FEW_VALUES:
		return (double)random_below(random, 7) - 3;
	case SHAPE_FALLING:
		return 1e6 - (double)index;
	case SHAPE_SORTED:
		return (double)index / 3;
	default:
		return -5;
	}
}

static int
compare(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void
check(enum shape shape, size_t count)
{
	double *values = xmalloc((count + 1) * sizeof *values);
	double *twin = xmalloc((count + 1) * sizeof *twin);
	double *spare = xmalloc((count + 1) * sizeof *spare);
	struct random random = {count * SHAPE_COUNT + shape};
	size_t i;

	for (i = 0; i < count; i++)
		twin[i] = values[i] = value_of(shape, &random, i);
	values[count] = -DBL_MAX; /* must stay where it is */
	sort_doubles(values, count, spare);
	qsort(twin, count, sizeof *twin, compare);
	for (i = 0; i < count; i++)
		if (values[i] != twin[i])
			fail_msg("shape %d, %zu values: differ at %zu", shape,
			    count, i);
	assert_true(values[count] == -DBL_MAX);
	free(values);
	free(twin);
	free(spare);
}

static void
sorts_like_qsort_at_every_size(void **state)
{
	static const size_t large[] = {1023, 1024, 1025, 2047, 2048, 50000};
	size_t count;
	int shape;

	(void)state;
	for (shape = 0; shape < SHAPE_COUNT; shape++) {
		for (count = 0; count < 200; count++)
			check((enum shape)shape, count);
		for (count = 0; count < sizeof large / sizeof *large; count++)
			check((enum shape)shape, large[count]);
	}
}

static void
infinities_and_the_smallest_doubles_find_their_place(void **state)
{
	double values[2000], spare[2000];
	size_t i;

	(void)state;
	for (i = 0; i < 2000; i++)
		values[i] = i % 2 == 0 ? DBL_TRUE_MIN : -DBL_TRUE_MIN;
	values[7] = -HUGE_VAL;
	values[8] = HUGE_VAL;
	sort_doubles(values, 2000, spare);
	assert_true(values[0] == -HUGE_VAL);
	assert_true(values[999] == -DBL_TRUE_MIN);
	assert_true(values[1000] == DBL_TRUE_MIN);
	assert_true(values[1999] == HUGE_VAL);
}

static void
rows_are_merged_however_many_there_are(void **state)
{
	double values[700], twin[700], spare[700];
	struct random random = {9};
	size_t rows, length, i, j;

	(void)state;
	for (rows = 0; rows <= 33; rows++) {
		for (length = 1; length <= 21; length += 4) {
			for (i = 0; i < rows; i++) {
				for (j = 0; j < length; j++)
					values[i * length + j] =
					    (double)random_below(&random, 100);
				qsort(values + i * length, length,
				    sizeof *values, compare);
			}
			memcpy(twin, values, rows * length * sizeof *twin);
			sort_rows(values, rows, length, spare);
			qsort(twin, rows * length, sizeof *twin, compare);
			for (i = 0; i < rows * length; i++)
				assert_true(values[i] == twin[i]);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_are_merged_however_many_there_are),
	    cmocka_unit_test(sorts_like_qsort_at_every_size),
	    cmocka_unit_test(
		infinities_and_the_smallest_doubles_find_their_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
