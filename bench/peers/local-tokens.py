"""Gives access tokens on loopback as App Service does: what one writes around azure-identity where a job needs that.

Prints its port. It ends with its standard input.
"""

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from azure.identity import AzurePipelinesCredential

CREDENTIAL = AzurePipelinesCredential(
    tenant_id=os.environ["AZURE_TENANT_ID"],
    client_id=os.environ["AZURE_CLIENT_ID"],
    service_connection_id=os.environ["AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"],
    system_access_token=os.environ["SYSTEM_ACCESSTOKEN"],
)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    # With its own, 5, connections wait for a second.
    request_queue_size = 512


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.headers.get("X-IDENTITY-HEADER") != os.environ["IDENTITY_HEADER"]:
            self.send_error(401)
            return
        resource = parse_qs(urlsplit(self.path).query)["resource"][0]
        token = CREDENTIAL.get_token(f"{resource}/.default")
        answer = {
            "access_token": token.token,
            "expires_on": str(token.expires_on),
            "resource": resource,
            "token_type": "Bearer",
        }
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
