/*
 * Two rows of values against each other, and many p-values at once, against
 * the oracle. Its pairs are differences, not ratios, so the rows are given as
 * they are where a comparison would have their logarithms.
 *
 * What perfolio does not say has no test: Kolmogorov and Smirnov, Holm, and
 * exact p-values where there are ties.
 */
#include "analysis/distributions.h"
#include "analysis/mann_whitney.h"
#include "analysis/moments.h"
#include "analysis/multiplicity.h"
#include "analysis/pairwise.h"
#include "analysis/philox.h"
#include "analysis/quantile.h"
#include "analysis/shift.h"
#include "analysis/sort.h"
#include "analysis/welch.h"
#include "tests/unit/oracle.h"

static struct mann_whitney_table table;

/* b is the new side; sorted are copies. */
struct pair_oracle {
	char *name;
	cJSON *tree;
	struct oracle_values a, b;
	double *a_sorted, *b_sorted;
	struct shift shift;
};

struct pair_oracles {
	struct pair_oracle *items;
	size_t count, capacity;
	cJSON *adjusted;
};

static double *
sorted_copy(const struct oracle_values *values)
{
	double *sorted = xmalloc(2 * values->count * sizeof *sorted);

	memcpy(sorted, values->items, values->count * sizeof *sorted);
	sort_doubles(sorted, values->count, sorted + values->count);
	return sorted;
}

static void
load_side(const struct pair_oracle *pair, const char *folder, const char *key,
    struct oracle_values *values)
{
	struct buf name = {0};

	buf_addf(
	    &name, "vectors/%s.txt", json_get(pair->tree, key)->valuestring);
	oracle_vector(folder, buf_text(&name), values);
	buf_release(&name);
}

static void
load(struct pair_oracles *pairs, const char *folder, const char *name)
{
	struct pair_oracle pair = {
	    .name = xstrdup(name), .tree = oracle_tree(folder, name)};

	load_side(&pair, folder, "a", &pair.a);
	load_side(&pair, folder, "b", &pair.b);
	pair.a_sorted = sorted_copy(&pair.a);
	pair.b_sorted = sorted_copy(&pair.b);
	pair.shift = shift_of(
	    &table, pair.b.items, pair.b.count, pair.a.items, pair.a.count, 0);
	vec_push(pairs, pair);
}

static int
load_all(void **state, const char *folder, size_t least)
{
	struct pair_oracles *pairs;
	const struct dirent *entry;
	DIR *dir;

	*state = NULL;
	if (!oracle_is_there(folder))
		return 0;
	pairs = xcalloc(1, sizeof *pairs);
	dir = opendir(folder);
	while ((entry = readdir(dir)) != NULL)
		if (text_starts_with(entry->d_name, "pair__"))
			load(pairs, folder, entry->d_name);
	closedir(dir);
	pairs->adjusted = oracle_tree(folder, "p_adjust.json");
	printf("oracle: %zu pairs of %s\n", pairs->count, folder);
	*state = pairs;
	return pairs->count >= least ? 0 : -1;
}

static int
load_copy(void **state)
{
	return load_all(state, ORACLE_COPY, 11);
}

static int
load_whole(void **state)
{
	return load_all(state, ORACLE_WHOLE, 20);
}

static int
release_all(void **state)
{
	struct pair_oracles *pairs = *state;
	struct pair_oracle *pair;
	size_t i;

	if (pairs == NULL)
		return 0;
	for (i = 0; i < pairs->count; i++) {
		pair = &pairs->items[i];
		free(pair->name);
		cJSON_Delete(pair->tree);
		vec_free(&pair->a);
		vec_free(&pair->b);
		free(pair->a_sorted);
		free(pair->b_sorted);
	}
	vec_free(pairs);
	cJSON_Delete(pairs->adjusted);
	free(pairs);
	return 0;
}

static const struct pair_oracles *
pairs_of(void **state)
{
	if (*state == NULL)
		skip();
	return *state;
}

#define EACH_PAIR(pair, state)                                                 \
	for (const struct pair_oracle *pair = pairs_of(state)->items,          \
				      *end_ = pair + pairs_of(state)->count;   \
	     pair < end_; pair++)

static double
sum_of(double a, double b)
{
	return fabs(a) + fabs(b);
}

