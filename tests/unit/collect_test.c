#include "tests/unit/test.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/vec.h"
#include "collector/collect.h"

/*
 * A runner without processes: the command's second word says how it ends,
 * "ok", "exit N", "late" or "missing"; each launch takes 5 ns.
 */
struct script {
	struct runner runner;
	uint64_t clock_ns;
	uint64_t fail_at; /* the launch that breaks the launcher; 0: none */
	uint64_t launches;
	char log[4096];
};

static int
script_run(struct runner *runner, const struct launch_spec *spec,
    struct launch_result *result, struct err *err)
{
	struct script *script = (struct script *)runner;
	const char *how = spec->command->argv[1];
	size_t used = strlen(script->log);

	if (++script->launches == script->fail_at)
		return err_set(err, "the launcher was killed");
	snprintf(script->log + used, sizeof script->log - used, "%s;",
	    spec->command->argv[0]);
	*result = (struct launch_result){
	    .clock_ns = script->clock_ns += 10, .use.wall_ns = 5, .said = ""};
	if (strncmp(how, "exit ", 5) == 0) {
		result->use.code = how[5] - '0';
		result->said = "fine\nerror: it broke\nmore\n";
	} else if (strcmp(how, "flaky") == 0) {
		result->use.code = script->launches <= 4;
	} else if (strcmp(how, "late") == 0) {
		result->use.outcome = LAUNCH_TIMED_OUT;
	} else if (strcmp(how, "missing") == 0) {
		result->use.outcome = LAUNCH_NOT_STARTED;
		result->said = "cannot start it";
	}
	return 0;
}

/* Keeps what the tests look at. */
struct kept {
	struct sink sink;
	struct arena arena;
	char order[4096];  /* "a1 b1 b2 …": case and launch */
	char status[4096]; /* "a=ok b=failed …" */
	char messages[4096];
	int planned, values, failed, notes;
	double sum;          /* of all values */
	char stopped_by[32]; /* of the last outcome */
	double reached;
	bool is_planned_first;
};

static void
append(char *text, const char *more)
{
	size_t used = strlen(text);

	snprintf(text + used, 4096 - used, "%s ", more);
}

static int
keep(struct sink *sink, const struct record *record, struct err *err)
{
	struct kept *kept = (struct kept *)sink;
	const struct record_samples *samples = record->u.samples;
	const struct record_case *line = record->u.case_line;
	char word[512];
	size_t i;

	(void)err;
	if (record->type == RECORD_SAMPLES) {
		snprintf(word, sizeof word, "%s%llu", samples->case_id,
		    (unsigned long long)samples->launch);
		append(kept->order, word);
		kept->values += (int)samples->metric_count;
		for (i = 0; i < samples->metric_count; i++)
			kept->sum += samples->metrics[i].values[0];
		kept->failed += samples->is_failed;
	} else if (record->type == RECORD_CASE &&
		   line->status == CASE_STATUS_PLANNED) {
		kept->planned++;
		kept->is_planned_first = kept->order[0] == '\0';
	} else if (record->type == RECORD_CASE) {
		snprintf(word, sizeof word, "%s=%s", line->id,
		    case_status_text(line->status));
		append(kept->status, word);
		if (line->message != NULL)
			append(kept->messages, line->message);
		if (line->stopped_by != NULL)
			snprintf(kept->stopped_by, sizeof kept->stopped_by,
			    "%s", line->stopped_by);
		kept->reached = line->reached;
	} else if (record->type == RECORD_NOTE) {
		kept->notes++;
	}
	return 0;
}

static void
watch_launch(struct collect_watcher *watcher, const struct collect *collect,
    size_t index, uint64_t round)
{
	(void)watcher;
	(void)collect;
	(void)index;
	(void)round;
}

static void
watch_prepare(struct collect_watcher *watcher, const char *what)
{
	(void)watcher;
	(void)what;
}

static struct collect_watcher watcher = {watch_launch, watch_prepare};
static const struct metric time_metric = {.name = "time", .unit = "ns"};

/* A bench of cases named a, b, c… that end as the words say. */
struct bench {
	struct plan plan;
	struct plan_case cases[4];
	const char *argv[4][2];
	struct script script;
	struct kept kept;
	struct collect collect;
	struct err err;
};

