#!/bin/sh
# Installs the program `patless` for this machine from an archive of a release, after comparing the archive's SHA-256 sum.
#
# The sums of its own release are in this script. A sum that came from the same place as the archive would only show that
# both arrived: for another version, give --sha256 with a sum that you trust.
#
# Everything is in functions, and the last line starts them: half a script does nothing.
set -eu

# `cargo xtask package` writes both.
release_version=''
release_sums=''

usage() {
    cat <<'END'
usage: install.sh [options]

  --to DIR          where the program goes (default: ~/.local/bin)
  --version V       another version than this script's; needs --sha256
  --base-url URL    the folder that holds the archives (default: PATLESS_BASE_URL, or the release on GitHub);
                    https, or http on loopback
  --sha256 SUM      the sum of the archive, instead of those in this script
END
}

# Says what failed and what to do, and ends.
die() {
    printf 'error: %s\n\nhint: %s\n' "$1" "$2" >&2
    exit 1
}

main() {
    version=$release_version
    base_url=${PATLESS_BASE_URL:-}
    sum=
    folder=${HOME:+$HOME/.local/bin}
    while [ $# -gt 0 ]; do
        case $1 in
            --help) usage; exit 0 ;;
            --to | --version | --base-url | --sha256) ;;
            *) die "unknown option: $1" "run it with --help" ;;
        esac
        [ $# -ge 2 ] && [ -n "$2" ] || die "$1 has no value" "run it with --help"
        case $1 in
            --to) folder=$2 ;;
            --version) version=$2 ;;
            --base-url) base_url=$2 ;;
            --sha256) sum=$2 ;;
        esac
        shift 2
    done
    check_options
    name=patless-$version-$(platform)
    archive=$name.tar.gz
    [ -n "$sum" ] || sum=$(sum_of_release)
    install_program
}

# Refuses what would be a strange path or an open connection.
check_options() {
    [ -n "$version" ] || die "this script belongs to no release" "give --version and --sha256, or take the script of a release"
    case $version in
        *[!0-9A-Za-z.-]* | .* | -*) die "no version: $version" "give --version a version like 1.0.0" ;;
    esac
    [ -n "$folder" ] || die "HOME is not set" "give --to a folder"
    case $folder in
        /*) ;;
        *) folder=$PWD/$folder ;;
    esac
    [ ! -d "$folder/patless" ] || die "$folder/patless is a folder" "give --to another folder"
    sum=$(printf '%s' "$sum" | tr 'A-F' 'a-f')
    case $sum in
        *[!0-9a-f]*) die "no SHA-256 sum: $sum" "give --sha256 the 64 hexadecimal digits of the archive's sum" ;;
    esac
    [ ${#sum} -eq 0 ] || [ ${#sum} -eq 64 ] ||
        die "no SHA-256 sum: $sum" "give --sha256 the 64 hexadecimal digits of the archive's sum"
    [ -n "$base_url" ] || base_url=https://github.com/patless/patless/releases/download/v$version
    case $base_url in
        https://*) protocol==https ;;
        http://127.0.0.1[:/]* | http://localhost[:/]* | http://\[::1\][:/]*) protocol==http ;;
        *) die "neither https nor on loopback: $base_url" "give --base-url a URL that begins with https://" ;;
    esac
    case $base_url in
        *@* | *[[:space:]]*) die "the base URL has a user name or a space" "give --base-url a URL without" ;;
    esac
}

# Prints the name of this machine's platform.
platform() {
    system=$(uname -s)
    processor=$(uname -m)
    # Under Rosetta, a Mac with an Arm processor says that it has another.
    if [ "$system $processor" = "Darwin x86_64" ] && [ "$(sysctl -n sysctl.proc_translated 2>/dev/null)" = 1 ]; then
        processor=arm64
    fi
    case "$system $processor" in
        "Linux x86_64" | "Linux amd64") echo linux-x64 ;;
        "Linux aarch64" | "Linux arm64") echo linux-arm64 ;;
        "Darwin x86_64") echo darwin-x64 ;;
        "Darwin arm64") echo darwin-arm64 ;;
        *)
            die "there is no program for this machine ($system $processor)" \
                "there are programs for Linux and macOS on x64 and arm64; on Windows, use install.ps1 or npm"
            ;;
    esac
}

# Prints the sum that this script has for the archive.
sum_of_release() {
    [ "$version" = "$release_version" ] ||
        die "this script has no sum for version $version" "give --sha256 with a sum that you trust, or take the script of that release"
    printf '%s\n' "$release_sums" | while read -r known file; do
        [ "$file" != "$archive" ] || printf '%s\n' "$known"
    done | grep . ||
        die "this script has no sum for $archive" "give --sha256 with a sum that you trust"
}

# Downloads, compares, unpacks, tries, and only then puts the program in its place. Whatever happens, nothing else is left.
install_program() {
    work=$(mktemp -d)
    staged=
    trap 'rm -rf "$work" ${staged:+"$staged"}' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM

    url=${base_url%/}/$archive
    download "$url" "$work/$archive"
    found=$(sha256 "$work/$archive")
    [ "$found" = "$sum" ] ||
        die "the archive is not the one that is expected: $url has the SHA-256 sum $found instead of $sum" \
            "try again; if it happens again, do not use the archive, and report it"
    tar -xzf "$work/$archive" -C "$work" "$name/patless" ||
        die "the archive cannot be unpacked: $url" "check the free space in ${TMPDIR:-/tmp}"

    mkdir -p "$folder" || die "the folder cannot be made: $folder" "give --to a folder that you may write to"
    # In the same folder, so that it takes its place in one step.
    staged=$(mktemp "$folder/.patless.XXXXXX") || die "no file can be made in $folder" "give --to a folder that you may write to"
    cat "$work/$name/patless" >"$staged"
    chmod 755 "$staged"
    says=$("$staged" --version) && [ "$says" = "patless $version" ] ||
        die "the program does not start in $folder, or is not version $version" \
            "check that the folder is not mounted with noexec; otherwise report it"
    mv -f "$staged" "$folder/patless"
    staged=
    printf 'installed %s: %s\n' "$says" "$folder/patless"
    tell_of_path
}

# Downloads a URL to a file, over https alone, or on loopback.
download() {
    if command -v curl >/dev/null; then
        curl --fail --silent --show-error --location --proto "$protocol" --connect-timeout 30 --output "$2" "$1"
    elif command -v wget >/dev/null; then
        wget -q -O "$2" "$1"
    else
        die "neither curl nor wget is installed" "install one of them"
    fi || die "the archive cannot be downloaded: $1" "check the version, the network and, if you gave one, the base URL"
}

# Prints the SHA-256 sum of a file.
sha256() {
    if command -v sha256sum >/dev/null; then
        sha256sum <"$1" | cut -d ' ' -f 1
    elif command -v shasum >/dev/null; then
        shasum -a 256 <"$1" | cut -d ' ' -f 1
    elif command -v openssl >/dev/null; then
        openssl dgst -sha256 -r <"$1" | cut -d ' ' -f 1
    else
        die "neither sha256sum nor shasum nor openssl is installed" "install one of them: an archive is not used without its sum"
    fi
}

# Says what keeps the shell from finding the program.
tell_of_path() {
    case ":$PATH:" in
        *":$folder:"*) ;;
        *)
            printf 'note: %s is not in your PATH\n' "$folder"
            return
            ;;
    esac
    first=$(command -v patless || true)
    [ "$first" = "$folder/patless" ] || printf 'note: your PATH has another patless before it: %s\n' "$first"
}

main "$@"
