#!/bin/sh
# Gets what check-web needs, and says so first: a browser, Java and node from
# Debian where the commands are missing, and packages from npm into FOLDER.
# usage: deps.sh SUDO FOLDER
set -eu
sudo=$1
folder=$2
packages="html-validate vnu-jar axe-core playwright-core"
debian=
want()
{
	command -v "$1" >/dev/null || debian="$debian $2"
}
want chromium chromium
want java default-jre-headless
want node nodejs
want npm npm
want qpdf qpdf
want pdftotext poppler-utils
fc-list 2>/dev/null | grep -q DejaVuSans.ttf || debian="$debian fonts-dejavu-core"
if [ -n "$debian" ]; then
	# shellcheck disable=SC2086
	"$(dirname "$0")/../deps.sh" "$sudo" $debian
fi
for package in $packages; do
	if [ ! -d "$folder/node_modules/$package" ]; then
		echo "To be installed from npm into $folder: $packages"
		mkdir -p "$folder"
		# shellcheck disable=SC2086
		npm install --prefix "$folder" --ignore-scripts --no-audit \
			--no-fund --loglevel=error $packages
		exit
	fi
done
