// Integration tests against Azure DevOps. The token is in one variable, wherever they run.

const token = process.env.SECRET_INGETRATION_TESTING_TOKEN;

async function get(path) {
  // A redirect would lead to a page for signing in.
  const response = await fetch(new URL(path, organization), {
    headers: { authorization: `Bearer ${token}` },
    redirect: "error",
  });
  return { status: response.status, body: await response.json() };
}

test("Azure DevOps knows who asks", async () => {
  const { status, body } = await get("_apis/connectionData");
  expect(status).toBe(200);
  expect(body.authenticatedUser.providerDisplayName).toBeTruthy();
});

test("the answer is about the organization that was asked", async () => {
  const { body } = await get("_apis/connectionData");
  expect(body.instanceId).toMatch(/^[0-9a-f-]{36}$/);
});
