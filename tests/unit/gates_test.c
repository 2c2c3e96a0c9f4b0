#include "tests/unit/judged_result.h"

#include <stdio.h>

#define MUST(lines) "{'gates':{'must':[" lines "]}}"
#define BUDGETS                                                                \
	"'benchmarks':[{'benchmark':'a','budget':{'time':'50ms'}},"            \
	"{'benchmark':'b','budget':{'time':'50ms'}}]"

static const struct judge_options strict = {.is_strict = true};

static void
assert_verdict(const struct result *result, const char *verdict)
{
	assert_string_equal(result_verdict_text(result->verdict), verdict);
}

/* Cases a, b, c; each unchanged against a baseline. */
static void
open_compared(struct result *result)
{
	static const char *const ids[] = {"a", "b", "c"};
	size_t i;

	judged_open(result);
	for (i = 0; i < 3; i++)
		judged_against(result, judged_time(result, ids[i], 10e6), 1,
		    VERDICT_UNCHANGED, LEVEL_NONE);
}

static struct comparison *
set(struct result *result, size_t index, double ratio, enum verdict verdict,
    enum level level)
{
	return judged_against(
	    result, result->cases[index].metrics, ratio, verdict, level);
}

static void
identical_code_passes(void **state)
{
	struct result result;

	(void)state;
	open_compared(&result);
	judged_by(&result, "{}", NULL);
	assert_int_equal(result.gate_count, 4);
	assert_gate(
	    &result, "All cases measured", GATE_PASS, "3 cases measured.");
	assert_gate(&result, "No critical regression", GATE_PASS,
	    "No regression of level critical or above in 3 compared cases.");
	assert_gate(&result, "No red budget", GATE_PASS, "There is no budget.");
	assert_gate(&result, "Claims hold", GATE_PASS, "Nothing is claimed.");
	assert_verdict(&result, "go");
	result_release(&result);
}

static void
lines_keep_their_order_sections_and_names(void **state)
{
	struct result result;

	(void)state;
	judged_open(&result);
	judged_time(&result, "search/n=1", 1e6);
	judged_by(&result,
	    "{'gates':{'nice':['claims'],'must':[{'name':'Fast','section':"
	    "'Performance','case':'^search','budget':'red'},'measured',"
	    "{'no-regression':'10%','against':'v1'}],'should':[{'budget':"
	    "'yellow','metric':'time.p95'},{'no-regression':'0%'},"
	    "{'case':'sea.ch','measured':true}]}}",
	    NULL);
	assert_int_equal(result.gate_count, 7);
	assert_string_equal(result.gates[0].name, "Fast");
	assert_string_equal(result.gates[0].section, "Performance");
	assert_string_equal(result.gates[1].name, "All cases measured");
	assert_null(result.gates[1].section);
	assert_string_equal(
	    result.gates[2].name, "No regression of 10 % against v1");
	assert_int_equal(result.gates[3].level, GATE_SHOULD);
	assert_string_equal(
	    result.gates[3].name, "All budgets green: time.p95");
	assert_string_equal(result.gates[4].name, "No regression");
	assert_string_equal(
	    result.gates[5].name, "All cases measured (sea.ch)");
	assert_string_equal(result.gates[6].name, "Claims hold");
	assert_int_equal(result.gates[6].level, GATE_NICE);
	result_release(&result);
}

