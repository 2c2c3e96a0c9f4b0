/*
 * The figures of a report: which chart shows what of a result.
 *
 * HTML and PDF make a canvas of the width they have and of the height asked
 * for here, and call the same function. Captions are sentences with the
 * numbers in them, so that the figure can be read without being seen.
 */
#ifndef OUTPUT_FIGURE_H
#define OUTPUT_FIGURE_H

#include "analysis/result.h"
#include "output/canvas.h"

struct buf;
struct view_comparison;

enum { FIGURE_OVERVIEW_ROWS = 60 /* at most in one figure */ };

/* Density over histogram, box, and every sample up to 100. */
double figure_distribution_height(const struct result_metric *metric);
void figure_distribution(
    struct canvas *canvas, const struct result_metric *metric);
void figure_distribution_caption(
    struct buf *out, const struct result_metric *metric);

/* The samples in the order they were taken, by launch. */
double figure_samples_height(const struct result_metric *metric);
void figure_samples(struct canvas *canvas, const struct result_metric *metric);
void figure_samples_caption(
    struct buf *out, const struct result_metric *metric);

/*
 * The first judged metric of several cases with its interval, a row a case,
 * on a logarithmic axis. Cases whose metric has another unit than the first
 * one's, or no sample, are left out.
 */
double figure_overview_height(
    const struct result_case *const *cases, size_t count);
void figure_overview(struct canvas *canvas,
    const struct result_case *const *cases, size_t count);
void figure_overview_caption(
    struct buf *out, const struct result_case *const *cases, size_t count);

/* The changes of a section, at most FIGURE_OVERVIEW_ROWS of them. */
double figure_changes_height(const struct view_comparison *comparison);
void figure_changes(
    struct canvas *canvas, const struct view_comparison *comparison);
void figure_changes_caption(
    struct buf *out, const struct view_comparison *comparison);

/*
 * What else the machine did over the time of the run. False where nothing of
 * it is known.
 */
bool figure_has_conditions(const struct result *result);
double figure_conditions_height(const struct result *result);
void figure_conditions(struct canvas *canvas, const struct result *result);
void figure_conditions_caption(struct buf *out, const struct result *result);

/* The steps of a case, one behind the other, and the whole. */
double figure_stages_height(const struct result_case *item);
void figure_stages(struct canvas *canvas, const struct result_case *item);
void figure_stages_caption(struct buf *out, const struct result_case *item);

/* A word-sized line of the samples in order; no axis. */
void figure_spark(struct canvas *canvas, const struct result_metric *metric);

#endif