static void
bench_init(struct bench *bench, const char *const *ends, size_t count,
    uint64_t launches)
{
	static const char *const names[] = {"a", "b", "c", "d"};
	size_t i;

	*bench = (struct bench){.plan = {.folder = "/", .seed = 1}};
	bench->plan.cases = bench->cases;
	bench->plan.case_count = count;
	for (i = 0; i < count; i++) {
		bench->argv[i][0] = names[i];
		bench->argv[i][1] = ends[i];
		bench->cases[i].record = (struct record_case){.id = names[i],
		    .status = CASE_STATUS_PLANNED,
		    .metrics = &time_metric,
		    .metric_count = 1};
		bench->cases[i].command = (struct command){bench->argv[i], 2};
		bench->cases[i].stopping.launches = launches;
		bench->cases[i].copies = 1;
		bench->cases[i].block_first = i;
		bench->cases[i].block_count = 1;
		bench->cases[i].reference = i;
		bench->cases[i].base = i;
	}
	bench->script.runner.run = script_run;
	bench->kept.sink.put = keep;
	collect_init(&bench->collect, &bench->plan);
	bench->collect.runner = &bench->script.runner;
	bench->collect.sink = &bench->kept.sink;
	bench->collect.watcher = &watcher;
}

static int
bench_run(struct bench *bench)
{
	if (collect_plan(&bench->collect, &bench->err) < 0)
		return -1;
	return collect_run(&bench->collect, &bench->err);
}

static void
cases_are_interleaved_and_planned_first(void **state)
{
	static const char *const ends[] = {"ok", "ok"};
	struct bench bench;
	const char *order;

	(void)state;
	bench_init(&bench, ends, 2, 3);
	assert_int_equal(bench_run(&bench), 0);
	order = bench.kept.order;
	assert_int_equal(bench.kept.planned, 2);
	assert_true(bench.kept.is_planned_first);
	assert_int_equal(bench.kept.values, 6);
	/* Round by round: both first launches before any second one. */
	assert_true(strstr(order, "a1") < strstr(order, "b2"));
	assert_true(strstr(order, "b1") < strstr(order, "a2"));
	assert_true(strstr(order, "a2") < strstr(order, "b3"));
	assert_true(strstr(order, "b2") < strstr(order, "a3"));
	assert_non_null(strstr(bench.kept.status, "a=ok"));
	collect_release(&bench.collect);
}

static void
warmup_is_launched_and_not_recorded(void **state)
{
	static const char *const ends[] = {"ok"};
	struct bench bench;

	(void)state;
	bench_init(&bench, ends, 1, 2);
	bench.cases[0].warmup = 3;
	assert_int_equal(bench_run(&bench), 0);
	assert_string_equal(bench.script.log, "a;a;a;a;a;");
	assert_string_equal(bench.kept.order, "a1 a2 ");
	collect_release(&bench.collect);
}

static void
failures_are_explained_and_stop_nothing(void **state)
{
	static const char *const ends[] = {"exit 3", "late", "missing", "ok"};
	struct bench bench;

	(void)state;
	bench_init(&bench, ends, 4, 5);
	bench.cases[1].timeout_ns = 2000000000;
	assert_int_equal(bench_run(&bench), 0);
	assert_non_null(strstr(bench.kept.status, "a=failed"));
	assert_non_null(strstr(bench.kept.status, "b=timeout"));
	assert_non_null(strstr(bench.kept.status, "c=failed"));
	assert_non_null(strstr(bench.kept.status, "d=ok"));
	assert_non_null(strstr(bench.kept.messages,
	    "3 of 3 launches failed: exit status 3: error: it broke"));
	assert_non_null(strstr(bench.kept.messages, "no end after 2 s"));
	assert_non_null(strstr(bench.kept.messages, "cannot start it"));
	/* Three hopeless launches each, and all five of the good one. */
	assert_int_equal(bench.kept.failed, 9);
	assert_int_equal(bench.kept.values, 5);
	collect_release(&bench.collect);
}

static void
other_exit_codes_can_mean_success(void **state)
{
	static const char *const ends[] = {"exit 3"};
	static const int codes[] = {0, 3};
	struct bench bench;

	(void)state;
	bench_init(&bench, ends, 1, 2);
	bench.cases[0].exit_codes = codes;
	bench.cases[0].exit_code_count = 2;
	assert_int_equal(bench_run(&bench), 0);
	assert_string_equal(bench.kept.status, "a=ok ");
	assert_int_equal(bench.kept.values, 2);
	collect_release(&bench.collect);
}