static void
measured_fails_on_every_way_of_not_being_measured(void **state)
{
	struct result result;
	const struct gate_result *gate;

	(void)state;
	open_compared(&result);
	judged_case(&result, "d")->status = CASE_STATUS_TIMEOUT;
	judged_case(&result, "e")->status = CASE_STATUS_BLOCKED;
	judged_case(&result, "f")->status = CASE_STATUS_FAILED;
	judged_case(&result, "g")->status = CASE_STATUS_MISSING;
	judged_case(&result, "h")->status = CASE_STATUS_FAILED;
	judged_case(&result, "i")->status = CASE_STATUS_SKIPPED;
	judged_by(&result, MUST("'measured'"), NULL);
	assert_gate(&result, "All cases measured", GATE_FAIL,
	    "5 of 8 cases were not measured: f (failed), h (failed), d (timed "
	    "out) and 2 more.");
	gate = judged_gate(&result, "All cases measured");
	assert_int_equal(gate->case_count, 5);
	assert_string_equal(gate->cases[2], "d");
	assert_string_equal(gate->cases[4], "g");
	assert_verdict(&result, "no-go");
	result_release(&result);
}

static void
allowed_failures_and_skipped_cases_are_not_held_against_a_run(void **state)
{
	struct result result;
	struct result_case *item;

	(void)state;
	open_compared(&result);
	item = judged_case(&result, "d");
	item->status = CASE_STATUS_FAILED;
	item->is_failure_allowed = true;
	judged_case(&result, "e")->status = CASE_STATUS_SKIPPED;
	judged_by(&result, MUST("'measured'"), NULL);
	assert_gate(&result, "All cases measured", GATE_PASS,
	    "3 cases measured; 1 not, which is allowed; 1 skipped.");
	assert_verdict(&result, "go");
	result_release(&result);
}

static void
a_regression_fails_from_its_level_on(void **state)
{
	static const struct {
		const char *line, *name;
		enum gate_status status;
	} rows[] = {
	    {"{'no-regression':'warning'}", "No warning regression", GATE_FAIL},
	    {"{'no-regression':'critical'}", "No critical regression",
		GATE_FAIL},
	    {"{'no-regression':'blocker'}", "No blocker regression", GATE_PASS},
	    /* The one-sided lower end is 1.4 * 0.99. */
	    {"{'no-regression':'38%'}", "No regression of 38 %", GATE_FAIL},
	    {"{'no-regression':'39%'}", "No regression of 39 %", GATE_PASS},
	    {"{'no-regression':'0%'}", "No regression", GATE_FAIL},
	};
	struct result result;
	char policy[128];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		open_compared(&result);
		set(&result, 1, 1.4, VERDICT_REGRESSION, LEVEL_CRITICAL);
		snprintf(policy, sizeof policy, MUST("%s"), rows[i].line);
		judged_by(&result, policy, NULL);
		if (judged_gate(&result, rows[i].name)->status !=
		    rows[i].status)
			fail_msg("%s is wrong", rows[i].name);
		assert_verdict(
		    &result, rows[i].status == GATE_FAIL ? "no-go" : "go");
		result_release(&result);
	}
}

static void
regressions_are_named_the_worst_first(void **state)
{
	struct result result;
	const struct gate_result *gate;

	(void)state;
	open_compared(&result);
	judged_against(&result,
	    judged_metric(&result, &result.cases[0], "throughput", 5), 0.5,
	    VERDICT_REGRESSION, LEVEL_BLOCKER);
	set(&result, 1, 1.4, VERDICT_REGRESSION, LEVEL_CRITICAL);
	set(&result, 2, 1.5, VERDICT_REGRESSION, LEVEL_CRITICAL);
	judged_by(&result, MUST("{'no-regression':'critical'}"), NULL);
	assert_gate(&result, "No critical regression", GATE_FAIL,
	    "3 of 3 compared cases have a regression of level critical or "
	    "above: a (throughput -50.0 % [-50.5, -49.5]), c (+50 % [+48, +52]) and "
	    "b (+40 % [+39, +41]).");
	gate = judged_gate(&result, "No critical regression");
	assert_int_equal(gate->case_count, 3);
	assert_string_equal(gate->cases[0], "a");
	assert_string_equal(gate->cases[1], "c");
	result_release(&result);
}

