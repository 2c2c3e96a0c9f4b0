#!/bin/sh
# Writes a run file of 100,000 samples in 1,000 cases, the same every time.
# usage: samples.sh FOLDER
set -eu
folder=$1
mkdir -p "$folder"
if [ -e "$folder/samples.jsonl" ]; then
	exit 0
fi
awk 'BEGIN {
	print "case,metric,unit,launch,value"
	seed = 42
	for (name = 0; name < 1000; name++)
		for (launch = 1; launch <= 100; launch++) {
			seed = seed * 16807 % 2147483647
			printf "parse/n=%d,time,ns,%d,%d\n", name, launch,
				1000000 + name * 1000 + seed % 50000
		}
}' >"$folder/samples.csv"
../build/perfolio import csv "$folder/samples.csv" \
	-o "$folder/samples.jsonl" >/dev/null 2>&1