static void
failing_build_blocks_every_case(void **state)
{
	static const char *const ends[] = {"ok", "ok"};
	static const char *const build[] = {"make", "exit 2"};
	struct bench bench;

	(void)state;
	bench_init(&bench, ends, 2, 2);
	bench.plan.build = (struct command){build, 2};
	assert_int_equal(bench_run(&bench), 0);
	assert_string_equal(bench.kept.status, "a=blocked b=blocked ");
	assert_non_null(strstr(bench.kept.messages,
	    "the suite's build failed: exit status 2: error: it broke"));
	assert_string_equal(bench.script.log, "make;");
	assert_int_equal(bench.collect.measured, 0);
	collect_release(&bench.collect);
}

static void
failing_setup_blocks_its_case_alone(void **state)
{
	static const char *const ends[] = {"ok", "ok"};
	static const char *const setup[] = {"gen", "exit 1"};
	struct bench bench;

	(void)state;
	bench_init(&bench, ends, 2, 2);
	bench.cases[0].setup = (struct command){setup, 2};
	assert_int_equal(bench_run(&bench), 0);
	assert_non_null(strstr(bench.kept.status, "a=blocked"));
	assert_non_null(strstr(bench.kept.status, "b=ok"));
	assert_string_equal(bench.kept.order, "b1 b2 ");
	collect_release(&bench.collect);
}

static void
hooks_run_around_each_launch(void **state)
{
	static const char *const ends[] = {"ok"};
	static const char *const hooks[][2] = {
	    {"S", "ok"}, {"P", "ok"}, {"C", "ok"}, {"X", "ok"}};
	struct bench bench;

	(void)state;
	bench_init(&bench, ends, 1, 2);
	bench.cases[0].warmup = 1;
	bench.cases[0].setup = (struct command){hooks[0], 2};
	bench.cases[0].prepare = (struct command){hooks[1], 2};
	bench.cases[0].conclude = (struct command){hooks[2], 2};
	bench.cases[0].cleanup = (struct command){hooks[3], 2};
	assert_int_equal(bench_run(&bench), 0);
	assert_string_equal(bench.script.log, "S;P;a;C;P;a;C;P;a;C;X;");
	collect_release(&bench.collect);
}

static void
fail_fast_skips_the_rest(void **state)
{
	static const char *const ends[] = {"exit 1", "exit 1", "exit 1"};
	struct bench bench;

	(void)state;
	bench_init(&bench, ends, 3, 2);
	bench.collect.is_fail_fast = true;
	assert_int_equal(bench_run(&bench), 0);
	assert_int_equal(bench.script.launches, 1);
	assert_non_null(strstr(bench.kept.status, "=failed"));
	assert_non_null(strstr(bench.kept.status, "=skipped"));
	collect_release(&bench.collect);
}

static void
what_is_done_is_not_launched_again(void **state)
{
	static const char *const ends[] = {"ok", "ok", "exit 1"};
	struct bench bench;

	(void)state;
	bench_init(&bench, ends, 3, 4);
	bench.collect.cases[0].done =
	    (struct collect_done){.is_planned = true, .launches = 3};
	bench.collect.cases[1].done = (struct collect_done){
	    .is_planned = true, .is_ended = true, .launches = 4};
	bench.collect.cases[2].done = (struct collect_done){
	    .is_planned = true, .launches = 3, .failed = 3};
	bench.collect.cases[2].status = CASE_STATUS_FAILED;
	assert_int_equal(bench_run(&bench), 0);
	assert_string_equal(bench.kept.order, "a4 ");
	assert_int_equal(bench.kept.planned, 0);
	assert_non_null(strstr(bench.kept.status, "a=ok"));
	assert_non_null(strstr(bench.kept.status, "c=failed"));
	assert_null(strstr(bench.kept.status, "b="));
	collect_release(&bench.collect);
}

static const struct stopping adaptive = {.precision = 0.02,
    .min_launches = 10,
    .max_launches = 100,
    .max_time_ns = 60000000000};

