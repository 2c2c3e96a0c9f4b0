#include "analysis/result_members.h"

#include <math.h>

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

#define RATIO(key, type, field)                                                \
	{                                                                      \
		key, MEMBER_##type, offsetof(struct comparison, field)         \
	}
#define BUDGET(field, type)                                                    \
	{                                                                      \
#field, MEMBER_##type, offsetof(struct budget_result, field)   \
	}
#define CLAIM(key, type, field)                                                \
	{                                                                      \
		key, MEMBER_##type, offsetof(struct claim_result, field)       \
	}
#define SYSTEM(field, type)                                                    \
	{                                                                      \
#field, MEMBER_##type, offsetof(struct record_system, field)   \
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
    COUNT("regressions", regressions),
    COUNT("improvements", improvements),
    COUNT("unchanged", unchanged),
    COUNT("inconclusive", inconclusive),
    COUNT("added", added),
    COUNT("red", red),
    COUNT("yellow", yellow),
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
    SUMMARY("p90_low", LOW, p90_interval),
    SUMMARY("p90_high", HIGH, p90_interval),
    SUMMARY("p95", ESTIMATE, p95),
    SUMMARY("p95_low", LOW, p95_interval),
    SUMMARY("p95_high", HIGH, p95_interval),
    SUMMARY("p99", ESTIMATE, p99),
    SUMMARY("p99_low", LOW, p99_interval),
    SUMMARY("p99_high", HIGH, p99_interval),
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

const struct member ratio_members[] = {
    RATIO("ratio", KNOWN, ratio),
    RATIO("ratio_low", LOW, ratio_interval),
    RATIO("ratio_high", HIGH, ratio_interval),
    RATIO("ratio_lower", KNOWN, ratio_lower),
    RATIO("ratio_upper", KNOWN, ratio_upper),
    RATIO("p", KNOWN, p),
    RATIO("q", KNOWN, q),
    RATIO("error", KNOWN, error),
    RATIO("df", KNOWN, df),
    RATIO("run_sigma", KNOWN, run_sigma),
    RATIO("session_sigma", KNOWN, session_sigma),
    RATIO("detectable", KNOWN, detectable),
    RATIO("launches_needed", SOME, launches_needed),
    {0},
};

const struct member side_members[] = {
    RATIO("pairs", WHOLE, pairs),
    RATIO("launches", SOME, launches),
    RATIO("base_launches", SOME, base_launches),
    RATIO("sessions", WHOLE, sessions),
    RATIO("center", KNOWN, center),
    RATIO("base_center", KNOWN, base_center),
    RATIO("zero", TRUTH, is_zero),
    RATIO("base_zero", TRUTH, is_base_zero),
    RATIO("difference", ESTIMATE, difference),
    RATIO("difference_low", LOW, difference_interval),
    RATIO("difference_high", HIGH, difference_interval),
    RATIO("single_run", TRUTH, is_single_run),
    RATIO("bimodal", TRUTH, is_bimodal),
    RATIO("implausible", TRUTH, is_implausible),
    {0},
};

const struct member budget_members[] = {
    BUDGET(limit, NUMBER),
    BUDGET(yellow, NUMBER),
    BUDGET(red, NUMBER),
    {0},
};

const struct member claim_members[] = {
    CLAIM("planned", TRUTH, is_planned),
    CLAIM("baseline", KNOWN, baseline),
    CLAIM("target", KNOWN, target),
    CLAIM("measured", KNOWN, measured),
    CLAIM("ratio", KNOWN, ratio),
    CLAIM("ratio_low", LOW, ratio_interval),
    CLAIM("ratio_high", HIGH, ratio_interval),
    {0},
};

const struct member mean_members[] = {
    {"cases", MEMBER_WHOLE, offsetof(struct mean_change, cases)},
    {"ratio", MEMBER_NUMBER, offsetof(struct mean_change, ratio)},
    {0},
};

const struct member shift_members[] = {
    {"shift", MEMBER_NUMBER, offsetof(struct machine_shift, shift)},
    {"spread", MEMBER_NUMBER, offsetof(struct machine_shift, spread)},
    {"cases", MEMBER_WHOLE, offsetof(struct machine_shift, cases)},
    {0},
};

const struct member system_members[] = {
    SYSTEM(round, WHOLE),
    SYSTEM(start_ns, WHOLE),
    SYSTEM(end_ns, WHOLE),
    SYSTEM(load, KNOWN),
    SYSTEM(others, KNOWN),
    SYSTEM(stolen, KNOWN),
    SYSTEM(cpu_stall, KNOWN),
    SYSTEM(io_stall, KNOWN),
    SYSTEM(memory_stall, KNOWN),
    SYSTEM(throttled, KNOWN),
    SYSTEM(clock_hz, KNOWN),
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
		case MEMBER_SOME:
			if (*(const uint64_t *)field == 0)
				json_add_null(object, table->key);
			else
				json_add_u64(object, table->key,
				    *(const uint64_t *)field);
			break;
		case MEMBER_TRUTH:
			json_add_bool(object, table->key, *(const bool *)field);
			break;
		case MEMBER_NUMBER:
			json_add_double(
			    object, table->key, *(const double *)field);
			break;
		case MEMBER_KNOWN:
			print_optional(object, table->key,
			    isfinite(*(const double *)field),
			    *(const double *)field);
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
	case MEMBER_SOME:
		*(uint64_t *)field = 0;
		return json_get_u64(object, member->key, field, err);
	case MEMBER_TRUTH:
		if (!is_there)
			break;
		return json_get_bool(object, member->key, field, err);
	case MEMBER_NUMBER:
		if (!is_there)
			break;
		return json_get_double(object, member->key, field, err);
	case MEMBER_KNOWN:
		*(double *)field = (double)NAN;
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
