/*
 * Suites for tests: written to a temporary file, read, and removed again.
 */
#ifndef TESTS_UNIT_SUITE_FILE_H
#define TESTS_UNIT_SUITE_FILE_H

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "collector/suite.h"
#include "tests/unit/test.h"

/* Reads length bytes of text as a suite; a message starts behind its path. */
static inline int
suite_of_bytes(
    const char *text, size_t length, struct suite *suite, struct err *err)
{
	char path[] = "/tmp/perfolio-suite-XXXXXX";
	int fd = mkstemp(path), result;
	struct err whole = {{0}};
	size_t skip = strlen(path) + 1;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, length), (ssize_t)length);
	close(fd);
	result = suite_read(path, suite, &whole);
	unlink(path);
	if (strncmp(whole.text, path, strlen(path)) != 0)
		skip = 0;
	snprintf(err->text, sizeof err->text, "%s", whole.text + skip);
	return result;
}

static inline int
suite_of(const char *text, struct suite *suite, struct err *err)
{
	return suite_of_bytes(text, strlen(text), suite, err);
}

/* The suite must be refused with exactly this message behind the path. */
static inline void
assert_refused(const char *text, const char *message)
{
	struct suite suite;
	struct err err = {{0}};

	if (suite_of(text, &suite, &err) == 0)
		fail_msg("accepted: %s", text);
	assert_string_equal(err.text, message);
	suite_release(&suite);
}

/* One benchmark "a" running "x", with these keys, must be refused. */
static inline void
assert_key_refused(const char *keys, const char *message)
{
	char text[4096];

	snprintf(text, sizeof text,
	    "benchmarks:\n- {name: a, command: x,\n%s}\n", keys);
	assert_refused(text, message);
}

static inline void
assert_accepted(const char *text, struct suite *suite)
{
	struct err err = {{0}};

	if (suite_of(text, suite, &err) < 0)
		fail_msg("%s", err.text);
}

#endif
