#!/bin/sh
# The archive in a PostgreSQL server of its own: 200 runs of 1,000 cases in six
# metrics. usage: BUILD=build tests/perf/archive_postgres.sh [RUNS [CASES]]
set -eu
cd "$(dirname "$0")/../.."
build=${BUILD:-build}
make -s BUILD="$build" "$build/tests/perf/archive_postgres"
folder=$(mktemp -d)
trap 'tests/postgres.sh stop "$folder"; rm -rf "$folder"' EXIT
url=$(tests/postgres.sh start "$folder" $$)
"$build/tests/perf/archive_postgres" "$url" "${1:-200}" "${2:-1000}"