static void
metrics_that_are_not_judged_do_not_gate(void **state)
{
	struct result result;

	(void)state;
	open_compared(&result);
	set(&result, 1, 3, VERDICT_REGRESSION, LEVEL_BLOCKER);
	result.cases[1].metrics[0].is_judged = false;
	judged_by(&result, "{}", NULL);
	assert_verdict(&result, "go");
	result_release(&result);
}

static void
a_suspected_level_never_fails(void **state)
{
	struct result result;

	(void)state;
	open_compared(&result);
	set(&result, 1, 1.8, VERDICT_REGRESSION, LEVEL_NONE)->suspected =
	    LEVEL_BLOCKER;
	judged_by(&result, MUST("{'no-regression':'warning'}"), NULL);
	assert_gate(&result, "No warning regression", GATE_PASS,
	    "No regression of level warning or above in 3 compared cases; 1 "
	    "suspected, to be confirmed.");
	judged_by(&result, MUST("{'no-regression':'warning'}"), &strict);
	assert_verdict(&result, "go");
	result_release(&result);
}

static void
undecided_cases_fail_only_a_strict_gate(void **state)
{
	const enum verdict verdicts[] = {VERDICT_INCONCLUSIVE,
	    VERDICT_INSUFFICIENT_DATA, VERDICT_NEW_NONZERO};
	struct result result;
	const struct gate_result *gate;
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		open_compared(&result);
		set(&result, 1, 1.8, verdicts[i], LEVEL_NONE);
		judged_by(&result, "{}", NULL);
		assert_gate(&result, "No critical regression", GATE_PASS,
		    "No regression of level critical or above in 3 compared "
		    "cases; 1 undecided.");
		assert_verdict(&result, "go");
		judged_by(&result, "{}", &strict);
		assert_gate(&result, "No critical regression", GATE_FAIL,
		    "No regression of level critical or above in 3 compared "
		    "cases; 1 undecided. That is not enough for --strict.");
		gate = judged_gate(&result, "No critical regression");
		assert_int_equal(gate->case_count, 1);
		assert_string_equal(gate->cases[0], "b");
		assert_verdict(&result, "no-go");
		result_release(&result);
	}
}

static void
without_a_baseline_the_regression_line_is_unknown(void **state)
{
	struct result result;

	(void)state;
	judged_open(&result);
	judged_time(&result, "a", 1e6);
	judged_by(&result, "{}", NULL);
	assert_gate(&result, "No critical regression", GATE_UNKNOWN,
	    "There is no baseline to compare with.");
	assert_verdict(&result, "warn");
	judged_by(&result, "{}", &strict);
	assert_gate(&result, "No critical regression", GATE_FAIL,
	    "There is no baseline to compare with. That is not enough for "
	    "--strict.");
	assert_verdict(&result, "no-go");
	result_release(&result);
}

static void
another_machine_is_unknown(void **state)
{
	struct result result;
	size_t i;

	(void)state;
	open_compared(&result);
	for (i = 0; i < 3; i++)
		set(&result, i, 2, VERDICT_INCONCLUSIVE, LEVEL_NONE)
		    ->verdict_reason = "other-machine";
	judged_by(&result, "{}", NULL);
	assert_gate(&result, "No critical regression", GATE_UNKNOWN,
	    "The baseline is of another machine.");
	assert_verdict(&result, "warn");
	result_release(&result);
}

static void
new_cases_are_counted_and_pass(void **state)
{
	struct result result;

	(void)state;
	open_compared(&result);
	result.cases[0].metrics[0].comparison = NULL;
	result.cases[1].metrics[0].comparison->reason = "no-baseline-case";
	result.cases[1].metrics[0].comparison->verdict = VERDICT_NONE;
	judged_by(&result, "{}", NULL);
	assert_gate(&result, "No critical regression", GATE_PASS,
	    "No regression of level critical or above in 1 compared case; 2 "
	    "new.");
	result.cases[2].metrics[0].comparison = NULL;
	judged_by(&result, "{}", NULL);
	assert_gate(&result, "No critical regression", GATE_UNKNOWN,
	    "The baseline has none of the cases.");
	/* Earlier runs of a part are no baseline, and may have had them. */
	result.baseline = NULL;
	result.history_count = 2;
	judged_by(&result, "{}", NULL);
	assert_gate(&result, "No critical regression", GATE_UNKNOWN,
	    "No case could be compared.");
	result_release(&result);
}

