"""Verifies a client assertion with PyJWT, as Entra would: the assertion, the certificate and the audience come as JSON on standard input.

Prints the header and the claims as JSON. Ends with 1 if the assertion is not valid.
"""

import base64
import json
import sys

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes


def main() -> int:
    """Returns the exit code: 0 if the assertion is valid."""
    given = json.load(sys.stdin)
    certificate = x509.load_pem_x509_certificate(given["certificate"].encode())
    claims = jwt.decode(
        given["assertion"],
        certificate.public_key(),
        algorithms=["PS256"],
        audience=given["audience"],
        options={
            "require": ["aud", "exp", "iss", "jti", "nbf", "sub"],
            # The test has a clock of its own.
            "verify_exp": False,
            "verify_nbf": False,
        },
    )
    header = jwt.get_unverified_header(given["assertion"])
    thumbprint = base64.urlsafe_b64encode(certificate.fingerprint(hashes.SHA256()))
    assert header["x5t#S256"] == thumbprint.decode().rstrip("="), "another thumbprint"
    print(json.dumps({"header": header, "claims": claims}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
