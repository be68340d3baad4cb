#!/bin/sh
# Sets up everything `make` needs: system packages, .venv and .fonts.
#
#   scripts/setup.sh site    what building the site needs
#   scripts/setup.sh test    that, and what the tests and linters need
#
# A second run finds its stamp and does nothing. PYTHON=/path/to/python3 picks
# the interpreter. pip's own settings (mirror, proxy, certificates) are honoured.
set -eu

mode=${1:-site}
case $mode in
  site | test) lock=requirements/$mode.txt ;;
  *)
    echo "usage: scripts/setup.sh site|test" >&2
    exit 2
    ;;
esac

cd -- "$(dirname -- "$0")/.."
LC_ALL=C
PATH=$PATH:/usr/sbin:/sbin # ldconfig lives there
export LC_ALL PATH
unset PYTHONHOME PYTHONPATH VIRTUAL_ENV
venv_python=.venv/bin/python
stamp=.venv/.$mode-ready

say() { echo "setup: $*"; }

die() {
  printf '\nsetup stopped: %s\n' "$1" >&2
  shift
  for line in "$@"; do printf '  %s\n' "$line" >&2; done
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# --- the stamp: same locks, same scripts, nothing removed since -------------

browser_command() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if have "$name"; then
      echo "$name"
      return
    fi
  done
}

fingerprint() { # fingerprint MODE
  cat "requirements/$1.txt" scripts/setup.sh scripts/fetch_fonts.py | cksum
  pwd -P
}

up_to_date() {
  [ -x "$venv_python" ] && [ -f "$stamp" ] || return 1
  [ "$(cat "$stamp")" = "$(fingerprint "$mode")" ] || return 1
  for font in FandolFang-Regular.otf FandolHei-Regular.otf FandolKai-Regular.otf \
    FandolSong-Bold.otf FandolSong-Regular.otf NotoSansSC-Regular.otf NotoSerifSC-Regular.otf \
    NotoSansSymbols2-Regular.ttf; do
    [ -f ".fonts/$font" ] || return 1
  done
}

if up_to_date; then exit 0; fi

if have flock; then # two makes at once: the second waits, then finds the work done
  mkdir -p .cache
  exec 9>.cache/setup.lock
  flock 9
  if up_to_date; then exit 0; fi
fi

# --- system packages ----------------------------------------------------------

id_like=
if [ -r /etc/os-release ]; then
  id_like=$(
    # shellcheck disable=SC1091
    . /etc/os-release
    echo " ${ID:-} ${ID_LIKE:-} ${VERSION_ID:-} "
  )
fi
is_system() { case $id_like in *" $1 "*) return 0 ;; *) return 1 ;; esac }

root_prefix() { # prints nothing for root, "sudo -n" where that works
  [ "$(id -u)" -ne 0 ] || return 0
  if have sudo && sudo -n true 2>/dev/null; then echo "sudo -n"; else return 1; fi
}

apt_get() {
  # shellcheck disable=SC2086
  $prefix env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 \
    -o Dpkg::Use-Pty=0 "$@" </dev/null
}

# Installs the given packages, or names the one command that would.
apt_install() {
  if ! have apt-get; then
    die "this system has no apt-get, so the following could not be installed:" "$*" \
      "Install what your system calls these (Pango, HarfBuzz, Python 3.11 or newer)," \
      "then run make again."
  fi
  if ! prefix=$(root_prefix); then
    die "some system packages are missing, and installing them needs root." \
      "Run this once, then run make again:" "" \
      "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends $*"
  fi
  say "installing system packages: $*"
  # One broken source is no reason to stop: the install tells whether it matters.
  apt_log=$({ apt_get update || true; apt_get install --yes --no-install-recommends "$@"; } 2>&1) || {
    printf '%s\n' "$apt_log" | tail -n 20 >&2
    die "apt-get could not install: $*" \
      "Its message is above. Check the network and the package sources, then run make again."
  }
}

python_fits() { # python_fits COMMAND [NEWEST_MINOR]
  have "$1" && "$1" -c "
import sys
sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, int('${2:-99}')))" 2>/dev/null
}

find_python() {
  if [ -n "${PYTHON:-}" ]; then
    if python_fits "$PYTHON"; then echo "$PYTHON"; fi
    return
  fi
  # Every locked package has wheels up to 3.14; a newer Python may have to compile some.
  for newest in 14 99; do
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
      if python_fits "$name" "$newest"; then
        echo "$name"
        return
      fi
    done
  done
}

has_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