static void
against_asks_for_the_baseline_at_hand(void **state)
{
	static const struct {
		const char *against, *named;
		enum gate_status status;
	} rows[] = {
	    {"v2.3.0", NULL, GATE_PASS},
	    {"2.3.0", NULL, GATE_PASS},
	    {"v2.4.0", NULL, GATE_UNKNOWN},
	    {"20261101T000000Z-aaaaaa", NULL, GATE_PASS},
	    {"0f3c1a9", NULL, GATE_PASS},
	    {"0f3c", NULL, GATE_UNKNOWN},
	    {"main", NULL, GATE_UNKNOWN},
	    {"main", "main", GATE_PASS},
	};
	struct judge_options options = {0};
	struct result result;
	char policy[128];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		open_compared(&result);
		snprintf(policy, sizeof policy,
		    MUST("{'name':'n','no-regression':'critical',"
			 "'against':'%s'}"),
		    rows[i].against);
		options.baseline_name = rows[i].named;
		judged_by(&result, policy, &options);
		if (result.gates[0].status != rows[i].status)
			fail_msg(
			    "%s: %s", rows[i].against, result.gates[0].reason);
		result_release(&result);
	}
	open_compared(&result);
	set(&result, 0, 2, VERDICT_REGRESSION, LEVEL_BLOCKER);
	judged_by(&result,
	    MUST("{'name':'n','no-regression':'critical','against':'v9'}"),
	    NULL);
	assert_gate(&result, "n", GATE_UNKNOWN,
	    "The baseline it asks for, \"v9\", is not the one at hand.");
	assert_int_equal(result.gates[0].case_count, 0);
	result_release(&result);
}

static void
fail_on_replaces_the_regression_line(void **state)
{
	struct judge_options options = {.fail_on = "warning"};
	struct result result;

	(void)state;
	open_compared(&result);
	set(&result, 1, 1.2, VERDICT_REGRESSION, LEVEL_WARNING);
	judged_by(&result, "{}", NULL);
	assert_verdict(&result, "go");
	judged_by(&result, "{}", &options);
	assert_int_equal(result.gate_count, 4);
	assert_int_equal(
	    judged_gate(&result, "No warning regression")->status, GATE_FAIL);
	assert_verdict(&result, "no-go");
	judged_by(
	    &result, MUST("'measured',{'no-regression':'10%'}"), &options);
	assert_string_equal(result.gates[1].name, "No warning regression");
	judged_by(&result, MUST("'measured'"), &options);
	assert_int_equal(result.gate_count, 2);
	assert_verdict(&result, "no-go");
	options.fail_on = "blocker";
	judged_by(&result, MUST("{'no-regression':'warning'}"), &options);
	assert_verdict(&result, "go");
	result_release(&result);
}

static void
fail_on_never_shows_the_line_and_decides_nothing(void **state)
{
	struct judge_options options = {.fail_on = "never"};
	struct result result;

	(void)state;
	open_compared(&result);
	set(&result, 1, 3, VERDICT_REGRESSION, LEVEL_BLOCKER);
	judged_by(&result, "{}", &options);
	assert_int_equal(result.gate_count, 4);
	assert_int_equal(result.gates[3].level, GATE_NICE);
	assert_int_equal(result.gates[3].status, GATE_FAIL);
	assert_verdict(&result, "go");
	result_release(&result);
}

