/*
 * Plans of suites' texts, for tests.
 */
#ifndef TESTS_UNIT_PLAN_FILE_H
#define TESTS_UNIT_PLAN_FILE_H

#include "tests/unit/suite_file.h"

/* The plan of a suite's text; the suite is gone by then. */
static inline int
plan_of(const char *text, const struct plan_options *options, struct plan *plan,
    struct err *err)
{
	struct suite suite;
	int result;

	assert_accepted(text, &suite);
	result = plan_from_suite(plan, &suite, options, err);
	suite_release(&suite);
	return result;
}

static inline const struct plan_case *
plan_made(
    const char *text, const struct plan_options *options, struct plan *plan)
{
	static const struct plan_options none = {.seed = 7};
	struct err err;

	if (plan_of(text, options == NULL ? &none : options, plan, &err) < 0)
		fail_msg("%s", err.text);
	return plan->cases;
}

/* Refused with this message behind the path of the suite. */
static inline void
assert_no_plan(
    const char *text, const struct plan_options *options, const char *message)
{
	static const struct plan_options none = {.seed = 7};
	struct plan plan;
	struct err err = {{0}};
	const char *shown = err.text;

	assert_int_equal(
	    plan_of(text, options == NULL ? &none : options, &plan, &err), -1);
	if (strncmp(shown, "/tmp/", 5) == 0)
		shown = strchr(shown, ':') + 1;
	assert_string_equal(shown, message);
	plan_release(&plan);
}

#endif
