/*
 * Policies as they are read from a run file, and the thresholds they give.
 */
#include "base/arena.h"
#include "collector/suite.h"
#include "tests/unit/judged_result.h"
#include "tests/unit/suite_file.h"

static void
assert_policy_refused(const char *text, const char *message)
{
	struct arena arena = {0};
	char *json = arena_strdup(&arena, text), *quote;
	struct policy policy;
	struct err err = {{0}};

	for (quote = json; *quote != '\0'; quote++)
		if (*quote == '\'')
			*quote = '"';
	if (policy_read(&policy, json, &arena, &err) == 0)
		fail_msg("accepted: %s", text);
	assert_string_equal(err.text, message);
	arena_release(&arena);
}

static void
no_policy_has_the_default_gates_and_thresholds(void **state)
{
	static const enum gate_question questions[] = {
	    GATE_MEASURED, GATE_NO_REGRESSION, GATE_BUDGET, GATE_CLAIMS};
	struct arena arena = {0};
	struct result_case item = {.id = "a", .benchmark = "a"};
	struct policy policy;
	struct thresholds thresholds;
	struct err err;
	size_t i;

	(void)state;
	assert_int_equal(policy_read(&policy, NULL, &arena, &err), 0);
	assert_int_equal(policy.gates.count, 4);
	for (i = 0; i < 4; i++)
		assert_int_equal(policy.gates.items[i].question, questions[i]);
	thresholds = policy_thresholds(&policy, &item, "time");
	assert_near(thresholds.minor, 0.02, 0);
	assert_near(thresholds.unchanged, 0.05, 0);
	assert_near(thresholds.warning, 0.15, 0);
	assert_near(thresholds.critical, 0.30, 0);
	assert_near(thresholds.blocker, 0.50, 0);
	arena_release(&arena);
}

/* warning, critical, blocker of the metric in the case "a" of group "g". */
static void
assert_thresholds(const char *text, const char *metric, double warning,
    double critical, double blocker)
{
	struct result result = {0};
	struct policy policy = judged_policy(&result, text);
	struct result_case item = {.id = "g/a", .group = "g", .benchmark = "a"};
	struct thresholds thresholds =
	    policy_thresholds(&policy, &item, metric);

	assert_near(thresholds.warning, warning, 1e-15);
	assert_near(thresholds.critical, critical, 1e-15);
	assert_near(thresholds.blocker, blocker, 1e-15);
	result_release(&result);
}

static void
metrics_lie_over_benchmarks_and_those_over_the_suite(void **state)
{
	static const char text[] =
	    "{'regression':{'warning':'1%','critical':'2%','blocker':'3%',"
	    "'hits':{'blocker':'30%'},'init/time':{'warning':'1.5%'}},"
	    "'benchmarks':[{'benchmark':'a','group':'g','regression':"
	    "{'warning':'0.5%','hits':{'warning':'0.25%'}}},"
	    "{'benchmark':'a','regression':{'warning':'99%'}}]}";

	(void)state;
	assert_thresholds(text, "time", 0.005, 0.02, 0.03);
	assert_thresholds(text, "hits", 0.0025, 0.02, 0.3);
	assert_thresholds(text, "init/time", 0.015, 0.02, 0.03);
}

static void
levels_that_are_not_given_make_way(void **state)
{
	(void)state;
	assert_thresholds(
	    "{'regression':{'warning':'40%'}}", "time", 0.4, 0.4, 0.5);
	assert_thresholds(
	    "{'regression':{'blocker':'10%'}}", "time", 0.1, 0.1, 0.1);
	assert_thresholds(
	    "{'regression':{'critical':'10%'}}", "time", 0.1, 0.1, 0.5);
	assert_thresholds(
	    "{'regression':{'critical':'60%'}}", "time", 0.15, 0.6, 0.6);
	assert_thresholds("{'regression':{'warning':'40%','blocker':'45%'}}",
	    "time", 0.4, 0.4, 0.45);
}

