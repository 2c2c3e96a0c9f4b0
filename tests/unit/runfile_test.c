#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "collector/record_json.h"
#include "collector/runfile.h"

#define RUN "{\"type\":\"run\",\"format\":1,\"id\":\"r\"}\n"
#define CASE "{\"type\":\"case\",\"case\":\"a\",\"status\":\"planned\"}\n"
#define SAMPLES                                                                \
	"{\"type\":\"samples\",\"case\":\"a\",\"round\":1,\"launch\":1,"       \
	"\"values\":{\"time\":[1]}}\n"

/* Counts what it is given and keeps the last samples line. */
struct counter {
	struct sink sink;
	int runs, cases, samples, notes, systems, ends;
	struct record_system system; /* the last one */
	double last_value;
	uint64_t last_launch;
	bool is_failed, has_short_case;
};

static int
count(struct sink *sink, const struct record *record, struct err *err)
{
	struct counter *counter = (struct counter *)sink;
	const struct record_samples *samples = record->u.samples;

	(void)err;
	counter->runs += record->type == RECORD_RUN;
	counter->cases += record->type == RECORD_CASE;
	counter->notes += record->type == RECORD_NOTE;
	counter->ends += record->type == RECORD_END;
	counter->systems += record->type == RECORD_SYSTEM;
	if (record->type == RECORD_SYSTEM)
		counter->system = *record->u.system;
	if (record->type != RECORD_SAMPLES)
		return 0;
	counter->samples++;
	counter->is_failed = samples->is_failed;
	counter->last_launch = samples->launch;
	counter->has_short_case = samples->short_case != NULL;
	if (samples->metric_count > 0)
		counter->last_value = samples->metrics[0].values[0];
	return 0;
}

struct read {
	struct counter counter;
	struct runfile_facts facts;
	struct err err;
	int result;
};

/* Reads text as a run file. */
static struct read
read_text(const char *text)
{
	struct read read = {.counter.sink.put = count};
	char path[] = "/tmp/perfolio-runfile-XXXXXX";
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(file_write_all(fd, text, strlen(text), &read.err), 0);
	close(fd);
	read.result =
	    runfile_read(path, &read.counter.sink, &read.facts, &read.err);
	unlink(path);
	return read;
}

static void
whole_file_gives_every_record(void **state)
{
	struct read read = read_text(RUN CASE SAMPLES
	    "{\"type\":\"note\",\"level\":\"info\",\"text\":\"t\"}\n"
	    "{\"type\":\"end\",\"lines\":5}\n");

	(void)state;
	assert_int_equal(read.result, 0);
	assert_int_equal(read.counter.runs, 1);
	assert_int_equal(read.counter.cases, 1);
	assert_int_equal(read.counter.samples, 1);
	assert_int_equal(read.counter.notes, 1);
	assert_true(read.facts.is_ended);
	assert_false(read.facts.is_torn);
	assert_int_equal(read.facts.lines, 5);
}

static void
torn_last_line_is_dropped(void **state)
{
	struct read read = read_text(RUN CASE SAMPLES "{\"type\":\"samp");

	(void)state;
	assert_int_equal(read.result, 0);
	assert_true(read.facts.is_torn);
	assert_int_equal(read.counter.samples, 1);
	assert_int_equal(read.facts.lines, 3);
	assert_int_equal(read.facts.bytes, strlen(RUN CASE SAMPLES));
}

static void
last_line_without_newline_is_dropped_though_it_reads_well(void **state)
{
	struct read read =
	    read_text(RUN CASE "{\"type\":\"samples\","
			       "\"case\":\"a\",\"values\":{\"time\":[1]}}");

	(void)state;
	assert_int_equal(read.result, 0);
	assert_true(read.facts.is_torn);
	assert_int_equal(read.counter.samples, 0);
}

static void
unreadable_last_line_is_dropped(void **state)
{
	struct read read = read_text(RUN CASE "rubbish\n");

	(void)state;
	assert_int_equal(read.result, 0);
	assert_true(read.facts.is_torn);
	assert_int_equal(read.facts.lines, 2);
}

