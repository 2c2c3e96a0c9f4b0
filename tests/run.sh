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

# All unit programs under valgrind, as many at once as there are processors:
# what each printed, and its status in a file beside it.
run_under_valgrind()
{
	export logs
	printf '%s\n' "$@" | xargs -P "$(nproc)" -I{} sh -c '
		log=$logs/$(basename {})
		valgrind -q --error-exitcode=9 --leak-check=full {} >"$log" 2>&1
		echo $? >"$log.status"'
}

# A unit program's own counts; one that dies without them is a failure.
run_unit()
{
	local log status ok bad skip
	log="$logs/$(basename "$1")"
	if [ -n "${VALGRIND:-}" ]; then
		status=$(cat "$log.status")
	else
		"$1" >"$log" 2>&1
		status=$?
	fi
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

units=()
for source in tests/unit/*_test.c; do
	program="$BUILD/${source%.c}"
	case "$program" in
	*"$word"*) units+=("$program") ;;
	esac
done
if [ -n "${VALGRIND:-}" ]; then
	run_under_valgrind "${units[@]}"
fi
for program in "${units[@]}"; do
	run_unit "$program"
done
for script in tests/cli/*_test.*; do
	case "$script" in
	*"$word"*) run_script "$script" ;;
	esac
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