/* An interval that is narrow enough from 23 launches on. */
static double
narrow_from_23(const double *medians, size_t count)
{
	(void)medians;
	return count >= 23 ? 0.01 : 0.03;
}

static double
never_paired(const double *logs, const double *others, size_t count)
{
	(void)logs;
	(void)others;
	(void)count;
	return 1;
}

static double
pair_narrow_from_12(const double *logs, const double *others, size_t count)
{
	(void)logs;
	(void)others;
	return count >= 12 ? 0.001 : 0.2;
}

static void
adaptive_case_stops_at_the_second_narrow_look(void **state)
{
	static const char *const ends[] = {"ok"};
	static const struct stopping_rule rule = {narrow_from_23, never_paired};
	struct bench bench;

	(void)state;
	bench_init(&bench, ends, 1, 0);
	bench.cases[0].stopping = adaptive;
	bench.collect.rule = &rule;
	assert_int_equal(bench_run(&bench), 0);
	/* Looks at 10, 15, 20, 25, 30. */
	assert_int_equal(bench.collect.cases[0].done.launches, 30);
	assert_string_equal(bench.kept.stopped_by, "precision");
	assert_near(bench.kept.reached, 0.01, 0);
	collect_release(&bench.collect);
}

static void
most_launches_and_time_stop_it_too(void **state)
{
	static const char *const ends[] = {"ok", "ok"};
	static const struct stopping_rule rule = {narrow_from_23, never_paired};
	struct bench bench;

	(void)state;
	bench_init(&bench, ends, 2, 0);
	bench.cases[0].stopping = adaptive;
	bench.cases[0].stopping.max_launches = 20;
	bench.cases[1].stopping = adaptive;
	bench.cases[1].stopping.max_time_ns = 5;
	bench.collect.rule = &rule;
	assert_int_equal(bench_run(&bench), 0);
	assert_int_equal(bench.collect.cases[0].done.launches, 20);
	assert_string_equal(bench.collect.cases[0].stopped_by, "max");
	/* One launch is all the time there is, and three are the least. */
	assert_int_equal(bench.collect.cases[1].done.launches, 3);
	assert_string_equal(bench.collect.cases[1].stopped_by, "time");
	collect_release(&bench.collect);
}

static void
variants_alternate_and_stop_together(void **state)
{
	static const char *const ends[] = {"ok", "ok", "ok"};
	static const struct stopping_rule rule = {
	    narrow_from_23, pair_narrow_from_12};
	struct bench bench;
	size_t i;

	(void)state;
	bench_init(&bench, ends, 3, 0);
	for (i = 0; i < 3; i++)
		bench.cases[i].stopping = adaptive;
	for (i = 0; i < 2; i++) {
		bench.cases[i].block_first = 0;
		bench.cases[i].block_count = 2;
		bench.cases[i].reference = 0;
	}
	bench.collect.rule = &rule;
	assert_int_equal(bench_run(&bench), 0);
	assert_int_equal(bench.collect.cases[0].done.launches, 20);
	assert_int_equal(bench.collect.cases[1].done.launches, 20);
	assert_int_equal(bench.collect.cases[2].done.launches, 30);
	assert_non_null(strstr(bench.kept.order, "a1 b1 "));
	assert_non_null(strstr(bench.kept.order, "b2 a2 "));
	assert_non_null(strstr(bench.kept.order, "a3 b3 "));
	collect_release(&bench.collect);
}

static void
partner_that_fails_does_not_hold_the_other_up(void **state)
{
	static const char *const ends[] = {"ok", "exit 1"};
	static const struct stopping_rule rule = {narrow_from_23, never_paired};
	struct bench bench;
	size_t i;

	(void)state;
	bench_init(&bench, ends, 2, 0);
	for (i = 0; i < 2; i++) {
		bench.cases[i].stopping = adaptive;
		bench.cases[i].block_first = 0;
		bench.cases[i].block_count = 2;
		bench.cases[i].reference = 0;
	}
	bench.collect.rule = &rule;
	assert_int_equal(bench_run(&bench), 0);
	assert_int_equal(bench.collect.cases[0].done.launches, 30);
	assert_int_equal(bench.collect.cases[1].done.launches, 3);
	collect_release(&bench.collect);
}