static void
an_unreadable_policy_says_where(void **state)
{
	(void)state;
	assert_policy_refused("", "policy: 1:1: not valid JSON");
	assert_policy_refused("{'gates':", "policy: 1:10: not valid JSON");
	assert_policy_refused(
	    "[]", "policy: a policy must be a map, not a list");
	assert_policy_refused(
	    "{'gates':[]}", "policy: gates: gates must be a map, not a list");
	assert_policy_refused("{'gates':{'must':['measurd']}}",
	    "policy: gates.must[0]: unknown gate \"measurd\", did you mean "
	    "\"measured\"?");
	assert_policy_refused("{'gates':{'must':[{'budget':'green'}]}}",
	    "policy: gates.must[0].budget: unknown colour \"green\"; known: "
	    "red, yellow");
	assert_policy_refused(
	    "{'gates':{'must':[{'budget':'red','case':'('}]}}",
	    "policy: gates.must[0].case: pattern \"(\", character 2: "
	    "missing closing parenthesis");
	assert_policy_refused(
	    "{'gates':{},'gates':{}}", "policy: gates: the key is there twice");
	assert_policy_refused("{'benchmarks':[{'budget':{'time':'1ms'}}]}",
	    "policy: benchmarks[0]: a benchmark needs \"benchmark\", its name");
	assert_policy_refused("{'benchmarks':[7]}",
	    "policy: benchmarks[0]: a benchmark must be a map, not a text");
	assert_policy_refused(
	    "{'benchmarks':[{'benchmark':'a','budget':{'time':50}}]}",
	    "policy: benchmarks[0].budget.time: \"50\" is no limit for time; "
	    "write a duration like 50ms");
	assert_policy_refused(
	    "{'benchmarks':[{'benchmark':'a','budget':{'hits':{'limit':[1]}}}]}",
	    "policy: benchmarks[0].budget.hits.limit: a limit must be a text, "
	    "not a list");
	assert_policy_refused(
	    "{'benchmarks':[{'benchmark':'a','budget':{'hits':'many'}}]}",
	    "policy: benchmarks[0].budget.hits: \"many\" is no limit for "
	    "hits; write a number like 1000");
	assert_policy_refused(
	    "{'benchmarks':[{'benchmark':'a','overrides':[{'budget':{}}]}]}",
	    "policy: benchmarks[0].overrides[0]: an override needs \"when\"");
	assert_policy_refused("{'claims':[{'name':'c','case':'a','by':'1x'}]}",
	    "policy: claims[0].by: by must be a factor above 1 like 60x, not "
	    "\"1x\"");
	assert_policy_refused("{'claims':{'name':'c'}}",
	    "policy: claims: claims must be a list, not a map");
	assert_policy_refused("{'regression':{'warning':{}}}",
	    "policy: regression.warning: warning must be a text, not a map");
	assert_policy_refused("{'regression':{'time':{'warning':'2x'}}}",
	    "policy: regression.time.warning: warning must be a percentage "
	    "like 15%, not \"2x\"");
}

static void
what_is_not_of_the_policy_is_left_alone(void **state)
{
	struct result result = {0};

	(void)state;
	judged_policy(&result, "{'later':{'x':1},'benchmarks':[{'benchmark':"
			       "'a','scaling':{'over':'n'}}]}");
	result_release(&result);
}

static void
nesting_without_end_is_refused(void **state)
{
	struct arena arena = {0};
	struct policy policy;
	struct err err = {{0}};
	char text[2048];

	(void)state;
	snprintf(text, sizeof text, "{\"gates\":%0*d}", 500, 0);
	memset(strchr(text, '0'), '[', 250);
	memset(strchr(text, '0'), ']', 250);
	assert_int_equal(policy_read(&policy, text, &arena, &err), -1);
	assert_non_null(strstr(err.text, "nested more than 64 deep"));
	arena_release(&arena);
}

