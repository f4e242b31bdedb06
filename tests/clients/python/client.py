"""Gets one access token through a credential of the SDK and prints one line of JSON that says how it went, without the token."""

import json
import os
import sys

import requests
from azure.identity import (
    AzureCliCredential,
    AzurePipelinesCredential,
    CertificateCredential,
    ClientAssertionCredential,
    ClientSecretCredential,
    DefaultAzureCredential,
    DeviceCodeCredential,
    ManagedIdentityCredential,
    WorkloadIdentityCredential,
)
from msal import managed_identity

DEFAULT_SCOPE = "499b84ac-1321-427f-aa17-267ca6975798/.default"


def main() -> int:
    """Returns the exit code: 0 with a token, 1 without."""
    scope = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SCOPE", DEFAULT_SCOPE)
    try:
        access_token = make_credential().get_token(scope)
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


def make_credential():
    """Makes the credential that the variable CREDENTIAL names. Default: that of a job of a pipeline."""
    kind = os.environ.get("CREDENTIAL", "AzurePipelinesCredential")
    options = json.loads(os.environ.get("CREDENTIAL_OPTIONS", "{}"))
    if kind == "ManagedIdentityCredential":
        return make_managed_identity_credential(options)
    if kind == "DefaultAzureCredential":
        return DefaultAzureCredential(**options)
    if kind == "AzureCliCredential":
        return AzureCliCredential(**options)
    client = {
        "tenant_id": os.environ["AZURE_TENANT_ID"],
        "client_id": os.environ["AZURE_CLIENT_ID"],
        **options,
    }
    # Otherwise MSAL asks the real login.microsoftonline.com whether our authority host is one of Microsoft's.
    with_msal = {"disable_instance_discovery": True, **client}
    match kind:
        case "AzurePipelinesCredential":
            return AzurePipelinesCredential(
                service_connection_id=os.environ["AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"],
                system_access_token=os.environ["SYSTEM_ACCESSTOKEN"],
                **client,
            )
        case "ClientAssertionCredential":
            return ClientAssertionCredential(func=assertion_as_on_github, **client)
        case "ClientSecretCredential":
            return ClientSecretCredential(client_secret=os.environ["AZURE_CLIENT_SECRET"], **with_msal)
        case "CertificateCredential":
            return CertificateCredential(
                certificate_path=os.environ["AZURE_CLIENT_CERTIFICATE_PATH"],
                password=os.environ.get("AZURE_CLIENT_CERTIFICATE_PASSWORD"),
                **with_msal,
            )
        case "DeviceCodeCredential":
            # Nobody reads the code: the emulator's user signs in all the same.
            return DeviceCodeCredential(prompt_callback=lambda uri, code, expires: None, **with_msal)
        case "WorkloadIdentityCredential":
            return WorkloadIdentityCredential(**client)
        case other:
            raise ValueError(f"unknown credential {other}")


def make_managed_identity_credential(options):
    """Makes the credential of a host with managed identities."""
    if "ARC_KEY_FOLDER" in os.environ:
        # The real folder belongs to root. Nothing else of the library is changed.
        folders = managed_identity._supported_arc_platforms_and_their_prefixes
        folders[sys.platform] = os.environ["ARC_KEY_FOLDER"]
    return ManagedIdentityCredential(**options)


def assertion_as_on_github():
    """Asks for an assertion as jobs of GitHub do."""
    response = requests.get(
        os.environ["AZURE_OIDC_REQUEST_URL"],
        params={"audience": "api://AzureADTokenExchange"},
        headers={"Authorization": f"bearer {os.environ['AZURE_OIDC_REQUEST_TOKEN']}"},
        timeout=10,
    )
    response.raise_for_status()
    return response.json()["value"]


if __name__ == "__main__":
    sys.exit(main())
