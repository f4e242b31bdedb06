"""Gets one access token through AzurePipelinesCredential and prints one line of JSON that says how it went, without the token."""

import json
import os
import sys

from azure.identity import AzurePipelinesCredential

DEFAULT_SCOPE = "499b84ac-1321-427f-aa17-267ca6975798/.default"


def main() -> int:
    """Returns the exit code: 0 with a token, 1 without."""
    scope = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SCOPE", DEFAULT_SCOPE)
    try:
        credential = AzurePipelinesCredential(
            tenant_id=os.environ["AZURE_TENANT_ID"],
            client_id=os.environ["AZURE_CLIENT_ID"],
            service_connection_id=os.environ["AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"],
            system_access_token=os.environ["SYSTEM_ACCESSTOKEN"],
            **json.loads(os.environ.get("CREDENTIAL_OPTIONS", "{}")),
        )
        access_token = credential.get_token(scope)
    except Exception as error:
        print(json.dumps({"ok": False, "error": str(error)}))
        return 1
    outcome = {
        "ok": True,
        "tokenLength": len(access_token.token),
        "tokenParts": len(access_token.token.split(".")),
        "expiresOn": access_token.expires_on,
    }
    print(json.dumps(outcome))
    return 0


if __name__ == "__main__":
    sys.exit(main())
