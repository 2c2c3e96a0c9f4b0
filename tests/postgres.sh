#!/bin/sh
# A PostgreSQL server of its own for tests, on a socket in a folder of its own.
# usage: postgres.sh start DIR: prints the URL of its database "postgres"; the
#            server ends with the process that called this, or with
#        postgres.sh stop DIR
# Exit status 77: there is no server here (apt-get install postgresql).
set -eu
word=${1:?} dir=${2:?} caller=${3:-$PPID}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ] && command -v pg_ctl >/dev/null; then
	bin=$(dirname "$(command -v pg_ctl)")
fi
if [ ! -x "$bin/initdb" ] || [ ! -x "$bin/pg_ctl" ]; then
	echo "there is no PostgreSQL server here: apt-get install postgresql" >&2
	exit 77
fi

# initdb refuses to be root.
as=
if [ "$(id -u)" -eq 0 ]; then
	user=postgres
	id "$user" >/dev/null 2>&1 || user=nobody
	as="runuser -u $user --"
fi

if [ "$word" = stop ]; then
	$as "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 ||
		true
	exit 0
fi

mkdir -p "$dir"
if [ -n "$as" ]; then
	chown "$user" "$dir"
	chmod 755 "$dir"
fi
echo 's3cret/W0rd' >"$dir/password"
chmod 644 "$dir/password"
cd "$dir"
$as "$bin/initdb" -D "$dir/data" -U perf -A scram-sha-256 \
	--pwfile="$dir/password" --locale=C.UTF-8 -E UTF8 --no-sync \
	>"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
# A killed server process must not take what was committed along: fsync stays
# on, as in earnest; the folder is small.
$as "$bin/pg_ctl" -D "$dir/data" -w -t 60 -l "$dir/data/log" -o \
	"-c listen_addresses= -c unix_socket_directories=$dir -c port=5432" \
	start >"$dir/start.log" 2>&1 ||
	{ cat "$dir/start.log" "$dir/data/log" >&2; exit 1; }

# Nobody else ends it when a test is killed.
(
	exec >/dev/null 2>&1 </dev/null
	trap '' INT TERM HUP
	while kill -0 "$caller" && [ -e "$dir/data/postmaster.pid" ]; do
		sleep 1
	done
	$as "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop
) &
echo "postgresql://perf:s3cret%2FW0rd@/postgres?host=$dir"
