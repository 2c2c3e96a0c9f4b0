#include <sys/wait.h>

#include "tests/unit/archive_place.h"
#include "tests/unit/postgres_server.h"

/* Every test that can be is made in SQLite and in PostgreSQL. */
static struct server server;

static int
make_shared(void **state)
{
	struct place *place = xcalloc(1, sizeof *place);

	tree_make(&place->tree);
	server_empty(server.url);
	open_at(place, server.url);
	*state = place;
	return 0;
}

static void
run_comes_back_as_it_was_added(void **state)
{
	struct place *place = *state;
	struct archive_run run = {.id = "20260101T000000Z-abcdef",
	    .suite = "it's; DROP TABLE run",
	    .project = "p\n\"",
	    .machine = "m",
	    .environment = "{\"kernel\":\"6\"}",
	    .started = "2026-01-01T00:00:00.000Z",
	    .commit = "c",
	    .branch = "b",
	    .version = "1",
	    .sha256 = "00ff",
	    .bytes = (uint64_t)1 << 40,
	    .is_dirty = true,
	    .is_part = true,
	    .is_pair = true};
	struct archive_runs runs;
	struct archive_run *got;

	add(place, &run, NULL, 0);
	reopen(place);
	runs = runs_of(place, run.suite);
	assert_int_equal(runs.count, 1);
	got = &runs.items[0];
	assert_string_equal(got->id, run.id);
	assert_string_equal(got->suite, run.suite);
	assert_string_equal(got->project, run.project);
	assert_string_equal(got->machine, run.machine);
	assert_string_equal(got->environment, run.environment);
	assert_string_equal(got->started, run.started);
	assert_string_equal(got->commit, run.commit);
	assert_string_equal(got->branch, run.branch);
	assert_string_equal(got->version, run.version);
	assert_string_equal(got->sha256, run.sha256);
	assert_int_equal(got->bytes, run.bytes);
	assert_true(got->is_dirty && got->is_part && got->is_pair);
	vec_free(&runs);
}

static void
what_is_not_known_stays_unknown(void **state)
{
	struct place *place = *state;
	struct archive_run run = {.id = "a", .started = ""};
	struct archive_value value = {.case_id = "c",
	    .metric = "time",
	    .unit = "ns",
	    .value = 1,
	    .variance = (double)NAN};
	struct archive_runs runs;
	struct archive_values values;
	struct archive_catalog catalog;

	add(place, &run, &value, 1);
	/* A second one must find the series without a suite again. */
	run.id = "b";
	add(place, &run, &value, 1);
	runs = runs_of(place, NULL);
	assert_null(runs.items[0].suite);
	assert_null(runs.items[0].commit);
	assert_null(runs.items[0].sha256);
	assert_false(runs.items[0].is_part);
	values = values_of(place, "a");
	assert_int_equal(values.count, 1);
	assert_null(values.items[0].group);
	assert_true(isnan(values.items[0].variance));
	catalog = catalog_of(place, NULL);
	assert_int_equal(catalog.count, 1);
	vec_free(&runs);
	vec_free(&values);
	vec_free(&catalog);
}

static void
values_come_back_to_the_last_digit(void **state)
{
	struct place *place = *state;
	const struct archive_value both[] = {parse_time, parse_hits};
	struct archive_run run = run_of("a", "2026");
	struct archive_values values;

	add(place, &run, both, 2);
	values = values_of(place, "a");
	assert_int_equal(values.count, 2);
	assert_string_equal(values.items[0].metric, "hits");
	assert_int_equal(values.items[0].better, BETTER_HIGHER);
	assert_false(values.items[0].is_judged);
	assert_false(values.items[0].is_logarithmic);
	assert_true(isnan(values.items[0].variance));
	assert_true(values.items[0].value == -3);
	assert_string_equal(values.items[1].group, "core");
	assert_true(values.items[1].value == parse_time.value);
	assert_true(values.items[1].variance == parse_time.variance);
	assert_true(values.items[1].center == parse_time.center);
	assert_true(values.items[1].step == parse_time.step);
	assert_int_equal(values.items[1].launches, 10);
	assert_true(values.items[1].is_judged);
	vec_free(&values);
}

