#!/bin/sh
echo "$PERSONAL_ACCESS_TOKEN" | az devops login --organization https://dev.azure.com/acme
az login --identity
gh auth login --with-token < token.txt
