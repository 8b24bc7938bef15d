# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034,SC2015,SC2016
# The units, without a server.
"$build/unit" | tail -n 3 || bad=1
