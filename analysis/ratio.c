#include "analysis/ratio.h"

#include <math.h>

#include "analysis/distributions.h"
#include "analysis/mann_whitney.h"
#include "analysis/shift.h"

const double ratio_assumed_run_sigma = 0.03;

static const char INSUFFICIENT[] = "insufficient-data";

static void
set_centers(const struct session *here, const struct session *there,
    struct comparison *out)
{
	out->launches = here->side.count;
	out->center = here->center;
	out->base_launches = there->side.count;
	out->base_center = there->center;
	out->is_zero = here->is_zero;
	out->is_base_zero = there->is_zero;
}

/* variance and df are those of the effect. */
static void
set_error(struct comparison *out, double variance, double df)
{
	out->error = sqrt(variance);
	out->df = isinf(df) ? (double)NAN : df;
	out->detectable = welch_detectable(variance, df);
}

void
ratio_exact(const struct session *here, const struct session *there,
    struct comparison *out)
{
	double ratio = here->center / there->center, d = log(ratio);
	const struct effect effect = {d, d, d, d, d, (double)NAN};

	set_centers(here, there, out);
	out->rule = COMPARISON_EXACT;
	comparison_set(out, &effect);
	if (out->reason != NULL)
		return;
	/* The ratio itself, not what its logarithm makes of it. */
	out->ratio = out->ratio_lower = out->ratio_upper = ratio;
	out->ratio_interval = (struct interval){true, ratio, ratio};
}

/* By means of logarithms. */
static void
set_welch(const struct session *here, const struct session *there,
    double session_sigma, struct comparison *out)
{
	struct welch welch = welch_of(&here->side, &there->side, session_sigma);

	if (!welch.exists) {
		out->reason = INSUFFICIENT;
		return;
	}
	comparison_set(out, &welch.effect);
	set_error(out, welch.variance, welch.df);
	out->run_sigma = welch.run_sigma;
}

/*
 * The error is that of a t interval as wide, the session's part left out of it
 * and put back.
 */
static void
set_shift_error(
    struct comparison *out, const struct shift *shift, double session_sigma)
{
	double df = (double)(shift->n + shift->m - 2);
	double arm = (shift->effect.high - shift->effect.low) / 2;
	double session = 2 * session_sigma * session_sigma;
	double z = distribution_normal_quantile(0.975);
	double t = distribution_t_quantile(0.975, df);
	double own = fmax(0, arm * arm - z * z * session) / (t * t);

	set_error(out, own + session, df);
	out->run_sigma =
	    sqrt(own / (1 / (double)shift->n + 1 / (double)shift->m));
}

static void
set_shift(const struct session *here, const struct session *there,
    double session_sigma, struct mann_whitney_table *table,
    struct comparison *out)
{
	struct shift shift = shift_of(table, here->launches, here->side.count,
	    there->launches, there->side.count, sqrt(2) * session_sigma);

	if (!shift.exists) {
		out->reason = INSUFFICIENT;
		return;
	}
	comparison_set(out, &shift.effect);
	set_shift_error(out, &shift, session_sigma);
}

static void
set_single(const struct session *here, const struct session *there,
    struct comparison *out)
{
	double variance = here->variance + there->variance +
			  2 * ratio_assumed_run_sigma * ratio_assumed_run_sigma;
	struct effect effect;

	if (!effect_of(here->value - there->value, variance, (double)INFINITY,
		&effect)) {
		out->reason = INSUFFICIENT;
		return;
	}
	comparison_set(out, &effect);
	set_error(out, variance, (double)INFINITY);
	out->run_sigma = ratio_assumed_run_sigma;
	out->session_sigma = 0;
}

void
ratio_of_launches(const struct session *here, const struct session *there,
    double session_sigma, struct mann_whitney_table *table,
    struct comparison *out)
{
	uint64_t least = here->side.count < there->side.count
			     ? here->side.count
			     : there->side.count;

	set_centers(here, there, out);
	out->rule = COMPARISON_LAUNCHES;
	out->session_sigma = session_sigma;
	if (least < 2) {
		out->rule = COMPARISON_SINGLE;
		out->is_single_run = true;
		set_single(here, there, out);
	} else if (least < RATIO_RANK_MIN) {
		set_welch(here, there, session_sigma, out);
	} else {
		set_shift(here, there, session_sigma, table, out);
	}
}

void
ratio_archive(const struct session *here, const struct session *there,
    const struct archive_noise *noise, const struct welch_side *last,
    struct comparison *out)
{
	struct archive_ratio ratio = archive_ratio_of(noise, here->value,
	    there == NULL ? NULL : &there->value, &here->side,
	    there == NULL ? last : &there->side);

	out->rule = COMPARISON_ARCHIVE;
	out->sessions = noise->sessions;
	out->launches = here->side.count;
	out->center = here->center;
	out->base_center = exp(noise->center);
	if (there != NULL)
		set_centers(here, there, out);
	if (!ratio.exists) {
		out->reason = INSUFFICIENT;
		return;
	}
	comparison_set(out, &ratio.effect);
	set_error(out, ratio.variance, ratio.df);
	out->session_sigma = noise->sigma;
	if (here->side.count >= 2)
		out->run_sigma =
		    sqrt(here->side.variance * (double)here->side.count);
}

void
ratio_difference(const struct session *here, const struct session *there,
    bool is_exact, struct comparison *out)
{
	struct welch welch = welch_of(&here->side, &there->side, 0);

	set_centers(here, there, out);
	out->rule = here->side.count < 2 || there->side.count < 2
			? COMPARISON_SINGLE
			: COMPARISON_LAUNCHES;
	if (is_exact)
		out->rule = COMPARISON_EXACT;
	out->reason = "not-positive";
	out->difference = (struct estimate){true, here->center - there->center};
	if (!welch.exists)
		return;
	out->difference.value = welch.effect.d;
	out->difference_interval =
	    (struct interval){true, welch.effect.low, welch.effect.high};
}