static void
what_a_suite_prints_is_read_back(void **state)
{
	struct suite suite;
	struct policy policy;
	struct err err = {{0}};
	struct arena arena = {0};

	(void)state;
	assert_accepted(
	    "benchmarks:\n"
	    "- {name: \"a\\x7f\\u0085\", command: x, params: {n: [1, 2]},\n"
	    "   extract: [{metric: hits, unit: '1', regex: '(\\d+)'}],\n"
	    "   regression: {hits: {warning: 3%}, rss_mean: {minor: 1%}},\n"
	    "   budget: {hits.p95: 100, time: {limit: 1s, red: 5%}},\n"
	    "   overrides: [{when: {n: 2}, budget: [{selector: time, limit: "
	    "2s, gate: must}]}]}\n"
	    "claims: [{name: c, case: a, metric: hits, from: 10, to: 5}]\n"
	    "gates: {must: [measured, no-regression: 10%], should: [budget: "
	    "yellow], nice: [{manual: true, name: m}]}\n",
	    &suite);
	if (policy_read(
		&policy, policy_print(&suite.arena, &suite), &arena, &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(policy.gates.count, 4);
	assert_int_equal(policy.gates.items[2].level, GATE_SHOULD);
	assert_near(policy.gates.items[1].share, 0.1, 0);
	assert_int_equal(policy.benchmarks[0].budget.count, 2);
	assert_string_equal(
	    policy.benchmarks[0].budget.items[0].metric, "hits");
	assert_int_equal(
	    policy.benchmarks[0].budget.items[0].statistic, STATISTIC_P95);
	assert_true(policy_names(&policy, "hits"));
	assert_false(policy_names(&policy, "efficiency"));
	arena_release(&arena);
	suite_release(&suite);
}

static void
a_regression_of_an_unknown_metric_is_refused_by_the_suite(void **state)
{
	(void)state;
	assert_key_refused("regression: {tmie: {warning: 1%}}",
	    "3:14: unknown metric \"tmie\", did you mean \"time\"?");
	assert_key_refused(
	    "regression: {warning: 1%, instructions: {crtical: 1%}}",
	    "3:42: unknown key \"crtical\", did you mean \"critical\"?");
}

static void
a_manual_item_is_found_by_its_name(void **state)
{
	struct result result = {0};
	struct policy policy = judged_policy(&result,
	    "{'gates':{'must':['measured',{'name':'Docs reviewed',"
	    "'manual':true}]}}");

	(void)state;
	assert_true(gates_has_manual(&policy, "Docs reviewed"));
	assert_false(gates_has_manual(&policy, "Docs review"));
	assert_string_equal(
	    gates_nearest_manual(&policy, "Docs review"), "Docs reviewed");
	assert_null(gates_nearest_manual(&policy, "xyz"));
	result_release(&result);
}

static void
limit_of_a_step_is_read_and_leaves_no_error(void **state)
{
	struct arena arena = {0};
	struct policy policy;
	struct err err = {{0}};

	(void)state;
	assert_int_equal(
	    policy_read(&policy,
		"{\"benchmarks\":[{\"benchmark\":\"journey\",\"budget\":"
		"{\"init/time\":\"2ms\",\"init/max_rss\":\"3MB\"}}]}",
		&arena, &err),
	    0);
	assert_int_equal(policy.benchmarks[0].budget.count, 2);
	assert_string_equal(err.text, "");
	assert_int_equal(
	    policy_read(&policy,
		"{\"benchmarks\":[{\"benchmark\":\"journey\",\"budget\":"
		"{\"init/time\":\"soon\"}}]}",
		&arena, &err),
	    -1);
	assert_non_null(strstr(err.text, "\"soon\" is no limit"));
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(limit_of_a_step_is_read_and_leaves_no_error),
	    cmocka_unit_test(no_policy_has_the_default_gates_and_thresholds),
	    cmocka_unit_test(
		metrics_lie_over_benchmarks_and_those_over_the_suite),
	    cmocka_unit_test(levels_that_are_not_given_make_way),
	    cmocka_unit_test(an_unreadable_policy_says_where),
	    cmocka_unit_test(what_is_not_of_the_policy_is_left_alone),
	    cmocka_unit_test(nesting_without_end_is_refused),
	    cmocka_unit_test(what_a_suite_prints_is_read_back),
	    cmocka_unit_test(
		a_regression_of_an_unknown_metric_is_refused_by_the_suite),
	    cmocka_unit_test(a_manual_item_is_found_by_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
