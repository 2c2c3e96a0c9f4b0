#include "collector/import_draft.h"

#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/moment.h"
#include "base/text.h"
#include "collector/case_id.h"
#include "collector/record_json.h"

enum { ID_DIGITS = 12, MACHINE_ID_DIGITS = 12 };

/* The year 2262: what 64 bits of nanoseconds hold. */
static const double MS_MAX = 9223372036000.0;

bool
import_milliseconds(double ms, int64_t *ns)
{
	if (!(ms >= 0 && ms < MS_MAX))
		return false;
	*ns = (int64_t)ms * 1000000;
	return true;
}

void
import_facts_add(struct import_facts *facts, const char *name, const char *text)
{
	struct fact fact = {name, text, false};
	size_t i;

	if (text == NULL || *text == '\0')
		return;
	for (i = 0; i < facts->items.count; i++)
		if (strcmp(facts->items.items[i].name, name) == 0)
			return;
	fact.name = arena_strdup(facts->arena, name);
	fact.text = arena_strdup(facts->arena, text);
	vec_push(&facts->items, fact);
}

struct facts
import_facts_done(struct import_facts *facts)
{
	size_t count = facts->items.count, bytes = count * sizeof(struct fact);
	struct fact *items = arena_alloc(facts->arena, bytes);

	if (count > 0)
		memcpy(items, facts->items.items, bytes);
	vec_free(&facts->items);
	return (struct facts){items, count};
}

static void
add_part(struct buf *text, const char *part)
{
	buf_add_string(text, part == NULL ? "" : part);
	/* No part holds a NUL, so no two lists of parts read the same. */
	buf_add_char(text, '\0');
}

static const char *
run_id(struct arena *arena, const struct import_origin *origin)
{
	char stamp[MOMENT_TEXT_BYTES], hex[DIGEST_TEXT_BYTES];
	struct buf text = {0};

	add_part(&text, origin->format);
	add_part(&text, origin->commit);
	add_part(&text, origin->machine);
	add_part(&text, origin->branch);
	add_part(&text, origin->part);
	moment_print(origin->started_ns, stamp);
	add_part(&text, stamp);
	digest_text(text.text, text.length, hex);
	buf_release(&text);
	moment_print_compact(origin->started_ns, stamp);
	return arena_printf(arena, "%s-%.*s", stamp, ID_DIGITS, hex);
}

/* The id that --host-class gives a machine that perfolio measures on. */
static struct facts
machine_of(
    struct arena *arena, const char *host_class, const struct facts *known)
{
	struct import_facts facts = {.arena = arena};
	char hex[DIGEST_TEXT_BYTES];
	struct buf text = {0};
	size_t i;

	buf_addf(&text, "class %s", host_class);
	digest_text(text.text, text.length, hex);
	buf_release(&text);
	hex[MACHINE_ID_DIGITS] = '\0';
	import_facts_add(&facts, "id", hex);
	import_facts_add(&facts, "host_class", host_class);
	for (i = 0; i < known->count; i++)
		import_facts_add(
		    &facts, known->items[i].name, known->items[i].text);
	return import_facts_done(&facts);
}

static void
join_labels(struct arena *arena, const struct import_origin *origin,
    const struct record_run *here, struct record_run *run)
{
	size_t own = origin->label_count, given = here->label_count;
	struct pair *labels =
	    arena_alloc(arena, (own + given) * sizeof *labels);
	size_t i, j, count = 0;

	for (i = 0; i < given; i++)
		labels[count++] = here->labels[i];
	for (i = 0; i < own; i++) {
		for (j = 0; j < given; j++)
			if (strcmp(origin->labels[i].name, labels[j].name) == 0)
				break;
		if (j == given)
			labels[count++] = origin->labels[i];
	}
	run->labels = labels;
	run->label_count = count;
}

static void
fill(struct record_run *run, struct arena *arena,
    const struct import_origin *origin, const struct import_options *options)
{
	const char *host_class = options->host_class;
	char text[MOMENT_TEXT_BYTES];

	if (host_class == NULL)
		host_class =
		    origin->machine == NULL ? origin->format : origin->machine;
	*run = (struct record_run){.id = run_id(arena, origin),
	    .suite = origin->suite,
	    .project = origin->project,
	    .version = origin->version,
	    .tool = origin->tool,
	    .vcs_commit = origin->commit,
	    .vcs_branch =
		origin->branch == NULL ? options->branch : origin->branch,
	    .machine = machine_of(arena, host_class, &origin->machine_facts),
	    .environment = origin->environment};
	moment_print(origin->started_ns, text);
	run->started = arena_strdup(arena, text);
	if (origin->commit != NULL && origin->has_commit_time) {
		moment_print(origin->commit_ns, text);
		run->vcs_time = arena_strdup(arena, text);
	}
	join_labels(arena, origin, options->here, run);
}

int
import_draft_begin(struct import_draft *draft,
    const struct import_origin *origin, const struct import_options *options,
    struct err *err)
{
	struct record_run header;
	int result;

	fill(&header, &draft->arena, origin, options);
	result =
	    draft->target->begin(draft->target, &header, &draft->sink, err);
	draft->is_broken = result < 0;
	return result;
}

static int
compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static int
put_line(
    struct import_draft *draft, const struct record_case *line, struct err *err)
{
	draft->is_broken = sink_put_case(draft->sink, line, err) < 0;
	return draft->is_broken ? -1 : 0;
}

