#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct text_table_options
terminal_options(void)
{
	struct text_table_options options = {0};
	struct winsize size = {0};
	const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");

	if (!isatty(STDOUT_FILENO))
		return options;
	options.width = 80;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20)
		options.width = size.ws_col;
	options.is_coloured = term != NULL && strcmp(term, "dumb") != 0 &&
			      (no_color == NULL || no_color[0] == '\0');
	return options;
}
