#!/bin/sh
# Gets one token with curl and jq, as people write it in a script step. The job's token goes to curl in a file that is
# no file, the assertion through a pipe: neither is in a command line.
set -eu
assertion=$(curl --config - <<END | jq --raw-output .oidcToken
silent
show-error
fail
request = "POST"
header = "Content-Length: 0"
header = "Authorization: Bearer $SYSTEM_ACCESSTOKEN"
url = "$SYSTEM_OIDCREQUESTURI?api-version=7.1&serviceConnectionId=$AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"
END
)
printf %s "$assertion" | curl --silent --show-error --fail \
    --data-urlencode 'grant_type=client_credentials' \
    --data-urlencode "client_id=$AZURE_CLIENT_ID" \
    --data-urlencode "scope=$SCOPE" \
    --data-urlencode 'client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer' \
    --data-urlencode 'client_assertion@-' \
    "$AZURE_AUTHORITY_HOST$AZURE_TENANT_ID/oauth2/v2.0/token" | jq --raw-output .access_token