static void
a_red_budget_fails_and_a_yellow_one_warns(void **state)
{
	static const char policy[] =
	    "{" BUDGETS ",'gates':{'must':[{'budget':'red'}],"
	    "'should':[{'budget':'yellow'}]}}";
	struct result result;

	(void)state;
	judged_open(&result);
	judged_time(&result, "a", 40e6);
	judged_time(&result, "b", 40e6);
	judged_by(&result, policy, NULL);
	assert_gate(
	    &result, "No red budget", GATE_PASS, "2 budgets: all green.");
	assert_verdict(&result, "go");
	result_release(&result);
	judged_open(&result);
	judged_time(&result, "a", 52e6);
	judged_time(&result, "b", 54e6);
	judged_by(&result, policy, NULL);
	assert_gate(&result, "No red budget", GATE_PASS,
	    "None of 2 budgets is red; 2 yellow.");
	assert_gate(&result, "All budgets green", GATE_FAIL,
	    "2 of 2 budgets are not green: b time (54 ms, 8.0 % over 50ms) "
	    "and a time (52 ms, 4.0 % over 50ms).");
	assert_verdict(&result, "warn");
	result_release(&result);
	judged_open(&result);
	judged_time(&result, "a", 62e6);
	judged_time(&result, "b", 40e6);
	judged_by(&result, policy, NULL);
	assert_gate(&result, "No red budget", GATE_FAIL,
	    "1 of 2 budgets is red: a time (62 ms, 24 % over 50ms).");
	assert_int_equal(result.gates[0].case_count, 1);
	assert_verdict(&result, "no-go");
	result_release(&result);
}

static void
a_budget_that_was_not_measured_is_unknown(void **state)
{
	static const char policy[] = "{" BUDGETS ",'gates':{'must':["
				     "{'budget':'red'},'measured']}}";
	struct result result;

	(void)state;
	judged_open(&result);
	judged_time(&result, "a", 40e6);
	judged_case(&result, "b");
	judged_by(&result, policy, NULL);
	assert_gate(&result, "No red budget", GATE_UNKNOWN,
	    "1 of 2 budgets could not be measured: b time (it was not "
	    "recorded).");
	assert_string_equal(result.gates[0].cases[0], "b");
	assert_verdict(&result, "warn");
	result.cases[1].status = CASE_STATUS_FAILED;
	result.cases[1].is_failure_allowed = true;
	judged_by(&result, policy, NULL);
	assert_gate(
	    &result, "No red budget", GATE_PASS, "1 budget: all green.");
	assert_verdict(&result, "go");
	result_release(&result);
}

static void
a_line_looks_at_its_cases_and_metric_alone(void **state)
{
	struct result result;

	(void)state;
	judged_open(&result);
	judged_time(&result, "a", 10e6);
	judged_time(&result, "b", 90e6);
	judged_metric(&result, &result.cases[0], "max_rss", 9e6);
	judged_by(&result,
	    "{'benchmarks':[{'benchmark':'a','budget':{'time':'50ms',"
	    "'max_rss':'1MB'}},{'benchmark':'b','budget':{'time':'50ms'}}],"
	    "'gates':{'must':[{'name':'1','case':'^a','metric':'time',"
	    "'budget':'red'},{'name':'2','case':'^b','budget':'red'},"
	    "{'name':'3','metric':'max_rss','budget':'red'},"
	    "{'name':'4','case':'^c','budget':'red'},"
	    "{'name':'5','case':'b','metric':'max_rss','budget':'red'},"
	    "{'name':'6','case':'(a+)+$','measured':true}]}}",
	    NULL);
	assert_gate(&result, "1", GATE_PASS, "1 budget: all green.");
	assert_gate(&result, "2", GATE_FAIL,
	    "1 of 1 budget is red: b time (90 ms, 80 % over 50ms).");
	assert_gate(&result, "3", GATE_FAIL,
	    "1 of 1 budget is red: a max_rss (8.583 MiB, 800 % over 1MB).");
	assert_gate(&result, "4", GATE_UNKNOWN, "No case fits \"^c\".");
	assert_gate(&result, "5", GATE_UNKNOWN, "Its cases have no budget.");
	assert_gate(&result, "6", GATE_PASS, "1 case measured.");
	result_release(&result);
}