static void
steps_are_values_of_one_launch(void **state)
{
	static const char *const ends[] = {"ok"};
	static const char *const first[] = {"x", "ok"}, *const second[] = {
							    "y", "ok"};
	static const struct plan_step steps[] = {
	    {"init", {first, 2}}, {"test", {second, 2}}};
	static const struct metric metrics[] = {{.name = "time", .unit = "ns"},
	    {.name = "init/time", .unit = "ns"},
	    {.name = "test/time", .unit = "ns"}};
	struct bench bench;

	(void)state;
	bench_init(&bench, ends, 1, 2);
	bench.cases[0].command.count = 0;
	bench.cases[0].steps = steps;
	bench.cases[0].step_count = 2;
	bench.cases[0].record.metrics = metrics;
	bench.cases[0].record.metric_count = 3;
	assert_int_equal(bench_run(&bench), 0);
	assert_string_equal(bench.script.log, "x;y;x;y;");
	assert_int_equal(bench.kept.values, 6);
	assert_near(bench.kept.sum, 2 * (10 + 5 + 5), 0);
	collect_release(&bench.collect);
}

static void
failing_step_is_named_and_ends_the_launch(void **state)
{
	static const char *const ends[] = {"ok"};
	static const char *const first[] = {"x", "exit 2"}, *const second[] = {
								"y", "ok"};
	static const struct plan_step steps[] = {
	    {"init", {first, 2}}, {"test", {second, 2}}};
	struct bench bench;

	(void)state;
	bench_init(&bench, ends, 1, 1);
	bench.cases[0].steps = steps;
	bench.cases[0].step_count = 2;
	assert_int_equal(bench_run(&bench), 0);
	assert_string_equal(bench.script.log, "x;");
	assert_non_null(strstr(
	    bench.kept.messages, "step init: exit status 2: error: it broke"));
	collect_release(&bench.collect);
}

static void
counted_failures_are_no_failure_of_the_case(void **state)
{
	static const char *const ends[] = {"flaky"};
	static const struct metric metrics[] = {{.name = "time", .unit = "ns"},
	    {.name = "success_rate", .unit = "1"}};
	struct bench bench;

	(void)state;
	bench_init(&bench, ends, 1, 6);
	bench.cases[0].record.metrics = metrics;
	bench.cases[0].record.metric_count = 2;
	assert_int_equal(bench_run(&bench), 0);
	/* Its first four launches fail: hopeless, were it not for the rate. */
	assert_string_equal(bench.kept.order, "a1 a2 a3 a4 a5 a6 ");
	assert_int_equal(bench.kept.failed, 4);
	assert_string_equal(bench.kept.status, "a=ok ");
	collect_release(&bench.collect);
}

static void
broken_launcher_ends_the_run_with_an_error(void **state)
{
	static const char *const ends[] = {"ok", "ok"};
	struct bench bench;

	(void)state;
	bench_init(&bench, ends, 2, 3);
	bench.script.fail_at = 4;
	assert_int_equal(bench_run(&bench), -1);
	assert_string_equal(bench.err.text, "the launcher was killed");
	assert_int_equal(bench.kept.values, 3);
	collect_release(&bench.collect);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cases_are_interleaved_and_planned_first),
	    cmocka_unit_test(warmup_is_launched_and_not_recorded),
	    cmocka_unit_test(failures_are_explained_and_stop_nothing),
	    cmocka_unit_test(other_exit_codes_can_mean_success),
	    cmocka_unit_test(failing_build_blocks_every_case),
	    cmocka_unit_test(failing_setup_blocks_its_case_alone),
	    cmocka_unit_test(hooks_run_around_each_launch),
	    cmocka_unit_test(fail_fast_skips_the_rest),
	    cmocka_unit_test(what_is_done_is_not_launched_again),
	    cmocka_unit_test(adaptive_case_stops_at_the_second_narrow_look),
	    cmocka_unit_test(most_launches_and_time_stop_it_too),
	    cmocka_unit_test(variants_alternate_and_stop_together),
	    cmocka_unit_test(partner_that_fails_does_not_hold_the_other_up),
	    cmocka_unit_test(steps_are_values_of_one_launch),
	    cmocka_unit_test(failing_step_is_named_and_ends_the_launch),
	    cmocka_unit_test(counted_failures_are_no_failure_of_the_case),
	    cmocka_unit_test(broken_launcher_ends_the_run_with_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
