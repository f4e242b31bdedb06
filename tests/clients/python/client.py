"""Gets one access token through a credential and prints one line of JSON that says how it went, without the token."""

import json
import os
import sys

from azure.identity import AzurePipelinesCredential, ManagedIdentityCredential
from msal import managed_identity

DEFAULT_SCOPE = "499b84ac-1321-427f-aa17-267ca6975798/.default"


def main() -> int:
    """Returns the exit code: 0 with a token, 1 without."""
    scope = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SCOPE", DEFAULT_SCOPE)
    try:
        access_token = credential().get_token(scope)
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


def credential():
    """Makes the credential that CREDENTIAL names. Default: that of a job of a pipeline."""
    options = json.loads(os.environ.get("CREDENTIAL_OPTIONS", "{}"))
    if os.environ.get("CREDENTIAL") == "ManagedIdentityCredential":
        if "ARC_KEY_FOLDER" in os.environ:
            # The real folder belongs to root. Nothing else of the library is changed.
            folders = managed_identity._supported_arc_platforms_and_their_prefixes
            folders[sys.platform] = os.environ["ARC_KEY_FOLDER"]
        return ManagedIdentityCredential(**options)
    return AzurePipelinesCredential(
        tenant_id=os.environ["AZURE_TENANT_ID"],
        client_id=os.environ["AZURE_CLIENT_ID"],
        service_connection_id=os.environ["AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"],
        system_access_token=os.environ["SYSTEM_ACCESSTOKEN"],
        **options,
    )


if __name__ == "__main__":
    sys.exit(main())