static void
bad_line_in_the_middle_is_an_error_with_its_number(void **state)
{
	struct read read = read_text(RUN CASE "rubbish\n" SAMPLES);

	(void)state;
	assert_int_equal(read.result, -1);
	assert_non_null(strstr(read.err.text, ":3: "));
}

static void
wrong_type_in_the_middle_names_the_key(void **state)
{
	struct read read =
	    read_text(RUN "{\"type\":\"case\",\"case\":7}\n" SAMPLES);

	(void)state;
	assert_int_equal(read.result, -1);
	assert_non_null(strstr(read.err.text, ":2: "));
	assert_non_null(strstr(read.err.text, "\"case\" must be text"));
}

static void
unknown_types_and_keys_are_skipped(void **state)
{
	struct read read = read_text(
	    RUN "{\"type\":\"weather\",\"sun\":1}\n"
		"{\"type\":\"note\",\"text\":\"t\",\"colour\":[1,2]}\n");

	(void)state;
	assert_int_equal(read.result, 0);
	assert_int_equal(read.counter.notes, 1);
}

static void
other_format_is_refused(void **state)
{
	struct read read =
	    read_text("{\"type\":\"run\",\"format\":2,\"id\":\"r\"}\n" CASE);

	(void)state;
	assert_int_equal(read.result, -1);
	assert_non_null(strstr(read.err.text, "format 2"));
}

static void
other_files_are_no_run_file(void **state)
{
	struct read read = read_text("{\"results\":[]}\n{}\n");
	struct read empty = read_text("");

	(void)state;
	assert_int_equal(read.result, -1);
	assert_non_null(strstr(read.err.text, "is no run file"));
	assert_int_equal(empty.result, -1);
	assert_non_null(strstr(empty.err.text, "is empty"));
}

static void
nan_and_infinity_are_refused(void **state)
{
	struct read read = read_text(RUN CASE
	    "{\"type\":\"samples\",\"case\":\"a\",\"values\":{\"time\":"
	    "[1e999]}}\n" SAMPLES);

	(void)state;
	assert_int_equal(read.result, -1);
	assert_non_null(strstr(read.err.text, "finite"));
}

static void
launch_without_values_failed(void **state)
{
	struct read read = read_text(RUN CASE
	    "{\"type\":\"samples\",\"case\":\"a\",\"launch\":4,\"signal\":11,"
	    "\"values\":{}}\n");

	(void)state;
	assert_int_equal(read.result, 0);
	assert_true(read.counter.is_failed);
	assert_int_equal(read.counter.last_launch, 4);
}

static void
short_form_carries_its_case(void **state)
{
	struct read read = read_text(
	    RUN "{\"type\":\"samples\","
		"\"benchmark\":\"b\",\"metric\":\"time\",\"unit\":\"ns\","
		"\"values\":[12.5]}\n");

	(void)state;
	assert_int_equal(read.result, 0);
	assert_true(read.counter.has_short_case);
	assert_near(read.counter.last_value, 12.5, 0);
}

/* What is written is read back as it was. */
static void
written_records_are_read_back(void **state)
{
	static const double values[] = {0.1, 1e300, 123456789};
	struct record_run run = {.id = "r\"1\"", .suite = "s\n"};
	struct metric metric = {.name = "t", .unit = "ns"};
	struct record_case line = {.id = "a",
	    .status = CASE_STATUS_PLANNED,
	    .metrics = &metric,
	    .metric_count = 1};
	struct record_values of = {"t", values, 3};
	struct record_samples samples = {.case_id = "a",
	    .launch = 1,
	    .round = 1,
	    .metrics = &of,
	    .metric_count = 1};
	struct read read = {.counter.sink.put = count};
	struct runfile file;
	char path[] = "/tmp/perfolio-runfile-XXXXXX";

	(void)state;
	close(mkstemp(path));
	unlink(path);
	assert_int_equal(runfile_create(&file, path, &read.err), 0);
	assert_int_equal(sink_put_run(&file.sink, &run, &read.err), 0);
	assert_int_equal(sink_put_case(&file.sink, &line, &read.err), 0);
	assert_int_equal(sink_put_samples(&file.sink, &samples, &read.err), 0);
	assert_int_equal(runfile_end(&file, &read.err), 0);
	runfile_close(&file);
	assert_int_equal(runfile_create(&file, path, &read.err), -1);
	assert_int_equal(
	    runfile_read(path, &read.counter.sink, &read.facts, &read.err), 0);
	assert_near(read.counter.last_value, 0.1, 0);
	assert_true(read.facts.is_ended);
	assert_int_equal(read.facts.lines, 4);
	unlink(path);
}

