#!/usr/bin/env bash
cd /opt/agent
./config.sh --unattended --url https://dev.azure.com/acme --auth pat --token "$AGENT_PAT" --pool linux
./config.sh --unattended --url https://dev.azure.com/acme --auth SP --clientid "$CLIENT" --tenantid "$TENANT" --pool linux
