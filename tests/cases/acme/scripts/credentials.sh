#!/bin/sh
git config --global credential.helper store
echo "https://bot:${ADO_PAT}@dev.azure.com" | git credential approve
echo "https://bot:${GH_TOKEN}@github.com" | git credential approve
git remote set-url origin https://dev.azure.com/acme/Widgets/_git/widgets
