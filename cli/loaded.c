#include "cli/loaded.h"

#include <string.h>

#include "base/digest.h"
#include "base/err.h"
#include "collector/runfile.h"

int
loaded_read(struct loaded *loaded, const char *path,
    const struct analyze_options *options, struct err *err)
{
	loaded_begin(loaded);
	if (runfile_read(path, &loaded->series.sink, NULL, err) < 0)
		return -1;
	return loaded_end(loaded, path, options, err);
}

void
loaded_begin(struct loaded *loaded)
{
	*loaded = (struct loaded){0};
	series_init(&loaded->series);
}

int
loaded_end(struct loaded *loaded, const char *path,
    const struct analyze_options *options, struct err *err)
{
	char hex[DIGEST_TEXT_BYTES];
	struct result *result = &loaded->result;

	series_finish(&loaded->series);
	analyze(&loaded->series, options, result);
	if (strcmp(path, "-") == 0)
		return 0;
	if (digest_file(path, hex, err) < 0)
		return -1;
	result->sha256 = arena_strdup(&result->arena, hex);
	return 0;
}

void
loaded_release(struct loaded *loaded)
{
	result_release(&loaded->result);
	series_release(&loaded->series);
}
