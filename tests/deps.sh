#!/bin/sh
# Installs the Debian packages that are missing, and says so first.
# usage: deps.sh SUDO PACKAGE…
set -eu
sudo=$1
shift
missing=
for package in "$@"; do
	dpkg-query -W -f '${Status}' "$package" 2>/dev/null |
		grep -q 'install ok installed' || missing="$missing $package"
done
if [ -z "$missing" ]; then
	exit 0
fi
echo "To be installed from Debian${sudo:+, with sudo}:$missing"
$sudo apt-get update -qq
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
	--no-install-recommends $missing >/dev/null
