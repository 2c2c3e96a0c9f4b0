#include "cli/run_tally.h"

#include <string.h>

#include "base/random.h"
#include "collector/record.h"

static struct run_tally_line *
line_of(struct run_tally *tally, const char *case_id, const char *metric)
{
	struct run_tally_line line = {0};
	size_t place;

	buf_reset(&tally->name);
	buf_addf(&tally->name, "%s %s", case_id, metric);
	if (map_get(&tally->places, tally->name.text, &place))
		return &tally->lines.items[place];
	line.name = arena_strdup(&tally->arena, tally->name.text);
	map_put(&tally->places, line.name, tally->lines.count);
	vec_push(&tally->lines, line);
	return &tally->lines.items[tally->lines.count - 1];
}

static void
digest_add(uint64_t *digest, double number)
{
	struct random mix;
	uint64_t bits;

	number += 0.0; /* -0 is 0 */
	memcpy(&bits, &number, sizeof bits);
	mix.state = *digest ^ bits;
	*digest = random_next(&mix);
}

static int
put(struct sink *sink, const struct record *record, struct err *err)
{
	struct run_tally *tally = (struct run_tally *)sink;
	const struct record_samples *samples;
	const struct record_values *values;
	struct run_tally_line *line;
	size_t i, j;

	(void)err;
	if (record->type != RECORD_SAMPLES)
		return 0;
	samples = record->u.samples;
	for (i = 0; i < samples->metric_count; i++) {
		values = &samples->metrics[i];
		line = line_of(tally, samples->case_id, values->metric);
		line->count += values->count;
		for (j = 0; j < values->count; j++) {
			digest_add(&line->digest, values->values[j]);
			digest_add(&line->digest, j < samples->iteration_count
						      ? samples->iterations[j]
						      : 1);
		}
	}
	return 0;
}

void
run_tally_init(struct run_tally *tally)
{
	*tally = (struct run_tally){.sink.put = put};
}

void
run_tally_release(struct run_tally *tally)
{
	vec_free(&tally->lines);
	map_release(&tally->places);
	buf_release(&tally->name);
	arena_release(&tally->arena);
}

static bool
is_same(const struct run_tally_line *a, const struct run_tally_line *b)
{
	return a->count == b->count && a->digest == b->digest;
}

size_t
run_tally_compare(const struct run_tally *tally, const struct run_tally *stored,
    const char **first)
{
	size_t others = 0, place, i;

	*first = NULL;
	for (i = 0; i < tally->lines.count; i++) {
		const struct run_tally_line *line = &tally->lines.items[i];

		if (map_get(&stored->places, line->name, &place) &&
		    is_same(line, &stored->lines.items[place]))
			continue;
		if (others++ == 0)
			*first = line->name;
	}
	return others;
}
