/*
 * Values computed in exact arithmetic, in two places: tests/ref/oracle has the
 * synthetic part and is always there, ../shared/oracle has all where it is. A
 * test runs for each place and skips the one that is not there.
 */
#ifndef TESTS_UNIT_ORACLE_H
#define TESTS_UNIT_ORACLE_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "base/vec.h"
#include "tests/unit/test.h"

#define ORACLE_COPY "tests/ref/oracle"
#define ORACLE_WHOLE "../shared/oracle"

/* Relative, of point statistics and of quantiles and probabilities. */
#define ORACLE_POINT 1e-12
#define ORACLE_QUANTILE 1e-9

struct oracle_values {
	double *items;
	size_t count, capacity;
};

static inline bool
oracle_is_there(const char *folder)
{
	DIR *dir = opendir(folder);

	if (dir == NULL) {
		printf("oracle: %s is not there, so its tests are skipped\n",
		    folder);
		return false;
	}
	closedir(dir);
	return true;
}

static inline void
oracle_text(const char *folder, const char *name, struct buf *text)
{
	struct err err = {0};
	struct buf path = {0};

	buf_addf(&path, "%s/%s", folder, name);
	if (file_read(buf_text(&path), text, &err) < 0)
		fail_msg("%s", err.text);
	buf_release(&path);
}

/* The caller deletes it. */
static inline cJSON *
oracle_tree(const char *folder, const char *name)
{
	struct err err = {0};
	struct buf text = {0};
	cJSON *tree;

	oracle_text(folder, name, &text);
	tree = json_parse(text.text, text.length, &err);
	if (tree == NULL)
		fail_msg("%s: %s", name, err.text);
	buf_release(&text);
	return tree;
}

/* vectors/NAME.txt or whatever the file is called; the caller frees them. */
static inline void
oracle_vector(
    const char *folder, const char *name, struct oracle_values *values)
{
	struct buf text = {0};
	char *at, *end;
	double value;

	oracle_text(folder, name, &text);
	for (at = text.text;; at = end) {
		value = strtod(at, &end);
		if (end == at)
			break;
		vec_push(values, value);
	}
	assert_true(at[strspn(at, "\n")] == '\0' && values->count > 0);
	buf_release(&text);
}

/* The member below a path of keys; NULL if it is absent or null. */
static inline const cJSON *
oracle_at(const cJSON *tree, const char *const *keys)
{
	for (; tree != NULL && *keys != NULL; keys++)
		tree = json_get(tree, *keys);
	return tree;
}

#define ORACLE_AT(tree, ...)                                                   \
	oracle_at((tree), (const char *const[]){__VA_ARGS__, NULL})

/* The oracle writes what is not finite as a string. */
static inline double
oracle_number(const cJSON *item)
{
	assert_non_null(item);
	return cJSON_IsString(item) ? strtod(item->valuestring, NULL)
				    : item->valuedouble;
}

/* |got - wanted| <= room. */
static inline void
oracle_same_within(
    const char *of, const char *what, double got, double wanted, double room)
{
	if (got == wanted || fabs(got - wanted) <= room)
		return;
	fail_msg("%s: %s is %.17g, not %.17g (off by %.2g of it)", of, what,
	    got, wanted, fabs(got - wanted) / fabs(wanted));
}

static inline void
oracle_same(const char *of, const char *what, double got, const cJSON *wanted,
    double relative)
{
	double number = oracle_number(wanted);

	oracle_same_within(of, what, got, number, relative * fabs(number));
}

#endif
