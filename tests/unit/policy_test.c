#include "collector/policy.h"
#include "tests/unit/suite_file.h"

static void
assert_claim_refused(const char *claim, const char *message)
{
	char text[1024];

	snprintf(text, sizeof text,
	    "benchmarks: [{name: a, command: x}]\nclaims:\n- {name: c, %s}",
	    claim);
	assert_refused(text, message);
}

static void
assert_gate_refused(const char *gate, const char *message)
{
	char text[1024];

	snprintf(text, sizeof text,
	    "benchmarks: [{name: a, command: x}]\ngates:\n must:\n - %s", gate);
	assert_refused(text, message);
}

static void
assert_policy(const char *text, const char *wanted)
{
	struct suite suite;
	const char *policy;

	assert_accepted(text, &suite);
	policy = policy_print(&suite.arena, &suite);
	if (wanted == NULL)
		assert_null(policy);
	else
		assert_string_equal(policy, wanted);
	suite_release(&suite);
}

static void
a_suite_that_judges_nothing_has_no_policy(void **state)
{
	(void)state;
	assert_policy("benchmarks: [{name: a, command: x}]", NULL);
}

static void
a_policy_carries_the_texts_as_they_were_written(void **state)
{
	(void)state;
	assert_policy("benchmarks:\n"
		      "- {name: none, command: x}\n"
		      "- {name: a, group: g, command: x, regression: "
		      "{warning: 1.50%},\n"
		      "   params: {n: [1, 2]}, budget: {max_rss: 1.0 MiB},\n"
		      "   overrides: [{when: {n: [1, 2]}, budget: {time: "
		      "38ms..45ms}}, {when: {n: 1}, launches: 3}]}\n"
		      "- {name: b, command: x, budget: [{selector: time.p99, "
		      "limit: 1s, gate: nice}]}\n",
	    "{\"benchmarks\":[{\"benchmark\":\"a\",\"group\":\"g\","
	    "\"regression\":{\"warning\":\"1.50%\"},"
	    "\"budget\":{\"max_rss\":\"1.0 MiB\"},"
	    "\"overrides\":[{\"when\":{\"n\":[\"1\",\"2\"]},"
	    "\"budget\":{\"time\":\"38ms..45ms\"}}]},"
	    "{\"benchmark\":\"b\",\"budget\":[{\"selector\":\"time.p99\","
	    "\"limit\":\"1s\",\"gate\":\"nice\"}]}]}");
	assert_policy("benchmarks: [{name: a, command: x}]\n"
		      "regression: {warning: 15%}\n"
		      "claims: [{name: c, case: a, by: 2x}]\n"
		      "gates: {must: [measured, budget: red]}\n",
	    "{\"regression\":{\"warning\":\"15%\"},"
	    "\"claims\":[{\"name\":\"c\",\"case\":\"a\",\"by\":\"2x\"}],"
	    "\"gates\":{\"must\":[\"measured\",{\"budget\":\"red\"}]}}");
}

static void
a_limit_needs_the_unit_of_its_metric(void **state)
{
	(void)state;
	assert_key_refused("budget: {time: 50}",
	    "3:16: \"50\" is no limit for time; write a duration like 50ms");
	assert_key_refused("budget: {max_rss: 50ms}",
	    "3:19: \"50ms\" is no limit for max_rss; write a size like 200MB");
	assert_key_refused("budget: {success_rate: 50ms}",
	    "3:24: \"50ms\" is no limit for success_rate; write a share like "
	    "95%");
	assert_key_refused("budget: {page_faults: 5MB}",
	    "3:23: \"5MB\" is no limit for page_faults; write a number like "
	    "1000");
	assert_key_refused("budget: {time: -5ms}",
	    "3:16: \"-5ms\" is no limit for time; write a duration like "
	    "50ms");
	assert_key_refused("budget: {time: 45ms..38ms}",
	    "3:16: the range \"45ms..38ms\" must go from low to high");
	assert_key_refused("budget: {time: 45ms..5MB}",
	    "3:16: \"45ms..5MB\" is no range for time; each end must be a "
	    "duration like 50ms");
	assert_key_refused("budget: {time: \">= \"}",
	    "3:16: \">= \" is no limit for time; write a duration like 50ms");
}

static void
limits_of_every_form_are_accepted(void **state)
{
	struct suite suite;

	(void)state;
	assert_accepted(
	    "benchmarks: [{name: a, steps: [{name: init, command: "
	    "x}], budget: {time: \"<= 50ms\", time.mean: "
	    "38ms..45ms, init/time.p99: 2s, max_rss: {limit: 5GiB, yellow: 1%, red: 1%}, "
	    "success_rate: 0.95, efficiency: \">=80%\", "
	    "throughput: 5MB/s, page_faults: 1000}}]",
	    &suite);
	assert_int_equal(
	    suite.benchmarks.items[0].settings.budget.selectors.count, 8);
	suite_release(&suite);
}

static void
a_selector_names_a_known_metric_and_statistic(void **state)
{
	(void)state;
	assert_key_refused("budget: {tiem: 5ms}",
	    "3:10: unknown metric \"tiem\", did you mean \"time\"?");
	assert_key_refused("budget: {time.medain: 5ms}",
	    "3:10: unknown statistic \"medain\", did you mean \"median\"?");
	assert_key_refused("budget: {cycles: 5ms}",
	    "3:18: \"5ms\" is no limit for cycles; write a number like 1000");
	assert_key_refused("budget: [{selector: tiem, limit: 5ms}]",
	    "3:21: unknown metric \"tiem\", did you mean \"time\"?");
}

