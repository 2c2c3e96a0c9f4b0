/*
 * The HTML pages: a view put into templates.
 *
 * Every text of the view is a marker, {{MEDIAN}}. {{#MEDIAN}}…{{/MEDIAN}} is
 * shown if it is there, {{#NO_MEDIAN}} if it is not. {{#ROWS}} repeats for
 * each item of the list, {{#ANY_ROWS}} is shown once if there is one. Inside,
 * the markers of the item are seen first, then those around it. Which names
 * there are stands in the tables of page.c.
 */
#ifndef OUTPUT_PAGE_H
#define OUTPUT_PAGE_H

#include "output/view.h"

struct err;
struct folder;
struct template_set;

/* The templates the program carries; NULL with err. */
struct template_set *page_templates(struct err *err);

/* Writes index.html and, for more than 1,000 cases, cases-2.html, … */
int page_write(const struct view *view, struct template_set *templates,
    struct folder *folder, struct err *err);

#endif
