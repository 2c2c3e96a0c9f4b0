#!/bin/bash
# Runs the unit tests and the tests of the program, and counts.
# usage: BUILD=build tests/run.sh [WORD]: only tests whose path holds WORD
set -u
cd "$(dirname "$0")/.." || exit 3
export BUILD=${BUILD:-build}
word=${1:-}
passed=0 failed=0 skipped=0
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

# A unit program's own counts; one that dies without them is a failure.
run_unit()
{
	local log="$logs/unit" status ok bad skip
	local under=
	if [ -n "${VALGRIND:-}" ]; then
		under="valgrind -q --error-exitcode=9 --leak-check=full"
	fi
	$under "$1" >"$log" 2>&1
	status=$?
	ok=$(grep -c '^\[       OK \]' "$log")
	bad=$(awk '/ FAILED TEST\(S\)$/ { n += $1 } END { print n + 0 }' "$log")
	skip=$(awk '/ SKIPPED TEST\(S\)$/ { n += $1 } END { print n + 0 }' "$log")
	if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
		bad=1
	fi
	if [ "$status" -ne 0 ]; then
		echo "FAILED $1"
		grep -v '^\[       OK \]\|^\[ RUN' "$log" | tail -40
	fi
	passed=$((passed + ok)) failed=$((failed + bad))
	skipped=$((skipped + skip))
}

# A script prints one line a test: "ok NAME", "not ok NAME", "skip NAME".
run_script()
{
	local log="$logs/script" status
	timeout 600 "$1" >"$log" 2>&1
	status=$?
	passed=$((passed + $(grep -c '^ok ' "$log")))
	skipped=$((skipped + $(grep -c '^skip ' "$log")))
	local bad
	bad=$(grep -c '^not ok ' "$log")
	if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
		bad=1
	fi
	if [ "$bad" -ne 0 ]; then
		echo "FAILED $1 (exit status $status)"
		grep -v '^ok ' "$log" | tail -60
	fi
	failed=$((failed + bad))
}

for source in tests/unit/*_test.c; do
	program="$BUILD/${source%.c}"
	case "$program" in
	*"$word"*) run_unit "$program" ;;
	esac
done
for script in tests/cli/*_test.*; do
	case "$script" in
	*"$word"*) run_script "$script" ;;
	esac
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