static void
budgets_with_a_gate_of_their_own_are_lines_of_it(void **state)
{
	static const char policy[] =
	    "{'benchmarks':[{'benchmark':'a','budget':["
	    "{'selector':'time','limit':'50ms','gate':'must'},"
	    "{'selector':'time','limit':'38ms','gate':'should'},"
	    "{'selector':'time','limit':'20ms','gate':'nice'},"
	    "{'selector':'time','limit':'90ms'}]}]}";
	struct result result;

	(void)state;
	judged_open(&result);
	judged_time(&result, "a", 40e6);
	judged_by(&result, policy, NULL);
	assert_int_equal(result.gate_count, 7);
	assert_gate(
	    &result, "No red budget", GATE_PASS, "1 budget: all green.");
	assert_gate(&result, "Budgets that must hold", GATE_PASS,
	    "1 budget: all green.");
	assert_gate(&result, "Budgets that should hold", GATE_FAIL,
	    "1 of 1 budget is not green: a time (40 ms, 5.3 % over 38ms).");
	assert_int_equal(
	    judged_gate(&result, "Budgets that are nice to hold")->level,
	    GATE_NICE);
	assert_verdict(&result, "warn");
	result.cases[0].metrics[0].summary.median = 70e6;
	judged_by(&result, policy, NULL);
	assert_int_equal(
	    judged_gate(&result, "Budgets that must hold")->status, GATE_FAIL);
	assert_verdict(&result, "no-go");
	result_release(&result);
}

static void
a_claim_that_does_not_hold_fails(void **state)
{
	static const char policy[] =
	    "{'claims':[{'name':'Fast','case':'a','from':'9s','to':'45ms'},"
	    "{'name':'Small','case':'a','metric':'max_rss','from':'9MB',"
	    "'to':'1MB'},{'name':'Later','planned':true}],"
	    "'gates':{'must':['claims']}}";
	struct result result;

	(void)state;
	judged_open(&result);
	judged_time(&result, "a", 40e6);
	judged_by(&result, policy, NULL);
	assert_gate(&result, "Claims hold", GATE_UNKNOWN,
	    "1 of 2 claims could not be measured: Small (not-measured: max_rss "
	    "of a: it was not recorded).");
	assert_verdict(&result, "none");
	judged_metric(&result, &result.cases[0], "max_rss", 0.5e6);
	judged_by(&result, policy, NULL);
	assert_gate(&result, "Claims hold", GATE_PASS, "2 claims: all hold.");
	assert_verdict(&result, "go");
	result.cases[0].metrics[0].summary.median = 60e6;
	judged_by(&result, policy, NULL);
	assert_gate(&result, "Claims hold", GATE_FAIL,
	    "1 of 2 claims does not hold: Fast (partly: it is 60 ms: better "
	    "than 9s, and short of 45ms).");
	assert_string_equal(result.gates[0].cases[0], "a");
	assert_verdict(&result, "no-go");
	result_release(&result);
}

static void
a_manual_item_is_as_it_was_attested(void **state)
{
	static const char policy[] =
	    MUST("'measured',{'name':'Docs','manual':true}");
	static const struct pair pass = {"Docs", "pass"};
	static const struct pair fail = {"Docs", "fail"};
	struct judge_options options = {0};
	struct result result;

	(void)state;
	judged_open(&result);
	judged_time(&result, "a", 40e6);
	judged_by(&result, policy, NULL);
	assert_gate(&result, "Docs", GATE_UNKNOWN,
	    "Nobody attested it yet: --attest \"Docs=pass\".");
	assert_true(judged_gate(&result, "Docs")->is_manual);
	assert_verdict(&result, "warn");
	judged_by(&result, policy, &strict);
	assert_verdict(&result, "no-go");
	options.attested = &pass;
	options.attested_count = 1;
	judged_by(&result, policy, &options);
	assert_gate(&result, "Docs", GATE_PASS, "Attested.");
	assert_verdict(&result, "go");
	options.attested = &fail;
	judged_by(&result, policy, &options);
	assert_gate(&result, "Docs", GATE_FAIL, "Attested as failed.");
	assert_verdict(&result, "no-go");
	result_release(&result);
}

