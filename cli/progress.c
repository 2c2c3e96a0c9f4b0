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

/*
 * Expected time of the launches still to be made: each case at its own mean,
 * one without a launch yet at the mean of the others. False while unknown.
 */
static bool
time_left(const struct collect *collect, double *ns)
{
	const struct collect_case *state;
	double known_ns = 0, mean_total = 0;
	uint64_t unknown = 0, means = 0, left;
	size_t i;

	for (i = 0; i < collect->plan->case_count; i++) {
		state = &collect->cases[i];
		if (state->done.is_ended)
			continue;
		left = collect->plan->cases[i].launches - state->done.launches;
		if (state->time_count == 0) {
			unknown += left;
			continue;
		}
		mean_total += state->time_total_ns / (double)state->time_count;
		known_ns += state->time_total_ns / (double)state->time_count *
			    (double)left;
		means++;
	}
	if (means == 0)
		return false;
	*ns = known_ns + mean_total / (double)means * (double)unknown;
	return true;
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
	double ns, share = collect->launches_planned == 0
			       ? 0
			       : (double)collect->launches_made /
				     (double)collect->launches_planned;

	buf_reset(line);
	if (progress->is_terminal)
		add_bar(line, share);
	else
		buf_addf(line, "perfolio: %3d %%, ", (int)(share * 100));
	buf_addf(line, "round %llu/%llu  ", (unsigned long long)round,
	    (unsigned long long)plan_rounds(collect->plan));
	text_printable(
	    line, collect->plan->cases[index].record.id, ID_CHARACTERS);
	if (state->time_count > 0) {
		buf_add_string(line, "  ");
		add_time(
		    line, state->time_total_ns / (double)state->time_count);
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
