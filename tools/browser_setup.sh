#!/usr/bin/env bash
# Installs what the tests of pages and PDF need and do not find: Chromium and Pango by apt-get where it is the system's
# (as root, or with sudo), axe-core by npm at the version of tests/browser/package-lock.json, WeasyPrint by pip.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-.venv/bin/python}

has() { command -v "$1" >/dev/null; }
lacks() { grep -qx "$1" <<<"$("$python" -m tests.browser.presence)"; }

install_system() {
    has apt-get || { echo "install $* with your system's package manager, then run this again" >&2; exit 1; }
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

if lacks Chromium; then
    install_system chromium
fi
if lacks axe-core; then
    has npm || install_system npm
    npm ci --prefix tests/browser --no-audit --no-fund
fi
if lacks WeasyPrint; then
    "$python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,pdf]'
    ! lacks WeasyPrint || install_system libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
fi
left=$("$python" -m tests.browser.presence)
[ -z "$left" ] || { echo "still missing: ${left//$'\n'/, }" >&2; exit 1; }