static void
runs_are_in_order_of_start_then_id(void **state)
{
	static const char *const all[] = {"z", "b", "c", "a"};
	static const char *const of_s[] = {"z", "c", "a"};
	struct place *place = *state;
	struct archive_run runs[] = {run_of("a", "2026-03"),
	    run_of("c", "2026-02"), run_of("z", "2026-01"),
	    run_of("b", "2026-02")};
	size_t i;

	runs[3].suite = "other";
	for (i = 0; i < 4; i++)
		add(place, &runs[i], NULL, 0);
	expect_ids(place, NULL, all, 4);
	expect_ids(place, "s", of_s, 3);
	expect_ids(place, "none", NULL, 0);
}

static void
run_of_the_same_id_is_replaced_whole(void **state)
{
	struct place *place = *state;
	const struct archive_value both[] = {parse_time, parse_hits};
	struct archive_run run = run_of("a", "2026");
	struct archive_value changed = parse_time;
	struct archive_values values;

	add(place, &run, both, 2);
	changed.value = 7;
	run.bytes++;
	add(place, &run, &changed, 1);
	values = values_of(place, "a");
	assert_int_equal(values.count, 1);
	assert_true(values.items[0].value == 7);
	vec_free(&values);
}

static void
same_file_again_changes_nothing(void **state)
{
	struct place *place = *state;
	struct archive_run run = run_of("a", "2026");
	struct archive_runs before, after;

	add(place, &run, &parse_time, 1);
	before = runs_of(place, NULL);
	add(place, &run, &parse_time, 1);
	after = runs_of(place, NULL);
	assert_int_equal(after.count, 1);
	assert_int_equal(after.items[0].key, before.items[0].key);
	run.sha256 = "another";
	vec_free(&after);
	add(place, &run, &parse_time, 1);
	after = runs_of(place, NULL);
	assert_int_not_equal(after.items[0].key, before.items[0].key);
	vec_free(&before);
	vec_free(&after);
}

static void
key_of_a_removed_run_is_not_used_again(void **state)
{
	struct place *place = *state;
	struct archive_run run = run_of("a", "2026");
	struct archive_runs runs;
	struct archive_catalog catalog;
	struct archive_points points;

	add(place, &run, &parse_time, 1);
	runs = runs_of(place, NULL);
	assert_int_equal(archive_remove(place->archive, "a", &place->err), 0);
	run.id = "b";
	add(place, &run, &parse_time, 1);
	catalog = catalog_of(place, NULL);
	assert_int_equal(archive_points(place->archive, &catalog.items[0],
			     &runs, &points, &place->err),
	    0);
	assert_int_equal(points.count, 0);
	archive_points_release(&points);
	vec_free(&catalog);
	vec_free(&runs);
}

static void
removed_run_takes_its_values_and_lonely_series_along(void **state)
{
	struct place *place = *state;
	const struct archive_value both[] = {parse_time, parse_hits};
	struct archive_run old = run_of("old", "2025"),
			   new = run_of("new", "2026");
	struct archive_catalog catalog;
	struct archive_values values;
	int i;

	add(place, &old, both, 2);
	add(place, &new, &parse_time, 1);
	assert_int_equal(archive_remove(place->archive, "old", &place->err), 0);
	assert_int_equal(archive_remove(place->archive, "no", &place->err), 0);
	values = values_of(place, "old");
	assert_int_equal(values.count, 0);
	for (i = 0; i < 2; i++) {
		catalog = catalog_of(place, "s");
		assert_int_equal(catalog.count, 1);
		assert_string_equal(catalog.items[0].metric, "time");
		vec_free(&catalog);
		assert_int_equal(archive_sweep(place->archive, &place->err), 0);
	}
	vec_free(&values);
}

