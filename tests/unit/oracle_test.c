/*
 * The statistics of one row of values against the oracle.
 *
 * What perfolio does not say has no test: bootstrap intervals but for that of a
 * median, which has a closed form; the intercept of Theil and Sen; and the
 * regressions of linear sampling.
 */
#include "analysis/describe.h"
#include "analysis/distributions.h"
#include "analysis/harrell_davis.h"
#include "analysis/interval.h"
#include "analysis/quantile.h"
#include "analysis/sort.h"
#include "analysis/trend.h"
#include "tests/unit/oracle.h"

static const double POINT = ORACLE_POINT, QUANTILE = ORACLE_QUANTILE;

/* One vector and what it must give. */
struct oracle {
	char *name;
	cJSON *tree;
	struct series_metric metric; /* every value a launch of its own */
	double *sorted;
	struct result_metric got;
};

struct oracles {
	struct oracle *items;
	size_t count, capacity;
};

static void
read_vector(struct oracle *oracle, const char *folder, const char *name)
{
	struct oracle_values values = {0};
	uint32_t i;

	oracle_vector(folder, name, &values);
	for (i = 1; i <= values.count; i++) {
		vec_push(&oracle->metric.values, values.items[i - 1]);
		spans_add(&oracle->metric.spans, i, i, 1);
	}
	oracle->metric.metric.unit = "1";
	vec_free(&values);
}

static void
describe_vector(struct oracle *oracle)
{
	struct describe_desk desk = {0};
	size_t n = oracle->metric.values.count;
	double *spare = xmalloc(n * sizeof *spare);

	oracle->sorted = xmalloc(n * sizeof *spare);
	memcpy(oracle->sorted, oracle->metric.values.items, n * sizeof *spare);
	sort_doubles(oracle->sorted, n, spare);
	free(spare);
	describe_metric(&desk, &oracle->metric, &oracle->got);
	describe_desk_release(&desk);
}

static void
load(struct oracles *oracles, const char *folder, const char *name)
{
	struct oracle oracle = {.tree = oracle_tree(folder, name)};
	struct err err = {0};
	const char *vector = NULL;

	json_get_string(oracle.tree, "vector_file", &vector, &err);
	if (vector == NULL) {
		cJSON_Delete(oracle.tree);
		return;
	}
	oracle.name = xstrdup(name);
	read_vector(&oracle, folder, vector);
	describe_vector(&oracle);
	vec_push(oracles, oracle);
}

/* *state is NULL where there is no such folder. */
static int
load_all(void **state, const char *folder, size_t least)
{
	struct oracles *oracles;
	const struct dirent *entry;
	DIR *dir;

	*state = NULL;
	if (!oracle_is_there(folder))
		return 0;
	oracles = xcalloc(1, sizeof *oracles);
	dir = opendir(folder);
	while ((entry = readdir(dir)) != NULL)
		if (text_ends_with(entry->d_name, ".json"))
			load(oracles, folder, entry->d_name);
	closedir(dir);
	printf("oracle: %zu vectors of %s\n", oracles->count, folder);
	*state = oracles;
	return oracles->count >= least ? 0 : -1;
}

static int
load_copy(void **state)
{
	return load_all(state, ORACLE_COPY, 29);
}

static int
load_whole(void **state)
{
	return load_all(state, ORACLE_WHOLE, 49);
}

static int
release_all(void **state)
{
	struct oracles *oracles = *state;
	struct oracle *oracle;
	size_t i;

	if (oracles == NULL)
		return 0;
	for (i = 0; i < oracles->count; i++) {
		oracle = &oracles->items[i];
		free(oracle->name);
		free(oracle->sorted);
		cJSON_Delete(oracle->tree);
		vec_free(&oracle->metric.values);
		spans_release(&oracle->metric.spans);
	}
	vec_free(oracles);
	free(oracles);
	return 0;
}

/* Those of the folder at hand; a test of a folder that is away ends here. */
static const struct oracles *
oracles_of(void **state)
{
	if (*state == NULL)
		skip();
	return *state;
}

