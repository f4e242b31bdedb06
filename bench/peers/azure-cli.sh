#!/bin/sh
# Runs what a step of AzureCLI@2 runs, in its order, with `az account get-access-token` as the user's script.
# Left out, in its favor: the task's own start, its shell around the script, telemetry, and the search for a newer version
# that `az --version` makes (here it is `az version`).
set -eu
az version --output none
az cloud set --name AzureCloud
assertion=$("$NODE" "$ASSERTION")
az login --service-principal --username "$AZURE_CLIENT_ID" --tenant "$AZURE_TENANT_ID" \
    --allow-no-subscriptions --federated-token "$assertion" --output none
az account get-access-token --scope "$SCOPE" --query accessToken --output tsv
az account clear