static void
series_is_what_its_newest_run_says(void **state)
{
	struct place *place = *state;
	struct archive_value now = parse_time;
	struct archive_run old = run_of("old", "2025"),
			   new = run_of("new", "2026");
	struct archive_catalog catalog;

	now.is_judged = false;
	now.better = BETTER_HIGHER;
	/* In whatever order they come in. */
	add(place, &new, &now, 1);
	add(place, &old, &parse_time, 1);
	catalog = catalog_of(place, NULL);
	assert_int_equal(catalog.count, 1);
	assert_int_equal(catalog.items[0].better, BETTER_HIGHER);
	assert_false(catalog.items[0].is_judged);
	assert_string_equal(catalog.items[0].suite, "s");
	assert_string_equal(catalog.items[0].group, "core");
	vec_free(&catalog);
}

/* Three runs: of no group, of one, of another and another benchmark. */
static void
another_group_or_benchmark_is_the_same_series(void **state)
{
	static const char *const groups[] = {"z", NULL, "a"};
	static const char *const ids[] = {"r0", "r1", "r2"};
	struct place *place = *state;
	struct archive_value value = parse_time, beside = parse_time;
	struct archive_run run;
	struct archive_runs runs;
	struct archive_catalog catalog;
	struct archive_points one, all[2];
	size_t i;

	beside.case_id = "quite";
	for (i = 0; i < 3; i++) {
		value.group = groups[i];
		value.benchmark = i == 2 ? "renamed" : "parse";
		value.value = (double)i;
		run = run_of(ids[i], ids[i]);
		add(place, &run, (struct archive_value[]){value, beside}, 2);
	}
	runs = runs_of(place, NULL);
	for (i = 3; i-- > 0;) {
		catalog = catalog_of(place, i == 0 ? NULL : "s");
		assert_int_equal(catalog.count, 2);
		assert_string_equal(catalog.items[1].case_id, "quite");
		if (groups[i] == NULL)
			assert_null(catalog.items[0].group);
		else
			assert_string_equal(catalog.items[0].group, groups[i]);
		assert_string_equal(
		    catalog.items[0].benchmark, i == 2 ? "renamed" : "parse");
		assert_int_equal(archive_points(place->archive, catalog.items,
				     &runs, &one, &place->err),
		    0);
		assert_int_equal(archive_points_all(place->archive,
				     catalog.items, 2, &runs, all, &place->err),
		    0);
		assert_int_equal(one.count, i + 1);
		assert_int_equal(all[0].count, i + 1);
		assert_int_equal(all[1].count, i + 1);
		assert_true(one.items[i].value == (double)i);
		assert_true(all[0].items[i].value == (double)i);
		assert_true(all[1].items[i].value == parse_time.value);
		archive_points_release(&one);
		archive_points_release(&all[0]);
		archive_points_release(&all[1]);
		vec_free(&catalog);
		/* Without the newest the one before is it. */
		assert_int_equal(
		    archive_remove(place->archive, ids[i], &place->err), 0);
	}
	vec_free(&runs);
}

static void
another_unit_or_suite_is_another_series(void **state)
{
	struct place *place = *state;
	struct archive_value seconds = parse_time;
	struct archive_run run = run_of("a", "2025");
	struct archive_catalog catalog;

	add(place, &run, &parse_time, 1);
	seconds.unit = "s";
	run.id = "b";
	add(place, &run, &seconds, 1);
	run.id = "c";
	run.suite = "t";
	add(place, &run, &seconds, 1);
	catalog = catalog_of(place, NULL);
	assert_int_equal(catalog.count, 3);
	assert_string_equal(catalog.items[0].unit, "ns");
	assert_string_equal(catalog.items[1].suite, "s");
	assert_string_equal(catalog.items[2].suite, "t");
	vec_free(&catalog);
	catalog = catalog_of(place, "t");
	assert_int_equal(catalog.count, 1);
	vec_free(&catalog);
}