static void
same(const struct oracle *oracle, const char *what, double got, double wanted,
    double relative)
{
	oracle_same_within(
	    oracle->name, what, got, wanted, relative * fabs(wanted));
}

static void
same_number(const struct oracle *oracle, const char *key, double got)
{
	oracle_same(oracle->name, key, got, json_get(oracle->tree, key), POINT);
}

/* null in the oracle is an estimate that does not exist. */
static void
same_estimate(const struct oracle *oracle, const char *key, struct estimate got)
{
	const cJSON *item = json_get(oracle->tree, key);

	if (got.exists != (item != NULL))
		fail_msg("%s: %s %s exist", oracle->name, key,
		    got.exists ? "must not" : "must");
	if (item != NULL)
		same(oracle, key, got.value, item->valuedouble, POINT);
}

static void
same_interval(const struct oracle *oracle, const char *key, const cJSON *item,
    struct interval got, double relative)
{
	if (got.exists != (item != NULL))
		fail_msg("%s: %s %s exist", oracle->name, key,
		    got.exists ? "must not" : "must");
	if (item == NULL)
		return;
	same(oracle, key, got.low, item->child->valuedouble, relative);
	same(oracle, key, got.high, item->child->next->valuedouble, relative);
}

#define EACH_ORACLE(oracle, state)                                             \
	for (const struct oracle *oracle = oracles_of(state)->items,           \
				 *end_ = oracle + oracles_of(state)->count;    \
	     oracle < end_; oracle++)

static void
point_statistics_have_twelve_digits(void **state)
{
	EACH_ORACLE(oracle, state)
	{
		const struct summary *summary = &oracle->got.summary;

		same_number(oracle, "n", (double)summary->n);
		same_number(oracle, "mean", summary->mean);
		same_number(oracle, "median", summary->median);
		same_number(oracle, "min", summary->min);
		same_number(oracle, "max", summary->max);
		same_number(oracle, "mad_raw", summary->mad);
		same_estimate(oracle, "sd", summary->sd);
	}
}

/* What a reader makes of the numbers above. */
static void
what_follows_from_them_agrees(void **state)
{
	EACH_ORACLE(oracle, state)
	{
		const struct summary *summary = &oracle->got.summary;
		double n = (double)summary->n, sd = summary->sd.value;

		same(oracle, "sum", n * summary->mean,
		    oracle_number(json_get(oracle->tree, "sum")), POINT);
		same_number(oracle, "mad_x1.4826", 1.4826 * summary->mad);
		same_number(oracle, "mad_x1.482602218505602",
		    1.482602218505602 * summary->mad);
		same_number(oracle, "iqr", summary->q3 - summary->q1);
		if (!summary->sd.exists)
			continue;
		same_number(oracle, "sem", sd / sqrt(n));
		if (summary->mean != 0)
			same_number(oracle, "cv", sd / summary->mean);
	}
}

static void
quantiles_are_of_type_7(void **state)
{
	EACH_ORACLE(oracle, state)
	{
		const double *sorted = oracle->sorted;
		size_t n = oracle->metric.values.count;

		same_number(oracle, "q1", oracle->got.summary.q1);
		same_number(oracle, "q3", oracle->got.summary.q3);
		same_number(oracle, "p90", quantile_of_sorted(sorted, n, 0.9));
		same_number(oracle, "p95", quantile_of_sorted(sorted, n, 0.95));
		same_number(oracle, "p99", quantile_of_sorted(sorted, n, 0.99));
	}
}

static void
outliers_are_tukeys(void **state)
{
	EACH_ORACLE(oracle, state)
	{
		const cJSON *counts = json_get(oracle->tree, "tukey_counts");
		const struct outliers *got = &oracle->got.outliers;
		uint64_t wanted[4] = {0};
		struct err err = {0};

		json_get_u64(counts, "low_severe", &wanted[0], &err);
		json_get_u64(counts, "low_mild", &wanted[1], &err);
		json_get_u64(counts, "high_mild", &wanted[2], &err);
		json_get_u64(counts, "high_severe", &wanted[3], &err);
		assert_string_equal(err.text, "");
		assert_int_equal(got->low_severe, wanted[0]);
		assert_int_equal(got->low_mild, wanted[1]);
		assert_int_equal(got->high_mild, wanted[2]);
		assert_int_equal(got->high_severe, wanted[3]);
	}
}

