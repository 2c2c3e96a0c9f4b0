#include "analysis/case_index.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xalloc.h"
#include "collector/case_id.h"

/* --against: the id without the parameter that names the tree. */
static void
put_plain_id(struct map *ids, const struct result_case *item, size_t index)
{
	struct pair *params = xcalloc(item->param_count + 1, sizeof *params);
	const char *tree = "variant";
	struct buf id = {0};
	size_t i, count = 0, known;

	for (i = 0; i < item->param_count; i++)
		if (strcmp(item->params[i].name, "side") == 0 &&
		    strcmp(item->params[i].value, "head") == 0)
			tree = "side";
	for (i = 0; i < item->param_count; i++)
		if (strcmp(item->params[i].name, tree) != 0)
			params[count++] = item->params[i];
	case_id_add(&id, item->group, item->benchmark, params, count);
	if (!map_get(ids, buf_text(&id), &known))
		map_put(ids, buf_text(&id), index);
	buf_release(&id);
	free(params);
}

void
case_index_fill(struct map *ids, const struct result *result)
{
	size_t i;

	for (i = 0; i < result->case_count; i++)
		map_put(ids, result->cases[i].id, i);
	for (i = 0; i < result->case_count; i++)
		if (result->cases[i].base != NULL &&
		    result->cases[i].benchmark != NULL)
			put_plain_id(ids, &result->cases[i], i);
}