static void
improves_is_about_the_geometric_mean(void **state)
{
	struct result result;

	(void)state;
	open_compared(&result);
	set(&result, 0, 0.5, VERDICT_IMPROVEMENT, LEVEL_NONE);
	set(&result, 1, 2, VERDICT_REGRESSION, LEVEL_BLOCKER);
	set(&result, 2, 0.729, VERDICT_IMPROVEMENT, LEVEL_NONE);
	judged_by(&result,
	    "{'gates':{'must':['measured'],'nice':[{'improves':'10%'},"
	    "{'improves':'10.1%','name':'more'},"
	    "{'improves':'10%','metric':'max_rss'}]}}",
	    NULL);
	assert_gate(&result, "time improves by 10 %", GATE_PASS,
	    "time changed by -10 % in the geometric mean of 3 compared "
	    "cases.");
	assert_int_equal(judged_gate(&result, "more")->status, GATE_FAIL);
	assert_gate(&result, "max_rss improves by 10 %", GATE_UNKNOWN,
	    "Nothing could be compared with a baseline.");
	assert_verdict(&result, "go");
	result_release(&result);
}

static void
the_base_of_two_trees_is_not_compared(void **state)
{
	struct result result;

	(void)state;
	judged_open(&result);
	judged_time(&result, "a/variant=base", 1e6);
	judged_against(&result, judged_time(&result, "a/variant=head", 1e6), 1,
	    VERDICT_UNCHANGED, LEVEL_NONE);
	result.cases[1].base = "a/variant=base";
	judged_by(&result, "{}", NULL);
	assert_gate(&result, "No critical regression", GATE_PASS,
	    "No regression of level critical or above in 1 compared case.");
	result_release(&result);
}

static void
where_nothing_can_be_decided_there_is_no_verdict(void **state)
{
	struct result result;

	(void)state;
	judged_open(&result);
	judged_time(&result, "a", 1e6);
	judged_by(&result, MUST("{'no-regression':'warning'}"), NULL);
	assert_verdict(&result, "none");
	judged_by(&result, MUST("'claims'"), NULL);
	assert_verdict(&result, "none");
	judged_by(&result, "{'gates':{}}", NULL);
	assert_int_equal(result.gate_count, 0);
	assert_verdict(&result, "none");
	judged_by(&result, "{'gates':{'should':['measured']}}", NULL);
	assert_verdict(&result, "go");
	result_release(&result);
}

static void
a_run_without_a_sample_is_a_no_go(void **state)
{
	struct result result;

	(void)state;
	judged_open(&result);
	judged_case(&result, "a")->status = CASE_STATUS_BLOCKED;
	result.cases[0].is_failure_allowed = true;
	result.counts.samples = 0;
	judged_by(&result, "{}", NULL);
	assert_verdict(&result, "no-go");
	result_release(&result);
}