/* A difference has the digits of what it is the difference of. */
static void
centres_differ_as_they_should(void **state)
{
	EACH_PAIR(pair, state)
	{
		double a = moments_of(pair->a.items, pair->a.count).mean;
		double b = moments_of(pair->b.items, pair->b.count).mean;

		oracle_same_within(pair->name, "mean_diff", b - a,
		    oracle_number(json_get(pair->tree, "mean_diff")),
		    ORACLE_POINT * sum_of(a, b));
		oracle_same_within(pair->name, "mean ratio", b / a,
		    1 + oracle_number(
			    json_get(pair->tree, "mean_ratio_minus_1")),
		    ORACLE_POINT * fabs(b / a));
		a = quantile_median(pair->a_sorted, pair->a.count);
		b = quantile_median(pair->b_sorted, pair->b.count);
		oracle_same_within(pair->name, "median_diff", b - a,
		    oracle_number(json_get(pair->tree, "median_diff")),
		    ORACLE_POINT * sum_of(a, b));
		oracle_same_within(pair->name, "median ratio", b / a,
		    1 + oracle_number(
			    json_get(pair->tree, "median_ratio_minus_1")),
		    ORACLE_POINT * fabs(b / a));
	}
}

/* Scaled, because the square of 1e300 is no number; logarithms are small. */
static struct welch_side
side_of(const struct oracle_values *values, int exponent)
{
	double *scaled = xmalloc(values->count * sizeof *scaled);
	struct welch_side side;
	size_t i;

	for (i = 0; i < values->count; i++)
		scaled[i] = ldexp(values->items[i], -exponent);
	side = welch_side_of(scaled, values->count, 0);
	free(scaled);
	return side;
}

static void
welch_has_its_t_interval_and_p(void **state)
{
	size_t seen = 0;

	EACH_PAIR(pair, state)
	{
		const cJSON *wanted = json_get(pair->tree, "welch");
		const cJSON *ends = json_get(wanted, "diff_ci95");
		int exponent =
		    fabs(pair->b_sorted[pair->b.count - 1]) > 1e150 ? 990 : 0;
		struct welch_side a = side_of(&pair->a, exponent);
		struct welch_side b = side_of(&pair->b, exponent);
		struct welch got = welch_of(&b, &a, 0);

		assert_int_equal(got.exists, ends != NULL);
		if (ends == NULL)
			continue;
		seen++;
		oracle_same(pair->name, "t", got.effect.d / sqrt(got.variance),
		    json_get(wanted, "t"), 1e-11);
		oracle_same(pair->name, "df", got.df, json_get(wanted, "df"),
		    ORACLE_POINT);
		oracle_same(pair->name, "p", got.effect.p,
		    json_get(wanted, "p_two_sided"), ORACLE_QUANTILE);
		oracle_same(pair->name, "se",
		    ldexp(sqrt(got.variance), exponent), json_get(wanted, "se"),
		    ORACLE_POINT);
		oracle_same(pair->name, "low", ldexp(got.effect.low, exponent),
		    ends->child, ORACLE_QUANTILE);
		oracle_same(pair->name, "high",
		    ldexp(got.effect.high, exponent), ends->child->next,
		    ORACLE_QUANTILE);
	}
	assert_true(seen >= 9);
}

static void
u_counts_the_pairs(void **state)
{
	EACH_PAIR(pair, state)
	{
		const cJSON *wanted = json_get(pair->tree, "mann_whitney");
		double all = (double)(pair->a.count * pair->b.count);

		assert_true(pair->shift.exists);
		assert_true(pair->shift.n == pair->b.count &&
			    pair->shift.m == pair->a.count);
		oracle_same(pair->name, "U", pair->shift.u,
		    json_get(wanted, "U_b(=#b>a + ties/2)"), 0);
		oracle_same(pair->name, "U of the other side",
		    all - pair->shift.u, json_get(wanted, "U_a"), 0);
		oracle_same(pair->name, "share of the pairs",
		    pair->shift.u / all,
		    json_get(pair->tree, "prob_superiority_A12"), ORACLE_POINT);
		oracle_same(pair->name, "Cliff's delta",
		    2 * pair->shift.u / all - 1,
		    json_get(pair->tree, "cliffs_delta"), ORACLE_POINT);
	}
}

/* Counted where it can be, else normal with the correction for ties. */
static void
p_of_u_is_the_oracles(void **state)
{
	size_t counted = 0, normal = 0;

	EACH_PAIR(pair, state)
	{
		const cJSON *wanted = json_get(pair->tree, "mann_whitney");
		const cJSON *exact = json_get(wanted, "p_exact_no_ties");
		bool is_tied = cJSON_IsTrue(json_get(pair->tree, "ties"));
		const char *key = "p_asymptotic_tie_corrected_continuity";

		assert_int_equal(pair->shift.is_exact,
		    !is_tied && pair->a.count <= 50 && pair->b.count <= 50);
		if (pair->shift.is_exact && exact == NULL)
			key = "p_exact_conditional(2*min tail)";
		else if (pair->shift.is_exact)
			key = "p_exact_no_ties";
		counted += pair->shift.is_exact;
		normal += !pair->shift.is_exact;
		oracle_same(pair->name, key, pair->shift.effect.p,
		    json_get(wanted, key), ORACLE_QUANTILE);
	}
	assert_true(counted >= 5 && normal >= 4);
}