missing_python_packages() {
  if [ -n "$python" ]; then
    has_venv "$python" ||
      "$python" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])'
  elif have python3 || is_system 22.04; then
    echo "python3.11 python3.11-venv"
  else
    echo "python3 python3-venv"
  fi
}

missing_libraries() {
  if have ldconfig; then known=$(ldconfig -p); else return 0; fi
  while read -r soname package; do
    case $known in
      *"$soname"*) ;;
      # Ubuntu 22.04 has no such package: fonts are then subset by fonttools, slower.
      *) [ "$package" = libharfbuzz-subset0 ] && is_system 22.04 || echo "$package" ;;
    esac
  done <<LIBRARIES
libpango-1.0.so.0 libpango-1.0-0
libpangoft2-1.0.so.0 libpangoft2-1.0-0
libharfbuzz.so.0 libharfbuzz0b
libharfbuzz-subset.so.0 libharfbuzz-subset0
$(if [ "$mode" = test ]; then echo libatomic.so.1 libatomic1; fi)
LIBRARIES
}

# Ubuntu's chromium package only leads to a snap, so install_browser() helps there.
missing_browser() {
  if [ "$mode" = test ] && [ -z "$(browser_command)" ] && ! is_system ubuntu; then
    echo chromium
  fi
}

# The tests open the Word files in it.
missing_office() {
  if [ "$mode" = test ] && ! have soffice; then
    echo libreoffice-writer-nogui
  fi
}

# The tests make repositories of their own.
missing_git() {
  if [ "$mode" = test ] && ! have git; then echo git; fi
}

python=$(find_python)
if [ -n "${PYTHON:-}" ] && [ -z "$python" ]; then
  die "PYTHON=$PYTHON is not a Python 3.11 or newer."
fi
packages=$(
  missing_python_packages && missing_libraries && missing_browser && missing_office && missing_git
)
if [ -n "$packages" ]; then
  # shellcheck disable=SC2086
  apt_install $packages
  python=$(find_python)
fi
if [ -z "$python" ] || ! has_venv "$python"; then
  die "no Python 3.11 or newer with its venv module was found." \
    "Install one, or name it: make PYTHON=/path/to/python3"
fi

# --- the virtual environment ----------------------------------------------------

# A moved checkout or a removed system Python leaves an environment that half works.
venv_is_sound() {
  [ "$(cat .venv/.place 2>/dev/null)" = "$(pwd -P)" ] &&
    python_fits "$venv_python" && "$venv_python" -m pip --version >/dev/null 2>&1
}

if ! venv_is_sound; then
  say "creating .venv with $("$python" --version)"
  "$python" -m venv --clear .venv || die "the virtual environment .venv could not be created."
  pwd -P >.venv/.place
fi

say "installing the Python packages of $lock (a minute or two)"
"$venv_python" -m pip --disable-pip-version-check --no-input install --quiet --quiet \
  --require-hashes --requirement "$lock" ||
  die "the Python packages could not be installed; pip's message is above." \
    "Check the network. Behind a proxy set https_proxy; for a mirror set PIP_INDEX_URL;" \
    "then run make again."

"$venv_python" -c 'import weasyprint' 2>/dev/null ||
  die "WeasyPrint cannot load Pango or HarfBuzz." \
    "Install Pango 1.44 or newer for this system, then run make again."

# --- fonts and, for the tests, a browser -----------------------------------------

"$venv_python" scripts/fetch_fonts.py || exit 1

browser_starts() {
  browser_log=$(BROWSER=$(browser_command) "$venv_python" - 2>&1 <<'PYTHON'
import os, shutil
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = shutil.which(os.environ["BROWSER"]) if os.environ["BROWSER"] else None
    playwright.chromium.launch(executable_path=path).close()
PYTHON
  )
}

# Only where no package gave a browser: Playwright's own build and its libraries.
install_browser() {
  say "installing a browser for the tests"
  "$venv_python" -m playwright install chromium >/dev/null || return 1
  if ! browser_starts && prefix=$(root_prefix); then
    # shellcheck disable=SC2086
    $prefix "$venv_python" -m playwright install-deps chromium >/dev/null || return 1
  fi
}

if [ "$mode" = test ] && ! browser_starts; then
  if [ -n "$(browser_command)" ] || ! install_browser || ! browser_starts; then
    printf '%s\n' "$browser_log" | grep -i -m 1 error >&2 || true
    die "the browser tests need a Chromium or Chrome that starts." \
      "Install one so that the command chromium or google-chrome works, then run make again."
  fi
fi

# The test lock holds everything of the site lock, so `test` also serves `site`.
fingerprint site >.venv/.site-ready
[ "$mode" = site ] || fingerprint "$mode" >"$stamp"
say "ready"