static void
mean_has_its_t_interval(void **state)
{
	EACH_ORACLE(oracle, state)
	{
		same_interval(oracle, "mean_t_ci95",
		    json_get(oracle->tree, "mean_t_ci95"),
		    oracle->got.summary.mean_interval, QUANTILE);
		if (oracle->got.summary.n < 2)
			continue;
		same(oracle, "t_quantile",
		    distribution_t_quantile(
			0.975, (double)oracle->got.summary.n - 1),
		    json_get(oracle->tree, "t_quantile")->valuedouble,
		    QUANTILE);
	}
}

static void
median_has_its_order_interval(void **state)
{
	EACH_ORACLE(oracle, state)
	{
		const cJSON *wanted =
		    json_get(oracle->tree, "median_order_ci95");
		size_t n = oracle->metric.values.count;
		struct median_rank rank = median_rank_of(n);

		same_interval(oracle, "median_order_ci95",
		    json_get(wanted, "ci"),
		    interval_median_order(oracle->sorted, n), POINT);
		if (wanted == NULL)
			continue;
		assert_int_equal(
		    rank.k, (uint64_t)json_get(wanted, "k")->valuedouble);
		same(oracle, "coverage", rank.level,
		    json_get(wanted, "coverage")->valuedouble, QUANTILE);
	}
}

static void
autocorrelation_is_of_lag_1(void **state)
{
	EACH_ORACLE(oracle, state)
	{
		same_estimate(oracle, "lag1_autocorrelation",
		    oracle->got.summary.autocorrelation);
	}
}

/* The slopes of all pairs, sorted; the caller frees them. */
static double *
all_slopes(const struct oracle *oracle, size_t *count)
{
	const double *values = oracle->metric.values.items;
	size_t n = oracle->metric.values.count, total = n * (n - 1) / 2, i, j;
	double *slopes = xmalloc(2 * total * sizeof *slopes);

	*count = 0;
	for (i = 0; i < n; i++)
		for (j = i + 1; j < n; j++)
			slopes[(*count)++] =
			    (values[j] - values[i]) / (double)(j - i);
	sort_doubles(slopes, total, slopes + total);
	return slopes;
}

/*
 * scipy's theilslopes rounds the ranks where ours go outwards, and knows no
 * autocorrelation: its interval is within the one we would give without.
 */
static void
interval_holds_scipys(
    const struct oracle *oracle, const cJSON *wanted, const struct trend *trend)
{
	size_t total;
	double *slopes = all_slopes(oracle, &total), low, high;
	double arm =
	    distribution_normal_quantile(0.975) * sqrt(trend->kendall.variance);

	low = slopes[(size_t)floor(((double)total - arm) / 2) - 1];
	high = slopes[(size_t)ceil(((double)total + arm) / 2)];
	assert_true(low <= wanted->child->valuedouble);
	assert_true(high >= wanted->child->next->valuedouble);
	if (trend->inflation == 1) {
		same(
		    oracle, "slope low", trend->slope_interval.low, low, POINT);
		same(oracle, "slope high", trend->slope_interval.high, high,
		    POINT);
	} else {
		assert_true(trend->slope_interval.low <= low);
		assert_true(trend->slope_interval.high >= high);
	}
	free(slopes);
}

