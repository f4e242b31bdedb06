#!/usr/bin/env bash
# Says who the job is to an organization of Azure DevOps, with the token in the variable TOKEN. `patless exec` puts it there.
#
#   patless exec --variable TOKEN -- bash whoami.sh ORGANIZATION_URL
set -euo pipefail

# Through standard input: a token on a command line is seen by every process of the machine.
answer=$(printf 'header = "Authorization: Bearer %s"\n' "$TOKEN" |
    curl --silent --show-error --fail --config - "$1_apis/connectionData")
name=$(printf '%s' "$answer" | grep -o '"providerDisplayName": *"[^"]*"' | head -n 1 | cut -d '"' -f 4)
test -n "$name"
echo "patless exec is $name"
