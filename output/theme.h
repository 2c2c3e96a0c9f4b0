/*
 * The colours of the ink roles, in light, in dark and on paper.
 *
 * Hues are those of Okabe and Ito (Color Universal Design, 2008), darkened or
 * lightened: text reaches a contrast of 4.5 : 1 with its ground and marks 3 :
 * 1 (WCAG 2.2, 1.4.3 and 1.4.11). Soft inks and the grid lie behind others and
 * carry nothing that is not drawn or said as well.
 */
#ifndef OUTPUT_THEME_H
#define OUTPUT_THEME_H

#include <stdint.h>

#include "output/canvas.h"

struct buf;

enum theme_medium { THEME_LIGHT, THEME_DARK, THEME_PAPER, THEME_COUNT };

/* Grounds the colours are made for; those of templates/style.css. */
enum { THEME_GROUND_LIGHT = 0xFFFFFF, THEME_GROUND_DARK = 0x14181C };

/* 0xRRGGBB. Not for INK_NONE. */
uint32_t theme_rgb(enum ink ink, enum theme_medium medium);

/* The class of a mark in that ink: "ink-data". Not for INK_NONE. */
const char *theme_class(enum ink ink);

/*
 * Adds the style rules of every chart: colours, with those for
 * prefers-color-scheme: dark, and how elements are filled and stroked. Once a
 * page.
 */
void theme_css(struct buf *out);

#endif
