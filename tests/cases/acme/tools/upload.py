import os
import re

from azure.devops.connection import Connection
from msrest.authentication import BasicAuthentication, BasicTokenAuthentication

connection = Connection(base_url="https://dev.azure.com/acme", creds=BasicAuthentication("", os.environ["ADO_PAT"]))
newer = Connection(base_url="https://dev.azure.com/acme", creds=BasicTokenAuthentication({"access_token": os.environ["ADO_TOKEN"]}))
jira = requests.get("https://acme.atlassian.net", auth=("bot", os.environ["JIRA_PAT"]))
pat = re.compile("v[0-9]+")
