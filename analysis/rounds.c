#include "analysis/rounds.h"

#include <math.h>

#include "analysis/warmup.h"

static double
mean_log(const double *values, size_t count)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < count; i++)
		sum += log(values[i]);
	return sum / (double)count;
}

/* Launches as rounds of their own, one behind the other. */
static size_t
write_launches(const struct series_metric *metric, struct round_log *items)
{
	const double *values = metric->values.items;
	const struct span *span;
	size_t i, count = 0;
	uint32_t j;

	for (i = 0; i < metric->spans.count; i++) {
		span = &metric->spans.items[i];
		for (j = 0; j < span->launches; j++) {
			items[count++] = (struct round_log){
			    span->round + j, mean_log(values, span->count)};
			values += span->count;
		}
	}
	return count;
}

static double
noise_of(const struct rounds *rounds, const struct series_metric *metric)
{
	double sum = 0, relative;
	size_t i;

	if (rounds->count == 0)
		return 0;
	for (i = 0; i < rounds->count; i++)
		sum += rounds->items[i].log;
	relative = series_step(metric) / exp(sum / (double)rounds->count);
	return relative * relative / 12;
}

/* Joins the launches of a round and drops the rounds that failed. */
struct rounds
rounds_of(const struct series_case *kept, const struct series_metric *metric)
{
	const uint32_t *failed = kept->failed_rounds.items;
	size_t failures = kept->failed_rounds.count, from = 0, to, launches;
	struct series_metric room = {0};
	struct rounds rounds = {0};
	double sum;

	metric = warmup_without(metric, &room);
	launches = spans_launches(&metric->spans);
	rounds.items = xmalloc((launches + 1) * sizeof *rounds.items);
	write_launches(metric, rounds.items);
	for (; from < launches; from = to) {
		sum = 0;
		for (to = from; to < launches && rounds.items[to].round ==
						     rounds.items[from].round;
		     to++)
			sum += rounds.items[to].log;
		while (failures > 0 && *failed < rounds.items[from].round) {
			failed++;
			failures--;
		}
		if (failures > 0 && *failed == rounds.items[from].round)
			continue;
		rounds.items[rounds.count].round = rounds.items[from].round;
		rounds.items[rounds.count++].log = sum / (double)(to - from);
	}
	rounds.noise = noise_of(&rounds, metric);
	warmup_release(&room);
	return rounds;
}

void
rounds_release(struct rounds *rounds)
{
	free(rounds->items);
	*rounds = (struct rounds){0};
}

/* NULL: it has no such round. */
static const struct round_log *
find(const struct rounds *rounds, uint32_t round)
{
	size_t low = 0, high = rounds->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (rounds->items[middle].round < round)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == rounds->count || rounds->items[low].round != round)
		return NULL;
	return &rounds->items[low];
}

/* The longer one is searched, so that many short ones against it are cheap. */
size_t
rounds_match(const struct rounds *rounds, const struct rounds *other,
    double *logs, double *others)
{
	const struct round_log *found;
	size_t i, count = 0;

	if (rounds->count > other->count)
		return rounds_match(other, rounds, others, logs);
	for (i = 0; i < rounds->count; i++) {
		found = find(other, rounds->items[i].round);
		if (found == NULL)
			continue;
		logs[count] = rounds->items[i].log;
		others[count++] = found->log;
	}
	return count;
}