static void
points_are_in_the_order_of_the_runs_asked_for(void **state)
{
	struct place *place = *state;
	struct archive_runs runs, picked = {0};
	struct archive_catalog catalog;
	struct archive_points points;

	fill(place);
	runs = runs_of(place, "s");
	catalog = catalog_of(place, "s");
	/* r7, r3, r6, r2: of c1 there are r7 and r2. */
	vec_push(&picked, runs.items[7]);
	vec_push(&picked, runs.items[3]);
	vec_push(&picked, runs.items[6]);
	vec_push(&picked, runs.items[2]);
	assert_string_equal(catalog.items[1].case_id, "c1");
	assert_int_equal(archive_points(place->archive, &catalog.items[1],
			     &picked, &points, &place->err),
	    0);
	assert_int_equal(points.count, 2);
	assert_int_equal(points.index[0], 0);
	assert_int_equal(points.index[1], 3);
	assert_string_equal(points.items[0].run, "r7");
	assert_true(points.items[0].value == 71);
	assert_true(points.items[1].value == 21);
	assert_int_equal(points.items[1].launches, 10);
	archive_points_release(&points);
	vec_free(&runs);
	vec_free(&picked);
	vec_free(&catalog);
}

static void
all_points_at_once_are_those_of_each(void **state)
{
	struct place *place = *state;
	struct archive_runs runs;
	struct archive_catalog catalog;
	struct archive_points all[5], one;
	size_t i, j;

	fill(place);
	runs = runs_of(place, "s");
	catalog = catalog_of(place, "s");
	assert_int_equal(catalog.count, 5);
	/* Without the first: what is not asked for is left out. */
	assert_int_equal(archive_points_all(place->archive, catalog.items + 1,
			     4, &runs, all, &place->err),
	    0);
	for (i = 0; i < 4; i++) {
		assert_int_equal(
		    archive_points(place->archive, &catalog.items[i + 1], &runs,
			&one, &place->err),
		    0);
		assert_int_equal(one.count, i == 0 ? 8 : 9);
		assert_int_equal(all[i].count, one.count);
		for (j = 0; j < one.count; j++) {
			assert_int_equal(all[i].index[j], one.index[j]);
			assert_true(
			    all[i].items[j].value == one.items[j].value);
		}
		archive_points_release(&one);
		archive_points_release(&all[i]);
	}
	vec_free(&runs);
	vec_free(&catalog);
}

static void
expect_anchors(struct place *place, const char *suite, const char *machine,
    const char *const *cases, size_t count)
{
	struct archive_anchors anchors = {0};
	size_t i;

	assert_int_equal(archive_anchors(place->archive, suite, machine,
			     &place->arena, &anchors, &place->err),
	    0);
	assert_int_equal(anchors.count, count);
	for (i = 0; i < count; i++)
		assert_string_equal(anchors.items[i].case_id, cases[i]);
	vec_free(&anchors);
}

static void
anchor_is_kept_once(void **state)
{
	static const char *const seen[] = {"a", "b", "b"};
	static const char *const one[] = {"z"};
	const struct archive_anchor anchors[] = {
	    {"s", "m", "b", "time", "c1", "r1"},
	    /* Of the same commit: it stays put. */
	    {"s", "m", "b", "time", "c1", "r2"},
	    {"s", "m", "b", "time", NULL, "r3"},
	    {"s", "m", "b", "time", NULL, "r3"},
	    {"s", "m", "a", "time", "c1", "r1"},
	    {"s", "other", "x", "time", "c1", "r1"},
	    {NULL, NULL, "z", "time", "c1", "r1"},
	    {NULL, NULL, "z", "time", "c1", "r1"},
	};
	struct place *place = *state;
	uint64_t bytes;

	assert_int_equal(
	    archive_anchor_add(place->archive, anchors, 8, &place->err), 0);
	assert_int_equal(
	    archive_anchor_add(place->archive, anchors, 8, &place->err), 0);
	expect_anchors(place, "s", "m", seen, 3);
	expect_anchors(place, NULL, NULL, one, 1);
	assert_int_equal(
	    archive_anchor_clear(place->archive, "s", &place->err), 0);
	expect_anchors(place, "s", "m", NULL, 0);
	expect_anchors(place, NULL, NULL, one, 1);
	assert_int_equal(
	    archive_anchor_replace(place->archive, anchors, 1, 77, &place->err),
	    0);
	expect_anchors(place, NULL, NULL, NULL, 0);
	expect_anchors(place, "s", "m", seen + 1, 1);
	assert_int_equal(
	    archive_anchor_bytes(place->archive, &bytes, &place->err), 0);
	assert_int_equal(bytes, 77);
}