/* Mean, deviation and ties of U, even where it is counted. */
static void
u_has_its_deviate(void **state)
{
	EACH_PAIR(pair, state)
	{
		const cJSON *wanted = json_get(pair->tree, "mann_whitney");
		struct mann_whitney mw =
		    mann_whitney_of(&table, pair->b.count, pair->a.count,
			mann_whitney_ties(pair->b_sorted, pair->b.count,
			    pair->a_sorted, pair->a.count));
		double away = fabs(pair->shift.u - mw.mean), p;

		if (json_get(wanted, "z_continuity") == NULL) {
			assert_true(mw.sd == 0);
			continue;
		}
		oracle_same(pair->name, "z", (away - 0.5) / mw.sd,
		    json_get(wanted, "z_continuity"), ORACLE_POINT);
		p = 2 * distribution_normal_cdf(-(away - 0.5) / mw.sd);
		oracle_same(pair->name, "asymptotic p", p,
		    json_get(wanted, "p_asymptotic_tie_corrected_continuity"),
		    ORACLE_QUANTILE);
		p = 2 * distribution_normal_cdf(-away / mw.sd);
		oracle_same(pair->name, "p without continuity", p,
		    json_get(
			wanted, "p_asymptotic_tie_corrected_no_continuity"),
		    ORACLE_QUANTILE);
	}
}

static void
shift_is_hodges_and_lehmanns(void **state)
{
	EACH_PAIR(pair, state)
	{
		oracle_same(pair->name, "shift", pair->shift.effect.d,
		    ORACLE_AT(pair->tree, "hodges_lehmann", "shift"),
		    ORACLE_POINT);
	}
}

static void
counted_interval_is_r_s(void **state)
{
	size_t seen = 0;

	EACH_PAIR(pair, state)
	{
		const cJSON *wanted =
		    ORACLE_AT(pair->tree, "hodges_lehmann", "ci95_exact");
		const cJSON *ends = json_get(wanted, "ci");
		struct mann_whitney mw;
		uint64_t q;

		if (wanted == NULL || !pair->shift.is_exact)
			continue;
		seen++;
		mw = mann_whitney_of(&table, pair->b.count, pair->a.count, 0);
		q = mann_whitney_quantile(&mw, 0.025);
		oracle_same(pair->name, "rank", (double)(q > 0 ? q : 1),
		    json_get(wanted, "k"), 0);
		oracle_same(pair->name, "low", pair->shift.effect.low,
		    ends->child, ORACLE_POINT);
		oracle_same(pair->name, "high", pair->shift.effect.high,
		    ends->child->next, ORACLE_POINT);
	}
	assert_true(seen >= 4);
}

/*
 * The oracle rounds the rank down and knows neither ties nor continuity. Ours
 * is that or the next one without ties, and further in with them.
 */
static void
assert_within_the_oracles(const struct pair_oracle *pair, const cJSON *wanted)
{
	const cJSON *ends = json_get(wanted, "ci");
	uint64_t k = (uint64_t)oracle_number(json_get(wanted, "k")), total;
	double scale = fabs(pair->b_sorted[pair->b.count - 1]), low, high;
	struct pairwise all;

	pairwise_init(
	    &all, pair->b_sorted, pair->b.count, pair->a_sorted, pair->a.count);
	total = pairwise_total(&all);
	low = pairwise_at(&all, k - 1);
	high = pairwise_at(&all, total - k);
	oracle_same_within(pair->name, "difference of rank k", low,
	    oracle_number(ends->child), ORACLE_POINT * scale);
	oracle_same_within(pair->name, "its mirror", high,
	    oracle_number(ends->child->next), ORACLE_POINT * scale);
	assert_true(pair->shift.effect.low >= low);
	assert_true(pair->shift.effect.high <= high);
	if (!cJSON_IsTrue(json_get(pair->tree, "ties"))) {
		assert_true(pair->shift.effect.low <= pairwise_at(&all, k));
		assert_true(pair->shift.effect.high >=
			    pairwise_at(&all, total - k - 1));
	}
	pairwise_release(&all);
}

static void
normal_interval_is_within_the_oracles(void **state)
{
	size_t seen = 0;

	EACH_PAIR(pair, state)
	{
		const cJSON *wanted =
		    ORACLE_AT(pair->tree, "hodges_lehmann", "ci95_normal");

		if (wanted == NULL || pair->shift.is_exact)
			continue;
		seen++;
		assert_within_the_oracles(pair, wanted);
	}
	assert_true(seen >= 4);
}

