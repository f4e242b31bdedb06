"""Works with Azure DevOps through Microsoft's library and prints one line of JSON that says how it went, without the token."""

import json
import os
import sys

from azure.devops.connection import Connection
from azure.devops.v7_1.git.models import GitPullRequest
from msrest.authentication import BasicAuthentication, BasicTokenAuthentication

CREDENTIALS = {
    "basic": lambda token: BasicAuthentication("", token),
    "bearer": lambda token: BasicTokenAuthentication({"access_token": token}),
}


def main() -> int:
    """Returns the exit code: 0 if Azure DevOps has done everything."""
    credentials, url = sys.argv[1:]
    connection = Connection(base_url=url, creds=CREDENTIALS[credentials](os.environ["TOKEN"]))
    try:
        outcome = {"ok": True, **work(connection)}
    except Exception as error:
        outcome = {"ok": False, "kind": type(error).__name__, "error": str(error)}
    print(json.dumps(outcome))
    return 0 if outcome["ok"] else 1


def work(connection):
    """Asks who the caller is, lists the repositories, and opens a pull request in the first one."""
    data = connection.clients_v7_1.get_location_client().get_connection_data()
    git = connection.clients.get_git_client()
    repositories = git.get_repositories()
    # No other branch is there.
    new = GitPullRequest(source_ref_name="refs/heads/main", target_ref_name="refs/heads/main", title="Turn faster")
    first = repositories[0]
    opened = git.create_pull_request(new, first.id, project=first.project.id)
    return {
        "caller": data.authenticated_user.provider_display_name,
        "repositories": [repository.name for repository in repositories],
        "pullRequest": opened.pull_request_id,
        "author": opened.created_by.display_name,
    }


if __name__ == "__main__":
    sys.exit(main())
