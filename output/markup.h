/*
 * The little HTML that a template for paper is written in, as blocks.
 *
 *   <h1> <h2> <h3> <p> <pre> <dt> <dd> <li>  text, with <b> and <code> in it
 *   <hr>                                     a new page
 *   <table data-part="…"> <figure data-part="…"> <nav data-part="…">
 *   <img data-part="…">                      something drawn, by its name
 *   <section> <dl> <ul>                      may stand around these
 *
 * class="…" on a block is its style. White space is folded but in <pre>.
 * Character references are &amp; &lt; &gt; &quot; &#39; and &nbsp;.
 */
#ifndef OUTPUT_MARKUP_H
#define OUTPUT_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/vec.h"

struct err;

enum block_kind {
	BLOCK_H1,
	BLOCK_H2,
	BLOCK_H3,
	BLOCK_P,
	BLOCK_PRE,
	BLOCK_DT,
	BLOCK_DD,
	BLOCK_LI,
	BLOCK_BREAK,
	BLOCK_PART
};

/* Text of a block that looks the same. */
struct run {
	const char *text;
	bool is_bold, is_code;
};

struct block {
	enum block_kind kind;
	const char *style; /* words of class="…"; "" for none */
	const char *part;  /* "table cases" for BLOCK_PART, else NULL */
	const struct run *runs;
	size_t run_count;
};

struct markup {
	VEC(struct block) blocks;
};

/*
 * Reads text; what it makes lives in arena, but for the list itself. name is
 * the template's, for messages. -1 on a tag that is not known or not closed.
 */
int markup_read(struct markup *markup, const char *text, const char *name,
    struct arena *arena, struct err *err);

void markup_release(struct markup *markup);

/* True when word is among the words of style. */
bool markup_has_style(const char *style, const char *word);

/* The text of all runs. */
const char *markup_text(const struct block *block, struct arena *arena);

#endif
