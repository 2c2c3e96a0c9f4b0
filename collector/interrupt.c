#include "collector/interrupt.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/socket.h>

static volatile sig_atomic_t watched = -1, happened;

static void
on_signal(int signal_number)
{
	int kept = errno;

	(void)signal_number;
	happened = 1;
	if (watched >= 0)
		shutdown(watched, SHUT_RDWR);
	errno = kept;
}

void
interrupt_watch(int socket)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action = {.sa_handler = on_signal}, before;
	size_t i;

	watched = socket;
	if (socket < 0)
		return;
	for (i = 0; i < sizeof signals / sizeof *signals; i++) {
		/* nohup and a shell's "&" ask to ignore; that stays. */
		if (sigaction(signals[i], NULL, &before) == 0 &&
		    before.sa_handler != SIG_IGN)
			sigaction(signals[i], &action, NULL);
	}
}

bool
interrupt_happened(void)
{
	return happened != 0;
}
