/*
 * The launcher's end of its socket. Without perfolio there is nothing left to
 * do: a call that finds it gone ends all that was started, then the launcher.
 */
#ifndef COLLECTOR_LAUNCHER_CONNECTION_H
#define COLLECTOR_LAUNCHER_CONNECTION_H

#include <stddef.h>
#include <sys/uio.h>

/* Receives exactly count bytes, one message. */
void connection_receive(void *bytes, size_t count);

/* Sends the parts as one message. */
void connection_send(struct iovec *parts, size_t count);

/* perfolio is gone. */
_Noreturn void connection_leave(void);

/* The launcher itself cannot go on (no memory, no descriptors). */
_Noreturn void connection_give_up(void);

#endif