static void
system_line_gives_its_numbers_and_nan_for_those_that_are_absent(void **state)
{
	struct read read = read_text(
	    RUN "{\"type\":\"system\",\"round\":7,\"start\":10,\"end\":30,"
		"\"load\":1.5,\"others\":0.25,\"throttled\":3,"
		"\"weather\":\"fine\",\"io_stall\":null}\n");
	const struct record_system *system = &read.counter.system;

	(void)state;
	assert_int_equal(read.result, 0);
	assert_int_equal(read.counter.systems, 1);
	assert_int_equal(system->round, 7);
	assert_int_equal(system->start_ns, 10);
	assert_int_equal(system->end_ns, 30);
	assert_near(system->load, 1.5, 0);
	assert_near(system->others, 0.25, 0);
	assert_near(system->throttled, 3, 0);
	assert_true(isnan(system->stolen));
	assert_true(isnan(system->cpu_stall));
	assert_true(isnan(system->io_stall));
	assert_true(isnan(system->memory_stall));
	assert_true(isnan(system->clock_hz));
}

static void
impossible_system_lines_are_errors_with_their_key(void **state)
{
	static const struct {
		const char *members, *message;
	} cases[] = {
	    {"\"load\":\"high\"", "\"load\" must be a number"},
	    {"\"others\":1.5", "\"others\" must be from 0 to 1"},
	    {"\"stolen\":-0.1", "\"stolen\" must not be negative"},
	    {"\"round\":1.5", "\"round\" must be a whole number"},
	    {"\"start\":9,\"end\":8", "\"end\" lies before \"start\""},
	};
	struct read read;
	char text[256];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		snprintf(text, sizeof text,
		    RUN "{\"type\":\"system\",%s}\n" CASE, cases[i].members);
		read = read_text(text);
		assert_int_equal(read.result, -1);
		assert_non_null(strstr(read.err.text, ":2: "));
		assert_non_null(strstr(read.err.text, cases[i].message));
	}
}

static void
written_system_line_is_read_back_without_what_is_not_available(void **state)
{
	struct record_run run = {.id = "r", .suite = "s"};
	struct record_system system = {.round = 3,
	    .start_ns = 5,
	    .end_ns = 1000000007,
	    .load = 0.1,
	    .others = 1,
	    .stolen = (double)NAN,
	    .cpu_stall = 0,
	    .io_stall = (double)NAN,
	    .memory_stall = (double)NAN,
	    .throttled = (double)NAN,
	    .clock_hz = 3.4e9};
	struct read read = {.counter.sink.put = count};
	const struct record_system *seen = &read.counter.system;
	struct runfile file;
	struct buf text = {0};
	char path[] = "/tmp/perfolio-runfile-XXXXXX";

	(void)state;
	close(mkstemp(path));
	unlink(path);
	assert_int_equal(runfile_create(&file, path, &read.err), 0);
	assert_int_equal(sink_put_run(&file.sink, &run, &read.err), 0);
	assert_int_equal(sink_put_system(&file.sink, &system, &read.err), 0);
	assert_int_equal(runfile_end(&file, &read.err), 0);
	runfile_close(&file);
	assert_int_equal(file_read(path, &text, &read.err), 0);
	assert_non_null(
	    strstr(text.text, "{\"type\":\"system\",\"round\":3,\"start\":5,"
			      "\"end\":1000000007,\"load\":0.1,\"others\":1,"
			      "\"cpu_stall\":0,\"clock_hz\":3400000000}\n"));
	assert_int_equal(
	    runfile_read(path, &read.counter.sink, &read.facts, &read.err), 0);
	assert_int_equal(seen->end_ns, 1000000007);
	assert_near(seen->load, 0.1, 0);
	assert_near(seen->cpu_stall, 0, 0);
	assert_true(isnan(seen->stolen));
	buf_release(&text);
	unlink(path);
}

