#!/usr/bin/env bash
# Deletes branches that are merged. Called by hand.
set -euo pipefail
curl -fsS -u ":$ADO_PAT" "https://dev.azure.com/acme/Widgets/_apis/git/repositories/widgets/refs"
curl -fsS -u "bot:$GITHUB_PAT" "https://api.github.com/repos/acme/tools/branches"
curl -fsS -u ":$SYSTEM_ACCESSTOKEN" "https://dev.azure.com/acme/_apis/projects"
