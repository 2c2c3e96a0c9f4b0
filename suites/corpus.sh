#!/bin/sh
# Writes the demo's corpus: text of three sizes, the same for the same seed.
# usage: corpus.sh SEED FOLDER
set -eu
seed=$1
folder=$2
stamp="$folder/seed-$seed"
if [ -e "$stamp" ]; then
	exit 0
fi
rm -rf "$folder"
mkdir -p "$folder"
# Words drawn with a power law from a vocabulary of 5,000 made-up ones: it
# compresses about as well as prose does.
awk -v seed="$seed" '
function draw() { seed = seed * 16807 % 2147483647; return seed / 2147483647 }
BEGIN {
	letters = "etaoinshrdlucmfwypvbgkjqxz"
	for (i = 0; i < 5000; i++) {
		word = ""
		for (n = 1 + int(draw() * 3 + draw() * 6); n > 0; n--)
			word = word substr(letters, 1 + int(26 * draw() ^ 2), 1)
		words[i] = word
	}
	for (bytes = 0; bytes < 2097152; bytes += length(line) + 1) {
		line = ""
		while (length(line) < 60 + 20 * draw())
			line = line words[int(5000 * draw() ^ 3)] " "
		print line
	}
}' >"$folder/2MiB.all"
for size in 65536:64KiB 524288:512KiB 2097152:2MiB; do
	head -c "${size%%:*}" "$folder/2MiB.all" >"$folder/${size##*:}.txt"
done
rm "$folder/2MiB.all"
touch "$stamp"
