#!/usr/bin/env bash
# Installs what Tilescout needs to be built, tested and run on Debian 12, and nothing that is there already.
#   packaging/setup-debian.sh          shows the list and asks
#   packaging/setup-debian.sh --yes    installs without asking
# Works as root and as a user with sudo. Running it again does nothing.
set -euo pipefail

# Build tools
packages=(g++ cmake ninja-build ccache git)
# Numerics. Without OpenBLAS LibTorch falls back to the reference BLAS, which is 30 times slower.
packages+=(libtorch-dev libopenblas0-pthread)
# Training in several processes: headers of what LibTorch was built with
packages+=(libgloo-dev)
# Desktop program
packages+=(qt6-base-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools linguist-qt6 qt6-svg-dev libqt6svg6
           qt6-charts-dev libqt6opengl6-dev libgl-dev qt6-translations-l10n breeze-icon-theme fonts-noto-cjk
           fonts-dejavu-core)
# Rasters and pictures
packages+=(libgdal-dev libproj-dev gdal-bin libopencv-dev)
# Archive and search
packages+=(libsqlite3-dev sqlite3 libsqlitecpp-dev libhwy-dev libfaiss-dev libnanoflann-dev libspectra-dev libeigen3-dev)
# Text, files, command line, log
packages+=(libicu-dev zlib1g-dev libminizip-dev nlohmann-json3-dev libcli11-dev libspdlog-dev libfmt-dev libxxhash-dev)
# Tests and benchmarks; xvfb shows the real window where there is no screen, locales makes the German one
packages+=(doctest-dev libbenchmark-dev xvfb xauth locales)
# The package
packages+=(dpkg-dev debootstrap)

usage() {
  sed -n '2,5s/^# \{0,1\}//p' "$0"
}

yes=no
for argument in "$@"; do
  case "$argument" in
    --yes | -y) yes=yes ;;
    --help | -h) usage; exit 0 ;;
    *) echo "setup-debian.sh: unknown option $argument" >&2; usage >&2; exit 2 ;;
  esac
done

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  echo "This script is for Debian 12 and its relatives; here there is no apt-get. The packages it would install:" >&2
  printf '  %s\n' "${packages[@]}" >&2
  exit 1
fi

asRoot=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "setup-debian.sh: run this as root, or install sudo." >&2
    exit 1
  fi
  asRoot=(sudo)
fi

isInstalled() {
  [ "$(dpkg-query -W -f='${db:Status-Abbrev}' "$1" 2>/dev/null | cut -c1-2)" = "ii" ]
}

missing=()
for package in "${packages[@]}"; do
  isInstalled "$package" || missing+=("$package")
done

if [ "${#missing[@]}" -eq 0 ]; then
  echo "All ${#packages[@]} packages are installed."
else
  echo "To be installed (${#missing[@]} of ${#packages[@]} packages):"
  printf '  %s\n' "${missing[@]}"
  if [ "$yes" = no ]; then
    read -r -p "Install them now? [y/N] " answer
    case "$answer" in
      y | Y | yes) ;;
      *) echo "Nothing was changed."; exit 1 ;;
    esac
  fi
  "${asRoot[@]}" apt-get update
  "${asRoot[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
fi

# A machine that had the reference BLAS chosen by hand keeps it until told otherwise.
blas="libblas.so.3-$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || gcc -print-multiarch)"
chosen=$(update-alternatives --query "$blas" 2>/dev/null | sed -n 's/^Value: //p')
openblas=$(update-alternatives --list "$blas" 2>/dev/null | grep openblas | head -n 1 || true)
case "$chosen" in
  *openblas*) echo "BLAS: $chosen" ;;
  *)
    if [ -z "$openblas" ]; then
      echo "Warning: OpenBLAS is not offered as $blas; embedding will be slow." >&2
    else
      echo "BLAS: $chosen is slow; choosing $openblas"
      "${asRoot[@]}" update-alternatives --set "$blas" "$openblas"
    fi
    ;;
esac
