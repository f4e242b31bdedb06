//! The step of a workflow of GitHub that gets a token, as text: its ids are not in the file.

/// The output of the step.
pub(crate) const TOKEN_OF_STEP: &str = "${{ steps.patless.outputs.token }}";

/// Returns what a workflow needs: the line that uses the output, the permission, and the step.
pub(crate) fn workflow_step_text(line: &str) -> String {
    format!(
        "{line}\n\nand in the job, with the ids of the identity:\npermissions:\n  contents: read\n  id-token: write\nsteps:\n- id: patless\n  env:\n    AZURE_TENANT_ID: ${{{{ vars.AZURE_TENANT_ID }}}}\n    AZURE_CLIENT_ID: ${{{{ vars.AZURE_CLIENT_ID }}}}\n  run: |\n    token=$(npx patless token --source github-actions)\n    echo \"::add-mask::$token\"\n    echo \"token=$token\" >> \"$GITHUB_OUTPUT\""
    )
}