static void
adjusted_p_are_those_of_benjamini_and_hochberg(void **state)
{
	const cJSON *family, *p, *wanted;
	struct estimate all[64];
	size_t count, i, families = 0;

	cJSON_ArrayForEach (family, pairs_of(state)->adjusted) {
		count = 0;
		cJSON_ArrayForEach (p, json_get(family, "p")) {
			assert_true(count < 64);
			all[count++] = (struct estimate){true, p->valuedouble};
		}
		multiplicity_adjust(all, count, all);
		i = 0;
		cJSON_ArrayForEach (
		    wanted, json_get(family, "benjamini_hochberg")) {
			assert_true(i < count && all[i].exists);
			oracle_same(
			    family->string, "q", all[i].value, wanted, 1e-12);
			i++;
		}
		assert_int_equal(i, count);
		families++;
	}
	assert_int_equal(families, 3);
}

/* The families of the oracle are the p-values of its pairs. */
static void
families_hold_the_p_of_the_pairs(void **state)
{
	const cJSON *labels, *label, *p;
	char name[200];
	size_t i, seen = 0;

	EACH_PAIR(pair, state)
	{
		labels = ORACLE_AT(pairs_of(state)->adjusted,
		    "mann_whitney_asymptotic", "labels");
		p = ORACLE_AT(
		    pairs_of(state)->adjusted, "mann_whitney_asymptotic", "p");
		snprintf(name, sizeof name, "%s vs %s",
		    json_get(pair->tree, "a")->valuestring,
		    json_get(pair->tree, "b")->valuestring);
		i = 0;
		cJSON_ArrayForEach (label, labels) {
			if (strcmp(label->valuestring, name) == 0)
				break;
			i++;
		}
		if (label == NULL || pair->shift.is_exact)
			continue;
		oracle_same(pair->name, "p in the family", pair->shift.effect.p,
		    cJSON_GetArrayItem(p, (int)i), ORACLE_QUANTILE);
		seen++;
	}
	assert_true(seen >= 4);
}

static void
copy_is_a_part_of_the_whole(void **state)
{
	static const char *const folders[] = {
	    ORACLE_COPY, ORACLE_COPY "/vectors"};
	const struct dirent *entry;
	struct buf path = {0};
	size_t i, seen = 0;
	DIR *dir;

	(void)state;
	if (!oracle_is_there(ORACLE_WHOLE))
		skip();
	for (i = 0; i < 2; i++) {
		dir = opendir(folders[i]);
		assert_non_null(dir);
		while ((entry = readdir(dir)) != NULL) {
			struct buf ours = {0}, theirs = {0};

			if (!text_ends_with(entry->d_name, ".json") &&
			    !text_ends_with(entry->d_name, ".txt"))
				continue;
			oracle_text(folders[i], entry->d_name, &ours);
			path.length = 0;
			buf_addf(&path, "%s%s", ORACLE_WHOLE,
			    folders[i] + sizeof ORACLE_COPY - 1);
			oracle_text(buf_text(&path), entry->d_name, &theirs);
			assert_int_equal(ours.length, theirs.length);
			assert_memory_equal(
			    ours.text, theirs.text, ours.length);
			buf_release(&ours);
			buf_release(&theirs);
			seen++;
		}
		closedir(dir);
	}
	buf_release(&path);
	assert_true(seen >= 70);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(centres_differ_as_they_should),
	    cmocka_unit_test(welch_has_its_t_interval_and_p),
	    cmocka_unit_test(u_counts_the_pairs),
	    cmocka_unit_test(p_of_u_is_the_oracles),
	    cmocka_unit_test(u_has_its_deviate),
	    cmocka_unit_test(shift_is_hodges_and_lehmanns),
	    cmocka_unit_test(counted_interval_is_r_s),
	    cmocka_unit_test(normal_interval_is_within_the_oracles),
	    cmocka_unit_test(adjusted_p_are_those_of_benjamini_and_hochberg),
	    cmocka_unit_test(families_hold_the_p_of_the_pairs),
	};
	const struct CMUnitTest both[] = {
	    cmocka_unit_test(copy_is_a_part_of_the_whole),
	};

	return cmocka_run_group_tests_name(
		   ORACLE_COPY, tests, load_copy, release_all) +
	       cmocka_run_group_tests_name(
		   ORACLE_WHOLE, tests, load_whole, release_all) +
	       cmocka_run_group_tests_name("both", both, NULL, NULL);
}
