"""Tests a pod with workload identity against the emulator. `patless-emulator` is in PATH; run it with `python -m unittest`."""

import os
import subprocess
import tempfile
import time
import unittest

from azure.core.exceptions import ClientAuthenticationError
from azure.identity import WorkloadIdentityCredential

KEY_VAULT = "https://vault.azure.net/.default"


class TokenTest(unittest.TestCase):
    def play(self, scenario):
        """Plays a scenario until the test ends. Its variables are those of a pod."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        file = os.path.join(folder.name, "env")
        options = ["--env-file", file, "--scenario", scenario, "--identity", "workload-identity"]
        emulator = subprocess.Popen(["patless-emulator", "serve", *options], stdout=subprocess.PIPE)
        self.addCleanup(emulator.communicate)
        self.addCleanup(emulator.terminate)
        emulator.stdout.readline()  # it is ready, and the file is complete
        with open(file) as lines:
            os.environ.update(line.rstrip("\n").split("=", 1) for line in lines)
        os.environ["REQUESTS_CA_BUNDLE"] = os.environ["PATLESS_EMULATOR_CA_FILE"]
        return WorkloadIdentityCredential(disable_instance_discovery=True)

    def test_the_token_of_the_pod_is_exchanged(self):
        token = self.play("default").get_token(KEY_VAULT)
        self.assertGreater(token.expires_on, time.time())

    def test_another_audience_is_refused(self):
        with self.assertRaisesRegex(ClientAuthenticationError, "AADSTS700212"):
            self.play("wrong-audience").get_token(KEY_VAULT)