/* One launch; lines of at most RECORD_VALUES_MAX values a metric. */
static int
put_launch(struct import_draft *draft, const char *id, uint64_t launch,
    const struct import_case *of, struct err *err)
{
	size_t bytes = of->value_count * sizeof(struct record_values);
	struct record_values *part = arena_alloc(&draft->arena, bytes);
	struct record_samples line = {
	    .case_id = id, .round = launch, .launch = launch, .metrics = part};
	size_t from = 0, i, left;

	do {
		line.has_more = false;
		line.metric_count = 0;
		for (i = 0; i < of->value_count; i++) {
			if (of->values[i].count <= from)
				continue;
			left = of->values[i].count - from;
			line.has_more |= left > RECORD_VALUES_MAX;
			part[line.metric_count++] = (struct record_values){
			    of->values[i].metric, of->values[i].values + from,
			    left > RECORD_VALUES_MAX ? RECORD_VALUES_MAX
						     : left};
		}
		from += RECORD_VALUES_MAX;
		if (line.metric_count > 0 &&
		    sink_put_samples(draft->sink, &line, err) < 0) {
			draft->is_broken = true;
			return -1;
		}
	} while (line.has_more);
	return 0;
}

static struct import_seen *
case_seen(
    struct import_draft *draft, const char *id, const struct import_case *of)
{
	struct import_seen *seen;
	size_t at;

	if (map_get(&draft->index, id, &at))
		return &draft->cases.items[at];
	map_put(&draft->index, id, draft->cases.count);
	seen = vec_add(&draft->cases);
	seen->metric = arena_strdup(&draft->arena, of->metrics[0].name);
	seen->unit = arena_strdup(&draft->arena, of->metrics[0].unit);
	return seen;
}

static const char *
case_name(struct import_draft *draft, const struct import_case *of,
    const struct pair **params)
{
	size_t bytes = of->param_count * sizeof(struct pair);
	struct pair *sorted = arena_alloc(&draft->arena, bytes);
	struct buf id = {0};
	const char *name;

	if (of->param_count > 0) {
		memcpy(sorted, of->params, bytes);
		qsort(sorted, of->param_count, sizeof *sorted, compare_pairs);
	}
	case_id_add(&id, of->group, of->benchmark, sorted, of->param_count);
	name = arena_strdup(&draft->arena, buf_text(&id));
	buf_release(&id);
	*params = sorted;
	return name;
}

int
import_draft_put(
    struct import_draft *draft, const struct import_case *of, struct err *err)
{
	const struct pair *params;
	const char *id = case_name(draft, of, &params);
	const char **judged =
	    arena_alloc(&draft->arena, of->metric_count * sizeof *judged);
	struct import_seen *seen = case_seen(draft, id, of);
	bool is_ok = of->status <= CASE_STATUS_OK;
	bool is_launch = of->status != CASE_STATUS_SKIPPED;
	struct record_case line = {.id = id,
	    .group = of->group,
	    .benchmark = of->benchmark,
	    .params = params,
	    .param_count = of->param_count,
	    .has_params = of->param_count > 0,
	    .metrics = of->metrics,
	    .metric_count = of->metric_count,
	    .judged = judged,
	    .has_warmed = true,
	    .is_warmed = true,
	    .message = of->message};
	size_t i;

	if (strcmp(seen->metric, of->metrics[0].name) == 0 &&
	    strcmp(seen->unit, of->metrics[0].unit) != 0)
		return err_set(err,
		    "\"%.80s\" is there twice, in the units \"%.20s\" and "
		    "\"%.20s\"",
		    id, seen->unit, of->metrics[0].unit);
	seen->launches += is_launch;
	seen->failed += is_launch && !is_ok;
	/* That one of several launches failed does not undo the others. */
	line.status = is_ok || seen->failed < seen->launches ? CASE_STATUS_OK
							     : of->status;
	line.has_launches = true;
	line.launches = seen->launches;
	line.failed = seen->failed;
	line.judged_count = of->is_every_metric_judged ? of->metric_count : 1;
	for (i = 0; i < line.judged_count; i++)
		judged[i] = of->metrics[i].name;
	if (put_line(draft, &line, err) < 0)
		return -1;
	return put_launch(draft, id, seen->launches, of, err);
}

static void
reset(struct import_draft *draft)
{
	draft->sink = NULL;
	draft->cases.count = 0;
	map_release(&draft->index);
	arena_reset(&draft->arena);
}

int
import_draft_finish(struct import_draft *draft, struct err *err)
{
	int result = 0;

	if (draft->cases.count == 0)
		draft->target->drop(draft->target);
	else
		result = draft->target->finish(draft->target, err);
	draft->is_broken = result < 0;
	if (result != 0)
		return -1;
	reset(draft);
	return 0;
}

int
import_draft_give_up(struct import_draft *draft, struct err *err)
{
	int result = draft->is_broken ? -1 : 0;

	if (draft->sink != NULL)
		draft->target->drop(draft->target);
	if (!draft->is_broken) {
		draft->target->fault(draft->target, err);
		*err = (struct err){0};
	}
	reset(draft);
	return result;
}

void
import_draft_release(struct import_draft *draft)
{
	map_release(&draft->index);
	vec_free(&draft->cases);
	arena_release(&draft->arena);
}