static void
trend_is_sens_and_kendalls(void **state)
{
	size_t seen = 0;

	EACH_ORACLE(oracle, state)
	{
		const cJSON *wanted = json_get(oracle->tree, "series");
		struct trend trend;

		if (wanted == NULL)
			continue;
		seen++;
		assert_true(trend_of(oracle->metric.values.items, NULL,
		    oracle->metric.values.count, &trend));
		same(oracle, "slope", trend.slope,
		    json_get(wanted, "theil_sen_slope")->valuedouble, POINT);
		same(oracle, "S", trend.kendall.s,
		    json_get(wanted, "mann_kendall_S")->valuedouble, 0);
		same(oracle, "variance of S", trend.kendall.variance,
		    json_get(wanted, "mann_kendall_var_tie_corrected")
			->valuedouble,
		    POINT);
		same(oracle, "z", kendall_z(&trend.kendall, 1),
		    json_get(wanted, "mann_kendall_z_continuity")->valuedouble,
		    POINT);
		same(oracle, "p", kendall_p(&trend.kendall, 1),
		    json_get(wanted, "mann_kendall_p_two_sided")->valuedouble,
		    QUANTILE);
		interval_holds_scipys(oracle,
		    json_get(wanted, "theil_sen_ci95_scipy_theilslopes"),
		    &trend);
	}
	assert_true(seen >= 4);
}

/*
 * The bootstrap of an order statistic has a closed form, and that of the
 * middle one of an odd number of values is Maritz and Jarrett's: 200,000
 * resamples come within 3 % of its deviation.
 */
static void
error_of_the_middle_value_is_the_bootstraps(void **state)
{
	struct harrell_davis weights = {0};
	size_t seen = 0;

	EACH_ORACLE(oracle, state)
	{
		const cJSON *wanted =
		    ORACLE_AT(oracle->tree, "bootstrap", "median", "se");
		size_t n = oracle->metric.values.count;

		if (wanted == NULL || n % 2 == 0)
			continue;
		seen++;
		harrell_davis_set(&weights, n, 0.5);
		/* what 200,000 resamples hardly ever have is not in theirs */
		oracle_same_within(oracle->name, "error of the median",
		    harrell_davis_error(&weights, oracle->sorted),
		    wanted->valuedouble,
		    0.03 * wanted->valuedouble +
			1e-4 * oracle->got.summary.sd.value);
	}
	harrell_davis_release(&weights);
	assert_true(seen >= 4);
}

/* One in so many resamples is below a value of rank k with I_{j/n}(k, …). */
static void
median_of_resamples_is_where_the_bootstraps_is(void **state)
{
	size_t seen = 0;

	EACH_ORACLE(oracle, state)
	{
		const cJSON *wanted = ORACLE_AT(
		    oracle->tree, "bootstrap", "median", "percentile_95");
		size_t n = oracle->metric.values.count, low = 1, high = n;
		double k = (double)(n + 1) / 2;

		if (wanted == NULL || n % 2 == 0)
			continue;
		seen++;
		while (distribution_beta_cdf((double)low / (double)n, k, k) <
		       0.025)
			low++;
		while (distribution_beta_cdf(
			   (double)(high - 1) / (double)n, k, k) >= 0.975)
			high--;
		/* plus one gap, as the oracle's own tolerance has it */
		assert_true(wanted->child->valuedouble >=
			    oracle->sorted[low > 1 ? low - 2 : 0]);
		assert_true(wanted->child->valuedouble <= oracle->sorted[low]);
		assert_true(wanted->child->next->valuedouble >=
			    oracle->sorted[high - 2]);
		assert_true(wanted->child->next->valuedouble <=
			    oracle->sorted[high < n ? high : n - 1]);
	}
	assert_true(seen >= 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(point_statistics_have_twelve_digits),
	    cmocka_unit_test(what_follows_from_them_agrees),
	    cmocka_unit_test(quantiles_are_of_type_7),
	    cmocka_unit_test(outliers_are_tukeys),
	    cmocka_unit_test(mean_has_its_t_interval),
	    cmocka_unit_test(median_has_its_order_interval),
	    cmocka_unit_test(autocorrelation_is_of_lag_1),
	    cmocka_unit_test(trend_is_sens_and_kendalls),
	    cmocka_unit_test(error_of_the_middle_value_is_the_bootstraps),
	    cmocka_unit_test(median_of_resamples_is_where_the_bootstraps_is),
	};

	return cmocka_run_group_tests_name(
		   ORACLE_COPY, tests, load_copy, release_all) +
	       cmocka_run_group_tests_name(
		   ORACLE_WHOLE, tests, load_whole, release_all);
}