static void
what_is_taken_back_was_never_there(void **state)
{
	static const char *const kept[] = {"a"};
	struct place *place = *state;
	struct archive_run a = run_of("a", "2025"), b = run_of("b", "2026");

	add(place, &a, &parse_time, 1);
	assert_int_equal(archive_begin(place->archive, &place->err), 0);
	add(place, &b, &parse_hits, 1);
	archive_rollback(place->archive);
	expect_ids(place, NULL, kept, 1);
	archive_rollback(place->archive);
	assert_int_equal(archive_begin(place->archive, &place->err), 0);
	assert_int_equal(archive_commit(place->archive, &place->err), 0);
}

/* A NULL where none may be: the run fails, what came before it stays. */
static void
run_that_fails_leaves_nothing_of_itself(void **state)
{
	static const char *const kept[] = {"a", "c"};
	struct archive_value bad[] = {parse_time, parse_hits};
	struct place *place = *state;
	struct archive_run a = run_of("a", "2025"), b = run_of("b", "2026"),
			   c = run_of("c", "2027");
	struct archive_catalog catalog;

	bad[1].value = (double)NAN;
	assert_int_equal(
	    archive_add(place->archive, &b, bad, 2, &place->err), -1);
	assert_non_null(
	    strstr(place->err.text, archive_name(place->path, &place->arena)));
	assert_false(archive_is_damaged(place->archive));
	assert_int_equal(archive_begin(place->archive, &place->err), 0);
	add(place, &a, &parse_time, 1);
	assert_int_equal(
	    archive_add(place->archive, &b, bad, 2, &place->err), -1);
	add(place, &c, &parse_time, 1);
	assert_int_equal(archive_commit(place->archive, &place->err), 0);
	expect_ids(place, NULL, kept, 2);
	catalog = catalog_of(place, NULL);
	assert_int_equal(catalog.count, 1);
	vec_free(&catalog);
}

static void
copy_in_memory_leaves_the_original_alone(void **state)
{
	static const char *const first[] = {"a"};
	static const char *const both[] = {"a", "b"};
	struct place *place = *state;
	struct archive_run a = run_of("a", "2025"), b = run_of("b", "2026");
	struct archive *original = place->archive;

	add(place, &a, &parse_time, 1);
	if (archive_open_copy(&place->archive, original, &place->err) < 0)
		fail_msg("%s", place->err.text);
	add(place, &b, &parse_time, 1);
	expect_ids(place, NULL, both, 2);
	place_close(place);
	place->archive = original;
	expect_ids(place, NULL, first, 1);
}

static void
archive_in_memory_needs_no_file(void **state)
{
	static const char *const ids[] = {"a"};
	struct place *place = *state;
	struct archive_run a = run_of("a", "2025");

	place_close(place);
	open_at(place, NULL);
	add(place, &a, &parse_time, 1);
	expect_ids(place, NULL, ids, 1);
}

static void
sound_archive_has_no_faults_and_is_not_emptied(void **state)
{
	static const char *const ids[] = {"a"};
	struct place *place = *state;
	struct archive_run a = run_of("a", "2025");
	struct archive_faults faults = {0};

	add(place, &a, &parse_time, 1);
	assert_int_equal(
	    archive_verify(place->archive, &place->arena, &faults, &place->err),
	    0);
	assert_int_equal(faults.count, 0);
	assert_int_equal(archive_reset(place->path, &place->err), 0);
	expect_ids(place, NULL, ids, 1);
}

