/*
 * Text in Markdown (GitHub's), so that it stays text: nothing from outside
 * becomes a link, a mention, a cell of its own, markup or HTML.
 *
 * For prose behind a first word, and for cells of tables: what begins a line
 * (a list, a heading) is not looked at.
 */
#ifndef OUTPUT_MARKDOWN_H
#define OUTPUT_MARKDOWN_H

struct buf;

/*
 * Adds text as part of one line. Marks are escaped by a backslash, < > & and
 * pipes by references, @ and # and www. and :// by an invisible joint; line
 * breaks are spaces, other control characters are left out.
 */
void markdown_add(struct buf *out, const char *text);

/* The same as code: <code>…</code>, since a pipe ends a cell within `…`. */
void markdown_add_code(struct buf *out, const char *text);

#endif
