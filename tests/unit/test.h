/*
 * What every unit test includes: cmocka and an assert for doubles.
 */
#ifndef TESTS_UNIT_TEST_H
#define TESTS_UNIT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

/* |got - wanted| <= relative * |wanted|; cmocka's own goes through float. */
#define assert_near(got, wanted, relative)                                     \
	assert_near_at(got, wanted, relative, #got, __FILE__, __LINE__)

static inline void
assert_near_at(double got, double wanted, double relative, const char *what,
    const char *file, int line)
{
	if (fabs(got - wanted) <= relative * fabs(wanted))
		return;
	print_error("%s is %.17g, not %.17g\n", what, got, wanted);
	_fail(file, line);
}

#endif
