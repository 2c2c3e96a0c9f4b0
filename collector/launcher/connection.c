#include "collector/launcher/connection.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "collector/launcher/protocol.h"
#include "collector/reap.h"

enum { EXIT_GIVEN_UP = 70 };

void
connection_leave(void)
{
	reap_all();
	_exit(0);
}

void
connection_give_up(void)
{
	reap_all();
	_exit(EXIT_GIVEN_UP);
}

void
connection_receive(void *bytes, size_t count)
{
	ssize_t got;

	do
		got = recv(LAUNCHER_SOCKET, bytes, count, 0);
	while (got < 0 && errno == EINTR);
	if (got != (ssize_t)count)
		connection_leave();
}

void
connection_send(struct iovec *parts, size_t count)
{
	struct msghdr message = {.msg_iov = parts, .msg_iovlen = count};
	ssize_t sent;

	do
		sent = sendmsg(LAUNCHER_SOCKET, &message, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	if (sent < 0)
		connection_leave();
}
