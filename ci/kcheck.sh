#!/bin/sh
# kcheck for any CI that has a shell and Python 3.11 or later. Arguments go to `kcheck check`.
#
#   sh ci/kcheck.sh content/
#
# INSTALL_KCHECK says what to install (default: kcheck from PyPI), PYTHON with what (default: python3).
# The exit status is that of kcheck: 0 clean, 1 findings, 2 wrong usage or settings, 3 not everything was checked.
set -eu
install=${INSTALL_KCHECK:-kcheck}
folder=${TMPDIR:-/tmp}/kcheck-ci-$$
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder" || exit 3
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$install" || exit 3
status=0
"$folder/bin/kcheck" check "$@" || status=$?
exit "$status"
