/*
 * A million values of the oracle, made from their recipe: Knuth's MMIX
 * generator from seed 1, of which the upper 24 bits r give
 *
 *     A: 1000 + (r mod 100000) / 128
 *     B: 50 + r^8 in 28 bits, cut off at each square, / 64
 *
 * The oracle's checksum says that these are its values.
 */
#include "analysis/describe.h"
#include "analysis/quantile.h"
#include "analysis/select.h"
#include "analysis/sort.h"
#include "base/digest.h"
#include "tests/unit/oracle.h"

enum { MILLION = 1000000 };

static double
recipe_a(uint64_t r)
{
	return 1000 + (double)(r % 100000) / 128;
}

static double
recipe_b(uint64_t r)
{
	r = r * r >> 20;
	r = r * r >> 28;
	return 50 + (double)(r * r >> 28) / 64;
}

static void
make_values(char recipe, struct oracle_values *values)
{
	uint64_t x = 1;
	size_t i;

	vec_reserve(values, MILLION);
	for (i = 0; i < MILLION; i++) {
		x = x * UINT64_C(6364136223846793005) +
		    UINT64_C(1442695040888963407);
		values->items[values->count++] =
		    recipe == 'A' ? recipe_a(x >> 40) : recipe_b(x >> 40);
	}
}

static void
assert_checksum(const struct oracle_values *values, const cJSON *tree)
{
	char hex[DIGEST_TEXT_BYTES];

	digest_text(
	    (const char *)values->items, MILLION * sizeof *values->items, hex);
	assert_string_equal(hex, json_get(tree, "sha256_f64le")->valuestring);
}

static void
describe(const struct oracle_values *values, struct result_metric *got)
{
	struct describe_desk desk = {0};
	struct series_metric metric = {.metric.unit = "1"};
	uint32_t i;

	for (i = 0; i < MILLION; i++) {
		vec_push(&metric.values, values->items[i]);
		spans_add(&metric.spans, i + 1, i + 1, 1);
	}
	describe_metric(&desk, &metric, got);
	describe_desk_release(&desk);
	vec_free(&metric.values);
	spans_release(&metric.spans);
}

static void
assert_tukey(const struct outliers *got, const cJSON *wanted)
{
	oracle_same("counts", "low_severe", (double)got->low_severe,
	    json_get(wanted, "low_severe"), 0);
	oracle_same("counts", "low_mild", (double)got->low_mild,
	    json_get(wanted, "low_mild"), 0);
	oracle_same("counts", "high_mild", (double)got->high_mild,
	    json_get(wanted, "high_mild"), 0);
	oracle_same("counts", "high_severe", (double)got->high_severe,
	    json_get(wanted, "high_severe"), 0);
}

static void
assert_sorted(struct oracle_values *values, const char *of, const cJSON *tree)
{
	const cJSON *order = json_get(tree, "median_order_ci95");
	double *spare = xmalloc(MILLION * sizeof *spare);
	struct interval got;

	sort_doubles(values->items, MILLION, spare);
	free(spare);
	oracle_same(of, "p90", quantile_of_sorted(values->items, MILLION, 0.9),
	    json_get(tree, "p90"), ORACLE_POINT);
	oracle_same(of, "p95", quantile_of_sorted(values->items, MILLION, 0.95),
	    json_get(tree, "p95"), ORACLE_POINT);
	oracle_same(of, "p99", quantile_of_sorted(values->items, MILLION, 0.99),
	    json_get(tree, "p99"), ORACLE_POINT);
	oracle_same(of, "k", (double)median_rank_of(MILLION).k,
	    json_get(order, "k"), 0);
	got = interval_median_order(values->items, MILLION);
	oracle_same(of, "low", got.low, json_get(order, "ci")->child, 0);
	oracle_same(
	    of, "high", got.high, json_get(order, "ci")->child->next, 0);
}

static void
assert_million(const char *folder, char recipe)
{
	struct oracle_values values = {0};
	struct result_metric got = {0};
	const cJSON *ends;
	char name[] = "gen1e6_A.json";
	cJSON *tree;

	name[7] = recipe;
	if (!oracle_is_there(folder))
		skip();
	tree = oracle_tree(folder, name);
	make_values(recipe, &values);
	assert_checksum(&values, tree);
	describe(&values, &got);
	oracle_same(name, "mean", got.summary.mean, json_get(tree, "mean"),
	    ORACLE_POINT);
	oracle_same(name, "sd", got.summary.sd.value, json_get(tree, "sd"),
	    ORACLE_POINT);
	oracle_same(name, "median", got.summary.median,
	    json_get(tree, "median"), ORACLE_POINT);
	oracle_same(name, "mad", got.summary.mad, json_get(tree, "mad_raw"),
	    ORACLE_POINT);
	oracle_same(
	    name, "q1", got.summary.q1, json_get(tree, "q1"), ORACLE_POINT);
	oracle_same(
	    name, "q3", got.summary.q3, json_get(tree, "q3"), ORACLE_POINT);
	oracle_same(name, "min", got.summary.min, json_get(tree, "min"), 0);
	oracle_same(name, "max", got.summary.max, json_get(tree, "max"), 0);
	oracle_same(name, "autocorrelation", got.summary.autocorrelation.value,
	    json_get(tree, "lag1_autocorrelation"), ORACLE_QUANTILE);
	ends = json_get(tree, "mean_t_ci95");
	oracle_same(name, "mean low", got.summary.mean_interval.low,
	    ends->child, ORACLE_QUANTILE);
	oracle_same(name, "mean high", got.summary.mean_interval.high,
	    ends->child->next, ORACLE_QUANTILE);
	assert_tukey(&got.outliers, json_get(tree, "tukey_counts"));
	assert_sorted(&values, name, tree);
	vec_free(&values);
	cJSON_Delete(tree);
}

static void
a_million_even_values_agree(void **state)
{
	(void)state;
	assert_million(ORACLE_COPY, 'A');
}

static void
a_million_skewed_values_agree(void **state)
{
	(void)state;
	assert_million(ORACLE_COPY, 'B');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_million_even_values_agree),
	    cmocka_unit_test(a_million_skewed_values_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
