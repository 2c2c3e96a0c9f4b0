#include "collector/case_id.h"

#include "base/buf.h"
#include "base/text.h"

void
case_id_add(struct buf *out, const char *group, const char *benchmark,
    const struct pair *params, size_t count)
{
	size_t i;

	if (group != NULL) {
		text_escape_control(out, group);
		buf_add_char(out, '/');
	}
	text_escape_control(out, benchmark);
	for (i = 0; i < count; i++) {
		buf_add_char(out, i == 0 ? '/' : ',');
		text_escape_id(out, params[i].name);
		buf_add_char(out, '=');
		text_escape_id(out, params[i].value);
	}
}