static void
a_mangled_policy_is_refused_or_judged(void **state)
{
	static const char text[] =
	    "{\"regression\":{\"minor\":\"2%\",\"hits\":{\"blocker\":\"9%\"}},"
	    "\"benchmarks\":[{\"benchmark\":\"a\",\"group\":\"g\",\"budget\":"
	    "[{\"selector\":\"time.p95\",\"limit\":\"1ms\",\"gate\":\"nice\","
	    "\"yellow\":\"1%\",\"red\":\"2%\"}],\"overrides\":[{\"when\":"
	    "{\"n\":[\"1\"]},\"budget\":{\"time\":\"1ms..2ms\"}}]},"
	    "{\"benchmark\":\"a\",\"budget\":{\"hits\":\">= 5\"}}],"
	    "\"claims\":[{\"name\":\"c\",\"case\":\"a\",\"by\":\"6x\"},"
	    "{\"name\":\"d\",\"between\":[\"a\",\"b\"],\"improves\":\"8%\"},"
	    "{\"name\":\"e\",\"case\":\"a\",\"metric\":\"hits\",\"from\":\"5\","
	    "\"to\":\"9\"}],\"gates\":{\"must\":[\"measured\",{\"budget\":"
	    "\"red\",\"case\":\"a+\"},{\"no-regression\":\"5%\"}],\"nice\":"
	    "[{\"manual\":true,\"name\":\"m\"},{\"improves\":\"5%\"}]}}";
	static const char replacements[] = "\"{}[],:x0.%";
	struct judge_options options = {0};
	char copy[sizeof text];
	struct result result;
	struct policy policy;
	struct err err;
	size_t i, j, judged = 0, refused = 0;

	(void)state;
	for (i = 0; i < strlen(text); i++)
		for (j = 0; replacements[j] != '\0'; j++) {
			memcpy(copy, text, sizeof text);
			copy[i] = replacements[j];
			open_compared(&result);
			judged_metric(&result, &result.cases[0], "hits", 3);
			err.text[0] = '\0';
			if (policy_read(&policy, copy, &result.arena, &err) ==
			    0) {
				target_judge(&policy, &result);
				gates_judge(&policy, &options, &result);
				judged++;
			} else {
				assert_true(err.text[0] != '\0');
				refused++;
			}
			result_release(&result);
		}
	assert_true(judged > 100);
	assert_true(refused > 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(identical_code_passes),
	    cmocka_unit_test(lines_keep_their_order_sections_and_names),
	    cmocka_unit_test(measured_fails_on_every_way_of_not_being_measured),
	    cmocka_unit_test(
		allowed_failures_and_skipped_cases_are_not_held_against_a_run),
	    cmocka_unit_test(a_regression_fails_from_its_level_on),
	    cmocka_unit_test(regressions_are_named_the_worst_first),
	    cmocka_unit_test(metrics_that_are_not_judged_do_not_gate),
	    cmocka_unit_test(a_suspected_level_never_fails),
	    cmocka_unit_test(undecided_cases_fail_only_a_strict_gate),
	    cmocka_unit_test(without_a_baseline_the_regression_line_is_unknown),
	    cmocka_unit_test(another_machine_is_unknown),
	    cmocka_unit_test(new_cases_are_counted_and_pass),
	    cmocka_unit_test(against_asks_for_the_baseline_at_hand),
	    cmocka_unit_test(fail_on_replaces_the_regression_line),
	    cmocka_unit_test(fail_on_never_shows_the_line_and_decides_nothing),
	    cmocka_unit_test(a_red_budget_fails_and_a_yellow_one_warns),
	    cmocka_unit_test(a_budget_that_was_not_measured_is_unknown),
	    cmocka_unit_test(a_line_looks_at_its_cases_and_metric_alone),
	    cmocka_unit_test(budgets_with_a_gate_of_their_own_are_lines_of_it),
	    cmocka_unit_test(a_claim_that_does_not_hold_fails),
	    cmocka_unit_test(a_manual_item_is_as_it_was_attested),
	    cmocka_unit_test(improves_is_about_the_geometric_mean),
	    cmocka_unit_test(the_base_of_two_trees_is_not_compared),
	    cmocka_unit_test(where_nothing_can_be_decided_there_is_no_verdict),
	    cmocka_unit_test(a_run_without_a_sample_is_a_no_go),
	    cmocka_unit_test(a_mangled_policy_is_refused_or_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