static void
a_budget_has_one_of_its_two_forms(void **state)
{
	(void)state;
	assert_key_refused("budget: 5ms",
	    "3:9: a budget must be a map like {time.p95: 50ms} or a list of "
	    "{selector, limit}");
	assert_key_refused("budget: {time: [1ms, 2ms]}",
	    "3:16: several limits for a metric: make the budget a list of "
	    "{selector: time, limit: …}");
	assert_key_refused("budget: {time: {limit: 1ms, yellow: 2%, red: 1%}}",
	    "3:37: yellow must not be above red");
	assert_key_refused("budget: {time: {limit: 1ms, red: 1}}",
	    "3:34: red must be a percentage like 15%, not \"1\"");
	assert_key_refused("budget: [{limit: 1ms}]",
	    "3:10: an item of a budget needs \"selector\"");
	assert_key_refused("budget: [{selector: time, limit: 1ms, gate: may}]",
	    "3:45: unknown gate level \"may\"; known: must, should, nice");
}

static void
regression_levels_are_percentages_in_order(void **state)
{
	(void)state;
	assert_key_refused("regression: {warning: 15}",
	    "3:23: warning must be a percentage like 15%, not \"15\"");
	assert_key_refused("regression: {warning: 15%, blocker: 10%}",
	    "3:37: blocker must not be below warning");
	assert_key_refused("regression: {time: {critical: -1%}}",
	    "3:31: critical must not be negative");
	assert_key_refused("regression: {critcal: 1%}",
	    "3:14: unknown key \"critcal\", did you mean \"critical\"?");
}

static void
a_claim_has_exactly_one_form(void **state)
{
	struct suite suite;

	(void)state;
	assert_claim_refused("case: a, improves: 5%, by: 2x",
	    "3:3: a claim takes one of from and to, improves, by");
	assert_claim_refused("case: a",
	    "3:3: a claim needs from and to, improves, by or between; or "
	    "planned: true");
	assert_claim_refused(
	    "case: a, from: 5ms", "3:3: \"from\" and \"to\" belong together");
	assert_claim_refused("by: 2x", "3:3: a claim needs \"case\"");
	assert_claim_refused("case: a, by: 60",
	    "3:26: by must be a factor above 1 like 60x, not \"60\"");
	assert_claim_refused("case: a, by: 1x",
	    "3:26: by must be a factor above 1 like 60x, not \"1x\"");
	assert_claim_refused("case: a, from: 5ms, to: 5MB",
	    "3:37: \"5MB\" is no limit for time; write a duration like 50ms");
	assert_claim_refused(
	    "between: [a]", "3:22: between must name two cases, not 1");
	assert_claim_refused(
	    "between: [a, a]", "3:22: between must name two different cases");
	assert_claim_refused("between: [a, b], from: 2s, to: 1s",
	    "3:22: between goes with improves or by, not with from and to");
	assert_claim_refused("between: [a, b], case: c",
	    "3:36: between names the cases; leave \"case\" out");
	assert_claim_refused("case: a, metric: tmie, by: 2x",
	    "3:30: unknown metric \"tmie\", did you mean \"time\"?");
	assert_accepted(
	    "benchmarks: [{name: a, command: x}]\nclaims: "
	    "[{name: b, planned: true}, {name: d, case: x, "
	    "improves: 82%, planned: true}, {name: e, between: [x, y]}, "
	    "{name: f, between: [x, y], by: 2x}]",
	    &suite);
	assert_true(suite.claims.items[0].is_planned);
	suite_release(&suite);
}

static void
a_gate_asks_exactly_one_question(void **state)
{
	(void)state;
	assert_gate_refused("mesured",
	    "4:4: unknown gate \"mesured\", did you mean \"measured\"?");
	assert_gate_refused("no-regression",
	    "4:4: \"no-regression\" needs a value; write no-regression: "
	    "critical");
	assert_gate_refused("{name: x}",
	    "4:4: a gate needs exactly one of measured, no-regression, "
	    "budget, claims, improves, manual");
	assert_gate_refused("{budget: red, claims: true}",
	    "4:4: a gate needs exactly one of measured, no-regression, "
	    "budget, claims, improves, manual");
	assert_gate_refused("no-regression: critcal",
	    "4:19: unknown regression level \"critcal\", did you mean "
	    "\"critical\"?");
	assert_gate_refused(
	    "no-regression: -1%", "4:19: no-regression must not be negative");
	assert_gate_refused("budget: green",
	    "4:12: unknown colour \"green\"; known: red, yellow");
	assert_gate_refused("{budget: red, case: \"a(\"}",
	    "4:24: pattern \"a(\", character 3: missing closing parenthesis");
	assert_gate_refused("manual: true",
	    "4:4: a manual gate needs \"name\": it is attested by it");
	assert_gate_refused("{claims: true, against: v1}",
	    "4:28: \"against\" belongs to no-regression");
	assert_gate_refused("measured: false",
	    "4:14: measured must be true; leave the line out instead");
	assert_refused(
	    "gates: {might: []}\nbenchmarks: [{name: a, command: x}]",
	    "1:9: unknown key \"might\"; known: must, should, nice");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_suite_that_judges_nothing_has_no_policy),
	    cmocka_unit_test(a_policy_carries_the_texts_as_they_were_written),
	    cmocka_unit_test(a_limit_needs_the_unit_of_its_metric),
	    cmocka_unit_test(limits_of_every_form_are_accepted),
	    cmocka_unit_test(a_selector_names_a_known_metric_and_statistic),
	    cmocka_unit_test(a_budget_has_one_of_its_two_forms),
	    cmocka_unit_test(regression_levels_are_percentages_in_order),
	    cmocka_unit_test(a_claim_has_exactly_one_form),
	    cmocka_unit_test(a_gate_asks_exactly_one_question),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