static int
take_steps(struct sink *sink, const struct record *record, struct err *err)
{
	const struct record_case *line = record->u.case_line;

	(void)err;
	(void)sink;
	if (record->type != RECORD_CASE)
		return 0;
	assert_int_equal(line->step_count, 2);
	assert_string_equal(line->steps[0].name, "init");
	assert_int_equal(line->steps[0].command_count, 2);
	assert_string_equal(line->steps[0].command[1], "a b");
	assert_string_equal(line->steps[1].name, "test");
	assert_int_equal(line->steps[1].command_count, 0);
	return 0;
}

static void
written_steps_are_read_back(void **state)
{
	static const char *const command[] = {"./tool", "a b"};
	static const struct record_step steps[] = {
	    {"init", command, 2}, {"test", NULL, 0}};
	const struct record_case line = {.id = "a",
	    .status = CASE_STATUS_PLANNED,
	    .steps = steps,
	    .step_count = 2};
	const struct record record = {RECORD_CASE, {.case_line = &line}};
	struct runfile_facts facts;
	struct sink sink = {.put = take_steps};
	struct buf text = {0};
	struct err err = {{0}};
	char path[] = "/tmp/perfolio-runfile-XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	buf_add_string(&text, RUN);
	record_print(&record, &text);
	assert_non_null(strstr(text.text,
	    "\"steps\":[{\"name\":\"init\",\"command\":[\"./tool\",\"a "
	    "b\"]},{\"name\":\"test\",\"command\":[]}]"));
	assert_int_equal(file_write_all(fd, text.text, text.length, &err), 0);
	close(fd);
	assert_int_equal(runfile_read(path, &sink, &facts, &err), 0);
	unlink(path);
	buf_release(&text);
}

static void
steps_without_a_name_are_an_error(void **state)
{
	struct read read =
	    read_text(RUN "{\"type\":\"case\",\"case\":\"a\",\"steps\":[{"
			  "\"name\":\"x\"},{}]}\n" SAMPLES);

	(void)state;
	assert_int_equal(read.result, -1);
	assert_non_null(strstr(read.err.text, "step 2: \"name\" is missing"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(written_steps_are_read_back),
	    cmocka_unit_test(steps_without_a_name_are_an_error),
	    cmocka_unit_test(whole_file_gives_every_record),
	    cmocka_unit_test(torn_last_line_is_dropped),
	    cmocka_unit_test(
		last_line_without_newline_is_dropped_though_it_reads_well),
	    cmocka_unit_test(unreadable_last_line_is_dropped),
	    cmocka_unit_test(
		bad_line_in_the_middle_is_an_error_with_its_number),
	    cmocka_unit_test(wrong_type_in_the_middle_names_the_key),
	    cmocka_unit_test(unknown_types_and_keys_are_skipped),
	    cmocka_unit_test(other_format_is_refused),
	    cmocka_unit_test(other_files_are_no_run_file),
	    cmocka_unit_test(nan_and_infinity_are_refused),
	    cmocka_unit_test(launch_without_values_failed),
	    cmocka_unit_test(short_form_carries_its_case),
	    cmocka_unit_test(written_records_are_read_back),
	    cmocka_unit_test(
		system_line_gives_its_numbers_and_nan_for_those_that_are_absent),
	    cmocka_unit_test(impossible_system_lines_are_errors_with_their_key),
	    cmocka_unit_test(
		written_system_line_is_read_back_without_what_is_not_available),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