/* Adds count runs named after the number; the exit status is how it went. */
static pid_t
start_writer(struct place *place, const int gate[2], int number, int count)
{
	pid_t pid = fork();
	char id[32], nothing;
	struct archive_run run;
	struct archive *archive;
	enum archive_problem problem;
	int i;

	if (pid != 0)
		return pid;
	/* All begin at once: when nobody holds the other end any more. */
	close(gate[1]);
	if (read(gate[0], &nothing, 1) != 0)
		_exit(3);
	if (archive_open(&archive, place->path, false, &problem, &place->err) <
	    0)
		_exit(1);
	for (i = 0; i < count; i++) {
		snprintf(id, sizeof id, "w%d-%03d", number, i);
		run = run_of(id, id);
		if (archive_add(archive, &run, &parse_time, 1, &place->err) < 0)
			_exit(2);
	}
	archive_close(archive);
	_exit(0);
}

static void
several_writers_lose_nothing(void **state)
{
	enum { WRITERS = 4, RUNS = 20 };
	struct place *place = *state;
	struct archive_runs runs;
	struct archive_catalog catalog;
	int gate[2], status, i;

	/* They make the database, too, all at once. */
	place_close(place);
	if (archive_is_url(place->path))
		server_empty(place->path);
	else
		assert_int_equal(remove(place->path), 0);
	assert_int_equal(pipe(gate), 0);
	for (i = 0; i < WRITERS; i++)
		assert_true(start_writer(place, gate, i, RUNS) > 0);
	close(gate[0]);
	close(gate[1]);
	for (i = 0; i < WRITERS; i++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	open_at(place, place->path);
	runs = runs_of(place, "s");
	assert_int_equal(runs.count, WRITERS * RUNS);
	catalog = catalog_of(place, "s");
	assert_int_equal(catalog.count, 1);
	vec_free(&runs);
	vec_free(&catalog);
}

static void
tests_in_postgresql_need_a_server(void **state)
{
	(void)state;
	print_message("no PostgreSQL server can be started here\n");
	skip();
}

#define IN_SQLITE(name)                                                        \
	cmocka_unit_test_setup_teardown(name, place_make, place_remove)
#define IN_POSTGRESQL(name)                                                    \
	cmocka_unit_test_setup_teardown(name, make_shared, place_remove)

#define EVERYWHERE(CASE)                                                       \
	CASE(run_comes_back_as_it_was_added),                                  \
	    CASE(what_is_not_known_stays_unknown),                             \
	    CASE(values_come_back_to_the_last_digit),                          \
	    CASE(runs_are_in_order_of_start_then_id),                          \
	    CASE(run_of_the_same_id_is_replaced_whole),                        \
	    CASE(same_file_again_changes_nothing),                             \
	    CASE(key_of_a_removed_run_is_not_used_again),                      \
	    CASE(removed_run_takes_its_values_and_lonely_series_along),        \
	    CASE(series_is_what_its_newest_run_says),                          \
	    CASE(another_group_or_benchmark_is_the_same_series),               \
	    CASE(another_unit_or_suite_is_another_series),                     \
	    CASE(points_are_in_the_order_of_the_runs_asked_for),               \
	    CASE(all_points_at_once_are_those_of_each),                        \
	    CASE(anchor_is_kept_once),                                         \
	    CASE(what_is_taken_back_was_never_there),                          \
	    CASE(run_that_fails_leaves_nothing_of_itself),                     \
	    CASE(sound_archive_has_no_faults_and_is_not_emptied),              \
	    CASE(several_writers_lose_nothing)

int
main(void)
{
	const struct CMUnitTest in_sqlite[] = {
	    EVERYWHERE(IN_SQLITE),
	    IN_SQLITE(copy_in_memory_leaves_the_original_alone),
	    IN_SQLITE(archive_in_memory_needs_no_file),
	};
	const struct CMUnitTest in_postgresql[] = {EVERYWHERE(IN_POSTGRESQL)};
	const struct CMUnitTest skipped[] = {
	    cmocka_unit_test(tests_in_postgresql_need_a_server),
	};
	int failed =
	    cmocka_run_group_tests_name("SQLite", in_sqlite, NULL, NULL);

	server_start(&server);
	failed += server.url[0] == '\0'
		      ? cmocka_run_group_tests(skipped, NULL, NULL)
		      : cmocka_run_group_tests_name(
			    "PostgreSQL", in_postgresql, NULL, NULL);
	server_stop(&server);
	return failed;
}
