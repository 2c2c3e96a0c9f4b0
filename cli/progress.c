#include "cli/progress.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/text.h"
#include "base/unit.h"

enum {
	BAR_CHARACTERS = 20,
	ID_CHARACTERS = 34,
	TERMINAL_INTERVAL_MS = 100,
	PIPE_INTERVAL_MS = 10000
};

/* Launches of a case that are made, and that will be as far as one can tell. */
static void
count_launches(const struct collect_case *state, double *made, double *expected)
{
	uint64_t launches = state->done.launches;

	*made = (double)launches;
	*expected = state->done.is_ended || state->expected <= launches
			? (double)launches
			: (double)state->expected;
	if (!state->done.is_ended && *expected == *made)
		*expected += 1;
}

/*
 * Expected time of the launches still to be made: each case at its own mean,
 * one without a launch yet at the mean of the others. False while unknown.
 */
static bool
time_left(const struct collect *collect, double *ns)
{
	const struct collect_case *state;
	double known_ns = 0, mean_total = 0, unknown = 0, made, expected, mean;
	uint64_t means = 0;
	size_t i;

	for (i = 0; i < collect->plan->case_count; i++) {
		state = &collect->cases[i];
		count_launches(state, &made, &expected);
		if (state->done.is_ended)
			continue;
		if (made < 1) {
			unknown += expected;
			continue;
		}
		mean = (state->elapsed_ns > 0 ? state->elapsed_ns
					      : state->spent_ns) /
		       made;
		mean_total += mean;
		known_ns += mean * (expected - made);
		means++;
	}
	if (means == 0)
		return false;
	*ns = known_ns + mean_total / (double)means * unknown;
	return true;
}

static double
share_done(const struct collect *collect)
{
	double made, expected, all_made = 0, all_expected = 0;
	size_t i;

	for (i = 0; i < collect->plan->case_count; i++) {
		count_launches(&collect->cases[i], &made, &expected);
		all_made += made;
		all_expected += expected;
	}
	return all_expected > 0 ? all_made / all_expected : 0;
}

static void
add_time(struct buf *line, double ns)
{
	struct unit_scale scale = unit_scale_for("ns", ns);

	unit_add_number(line, ns / scale.divisor,
	    unit_decimals_plain(ns / scale.divisor) - 1);
	buf_addf(line, " %s", scale.name);
}

static void
add_left(struct buf *line, double ns)
{
	unsigned long seconds = (unsigned long)(ns / 1e9 + 0.5);

	if (seconds >= 3600)
		buf_addf(line, "%lu h %02lu min left", seconds / 3600,
		    seconds / 60 % 60);
	else if (seconds >= 60)
		buf_addf(
		    line, "%lu min %02lu s left", seconds / 60, seconds % 60);
	else
		buf_addf(line, "%lu s left", seconds);
}

static void
add_bar(struct buf *line, double share)
{
	int i, full = (int)(share * BAR_CHARACTERS);

	for (i = 0; i < BAR_CHARACTERS; i++)
		buf_add_string(line, i < full ? "█" : "░");
	buf_addf(line, " %3d %%  ", (int)(share * 100));
}

static void
compose(struct progress *progress, const struct collect *collect, size_t index,
    uint64_t round)
{
	const struct collect_case *state = &collect->cases[index];
	struct buf *line = &progress->line;
	double ns, share = share_done(collect);

	buf_reset(line);
	if (progress->is_terminal)
		add_bar(line, share);
	else
		buf_addf(line, "perfolio: %3d %%, ", (int)(share * 100));
	buf_addf(line, "round %llu  ", (unsigned long long)round);
	text_printable(
	    line, collect->plan->cases[index].record.id, ID_CHARACTERS);
	if (state->done.launches > 0) {
		buf_add_string(line, "  ");
		add_time(line, state->spent_ns / (double)state->done.launches);
	}
	if (time_left(collect, &ns)) {
		buf_add_string(line, "  ");
		add_left(line, ns);
	}
}

/* Cut to the terminal's width, so that it stays one line. */
static void
show(struct progress *progress)
{
	struct buf cut = {0};

	if (!progress->is_terminal) {
		fprintf(progress->out, "%s\n", progress->line.text);
		return;
	}
	text_printable(&cut, progress->line.text, progress->columns - 1);
	fprintf(progress->out, "\r\033[K%s", cut.text);
	fflush(progress->out);
	buf_release(&cut);
}

static bool
is_due(struct progress *progress)
{
	uint64_t now = moment_clock_ns();
	uint64_t interval_ms =
	    progress->is_terminal ? TERMINAL_INTERVAL_MS : PIPE_INTERVAL_MS;

	if (progress->is_quiet ||
	    now - progress->shown_ns < interval_ms * 1000000)
		return false;
	progress->shown_ns = now;
	return true;
}

static void
launching(struct collect_watcher *watcher, const struct collect *collect,
    size_t index, uint64_t round)
{
	struct progress *progress = (struct progress *)watcher;

	if (!is_due(progress))
		return;
	compose(progress, collect, index, round);
	show(progress);
}

static void
preparing(struct collect_watcher *watcher, const char *what)
{
	struct progress *progress = (struct progress *)watcher;

	if (progress->is_quiet)
		return;
	buf_reset(&progress->line);
	buf_addf(&progress->line, "perfolio: the suite's %s …", what);
	show(progress);
}

void
progress_init(struct progress *progress, bool is_quiet)
{
	const char *term = getenv("TERM");
	struct winsize size = {0};

	*progress = (struct progress){
	    .watcher = {.launching = launching, .preparing = preparing},
	    .out = stderr,
	    .is_quiet = is_quiet,
	    .columns = 80};
	progress->is_terminal =
	    isatty(STDERR_FILENO) && term != NULL && strcmp(term, "dumb") != 0;
	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20)
		progress->columns = size.ws_col;
	progress->shown_ns = moment_clock_ns();
}

void
progress_end(struct progress *progress)
{
	if (progress->is_terminal && !progress->is_quiet) {
		fputs("\r\033[K", progress->out);
		fflush(progress->out);
	}
	buf_release(&progress->line);
}
