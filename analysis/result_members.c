#include "analysis/result_members.h"

#include "analysis/result.h"
#include "base/err.h"
#include "base/json.h"

#define COUNT(key, field)                                                      \
	{                                                                      \
		key, MEMBER_WHOLE, offsetof(struct result_counts, field)       \
	}
#define SUMMARY(key, type, field)                                              \
	{                                                                      \
		key, MEMBER_##type, offsetof(struct summary, field)            \
	}
#define OUTLIERS(field)                                                        \
	{                                                                      \
#field, MEMBER_WHOLE, offsetof(struct outliers, field)         \
	}

const struct member counts_members[] = {
    COUNT("cases", cases),
    COUNT("ok", ok),
    COUNT("failed", failed),
    COUNT("timeout", timeout),
    COUNT("blocked", blocked),
    COUNT("skipped", skipped),
    COUNT("missing", missing),
    COUNT("allowed_failures", allowed_failures),
    COUNT("samples", samples),
    COUNT("launches", launches),
    {0},
};

const struct member summary_members[] = {
    SUMMARY("n", WHOLE, n),
    SUMMARY("launches", WHOLE, launches),
    SUMMARY("n_eff", ESTIMATE, n_eff),
    SUMMARY("mean", NUMBER, mean),
    SUMMARY("mean_low", LOW, mean_interval),
    SUMMARY("mean_high", HIGH, mean_interval),
    SUMMARY("median", NUMBER, median),
    SUMMARY("median_low", LOW, median_interval),
    SUMMARY("median_high", HIGH, median_interval),
    SUMMARY("median_level", ESTIMATE, median_level),
    SUMMARY("sd", ESTIMATE, sd),
    SUMMARY("mad", NUMBER, mad),
    SUMMARY("min", NUMBER, min),
    SUMMARY("max", NUMBER, max),
    SUMMARY("q1", NUMBER, q1),
    SUMMARY("q3", NUMBER, q3),
    SUMMARY("p90", ESTIMATE, p90),
    SUMMARY("p95", ESTIMATE, p95),
    SUMMARY("p99", ESTIMATE, p99),
    SUMMARY("autocorrelation", ESTIMATE, autocorrelation),
    {0},
};

const struct member outliers_members[] = {
    OUTLIERS(low_severe),
    OUTLIERS(low_mild),
    OUTLIERS(high_mild),
    OUTLIERS(high_severe),
    {0},
};

static void
print_optional(cJSON *object, const char *key, bool exists, double value)
{
	if (exists)
		json_add_double(object, key, value);
	else
		json_add_null(object, key);
}

void
members_print(const struct member *table, const void *item, cJSON *object)
{
	const struct estimate *estimate;
	const struct interval *interval;
	const void *field;

	for (; table->key != NULL; table++) {
		field = (const char *)item + table->offset;
		estimate = field;
		interval = field;
		switch (table->type) {
		case MEMBER_WHOLE:
			json_add_u64(
			    object, table->key, *(const uint64_t *)field);
			break;
		case MEMBER_NUMBER:
			json_add_double(
			    object, table->key, *(const double *)field);
			break;
		case MEMBER_ESTIMATE:
			print_optional(object, table->key, estimate->exists,
			    estimate->value);
			break;
		case MEMBER_LOW:
			print_optional(object, table->key, interval->exists,
			    interval->low);
			break;
		case MEMBER_HIGH:
			print_optional(object, table->key, interval->exists,
			    interval->high);
			break;
		}
	}
}

static int
parse_member(const struct member *member, const cJSON *object, void *field,
    struct err *err)
{
	bool is_there = json_get(object, member->key) != NULL;
	struct estimate *estimate = field;
	struct interval *interval = field;

	switch (member->type) {
	case MEMBER_WHOLE:
		if (!is_there)
			break;
		return json_get_u64(object, member->key, field, err);
	case MEMBER_NUMBER:
		if (!is_there)
			break;
		return json_get_double(object, member->key, field, err);
	case MEMBER_ESTIMATE:
		estimate->exists = is_there;
		return json_get_double(
		    object, member->key, &estimate->value, err);
	case MEMBER_LOW:
		interval->exists = is_there;
		return json_get_double(
		    object, member->key, &interval->low, err);
	case MEMBER_HIGH:
		if (is_there != interval->exists)
			return err_set(err,
			    "\"%s\" must be there if the other end is",
			    member->key);
		return json_get_double(
		    object, member->key, &interval->high, err);
	}
	return err_set(err, "\"%s\" is missing", member->key);
}

int
members_parse(const struct member *table, const cJSON *object, void *item,
    struct err *err)
{
	for (; table->key != NULL; table++)
		if (parse_member(
			table, object, (char *)item + table->offset, err) < 0)
			return -1;
	return 0;
}
