#!/bin/bash
# Form, include direction, sizes, banned calls, the auto-escape line.
set -u
cd "$(dirname "$0")/.." || exit 3
faults=0

fault()
{
	echo "$1"
	faults=$((faults + 1))
}

mapfile -t sources < <(git ls-files -co --exclude-standard -- '*.c' '*.h')

if command -v clang-format >/dev/null; then
	said=$(printf '%s\0' "${sources[@]}" |
		xargs -0 -n 40 -P "$(nproc)" clang-format --dry-run 2>&1) ||
		fault "clang-format failed: ${said: -300}"
	while read -r file; do
		fault "$file: is not in form: clang-format -i $file"
	done < <(sed -n 's/:[0-9]*:[0-9]*: .*clang-format-violations.*//p' \
		<<<"$said" | sort -u)
else
	fault "clang-format is missing: apt-get install clang-format"
fi

# base <- collector <- archive, base <- collector <- analysis <- output.
# output sees of the collector only the record's plain structs, by result.h.
may_include()
{
	case "$1:$2" in
	base:base | cli:* | tests:*) return 0 ;;
	collector:base | collector:collector) return 0 ;;
	archive:base | archive:collector | archive:archive) return 0 ;;
	analysis:base | analysis:collector | analysis:analysis) return 0 ;;
	output:base | output:analysis | output:output) return 0 ;;
	esac
	return 1
}
while IFS=: read -r file line include; do
	from=${file%%/*}
	to=${include#*\"} to=${to%%/*}
	case "$include" in
	*/*) ;;
	*) fault "$file:$line: includes are written from the root" ; continue ;;
	esac
	may_include "$from" "$to" ||
		fault "$file:$line: $from/ may not include $to/"
done < <(grep -nH '^#include "' "${sources[@]}")

# Sizes: a file 500 lines, a header 150, a function 70. Tests are tables of
# cases and may be longer.
while read -r lines file; do
	case "$file" in
	total) continue ;;
	tests/*) limit=800 ;;
	*.h) limit=150 ;;
	*) limit=500 ;;
	esac
	[ "$lines" -le "$limit" ] ||
		fault "$file: $lines lines; the limit is $limit: is it one noun?"
done < <(wc -l "${sources[@]}")
while read -r message; do
	fault "$message"
done < <(awk 'FNR == 1 { start = 0 }
	/^{/ { start = FNR }
	/^}/ { if (start && FNR - start > 70)
		printf "%s:%d: function of %d lines; the limit is 70\n",
			FILENAME, start, FNR - start
		start = 0 }' $(printf '%s\n' "${sources[@]}" | grep '\.c$'))

banned='atoi|atol|strtok|strcpy|strcat|sprintf|vsprintf|gets|system|setlocale'
while read -r message; do
	fault "$message: banned call"
done < <(grep -nHE "(^|[^a-z_A-Z0-9])($banned)[ ]?\(" "${sources[@]}")

while read -r file; do
	[ "$(head -n 1 "$file")" = '{{%AUTOESCAPE context="HTML"}}' ] ||
		fault "$file: must begin with {{%AUTOESCAPE context=\"HTML\"}}"
done < <(git ls-files -co --exclude-standard -- 'templates/*.tpl')

if [ "$faults" -ne 0 ]; then
	echo "$faults faults"
	exit 1
fi
echo "lint: ${#sources[@]} files are clean"
