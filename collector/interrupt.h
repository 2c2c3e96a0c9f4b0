/*
 * Ctrl-C, SIGTERM and SIGHUP end a run in order.
 *
 * A signal knows no context, so this is the one place with state of its own.
 */
#ifndef COLLECTOR_INTERRUPT_H
#define COLLECTOR_INTERRUPT_H

#include <stdbool.h>

/*
 * From now on a signal shuts the socket down, which wakes whoever reads from
 * it, however close it comes. -1 stops watching.
 */
void interrupt_watch(int socket);

/* True once a signal came. */
bool interrupt_happened(void);

#endif
