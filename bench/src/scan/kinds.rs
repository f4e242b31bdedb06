//! The kinds of files in the checkout: what they begin with, and their lines.

/// A kind of file.
#[derive(Debug)]
pub(super) struct Kind {
    /// Its name; `#` is a number.
    pub(super) name: &'static str,
    /// How many of a thousand files are of it.
    pub(super) share: u32,
    /// What it begins with.
    pub(super) begin: &'static str,
    /// Its lines. `%w` is a word, `%i` a name of several, `%u` one in capitals, `%n` a number, `%h` a hash in hex, `%b` one in
    /// base64. None: it has random bytes.
    pub(super) lines: &'static [&'static str],
    /// A use of a PAT.
    pub(super) planted: &'static str,
}

/// All kinds.
pub(super) static KINDS: &[Kind] = &[
    Kind {
        name: "part-#.ts",
        share: 240,
        begin: "import { readFile } from 'node:fs/promises';\n",
        lines: &[
            "export async function %i(%i: %i, %i = %n): Promise<%i> {",
            "  const %i = await this.%i.%i(%i, { %i: %n, %i });",
            "  if (%i !== undefined && %i.%i > %n) {",
            "    throw new Error(`%w %w ${%i} %w %w`);",
            "  // %w %w the %w, so that the %w %w %w",
            "  return %i.map((%w) => %w.%i).filter(Boolean);",
            "}",
            "",
            "describe('%w %w', () => it('%w the %w of the %w', () => expect(%i(%n)).toEqual(%n)));",
        ],
        planted: "const handler = azdev.getPersonalAccessTokenHandler(process.env.ADO_PAT);\n",
    },
    Kind {
        name: "Class#.cs",
        share: 180,
        begin: "using System;\nusing System.Threading.Tasks;\n\nnamespace Acme.Warehouse;\n",
        lines: &[
            "    public async Task<%i> %i(%i %i, int %w = %n)",
            "        var %i = await _%i.%i(%i, %n).ConfigureAwait(false);",
            "        if (%i is null) throw new ArgumentNullException(nameof(%i));",
            "    /// <summary>%w the %w of a %w by its %w.</summary>",
            "        _logger.LogInformation(\"%w {%i} %w %n\", %i);",
            "    {",
            "    }",
            "",
        ],
        planted: "        var credentials = new VssBasicCredential(string.Empty, pat);\n",
    },
    Kind {
        name: "module_#.py",
        share: 90,
        begin: "import os\nimport sys\n",
        lines: &[
            "def %w_%w(%w, %w=None, *, %w=%n):",
            "    \"\"\"%w %w %w of the %w.\"\"\"",
            "    %w_%w = self.%w.%w(%w, %w=%n)",
            "    for %w in %w_%w.get(\"%w\", []):",
            "    return {\"%w\": %w, \"%w_%w\": %n}",
            "",
        ],
        planted: "credentials = BasicAuthentication('', os.environ['AZURE_DEVOPS_PAT'])\n",
    },
    Kind {
        name: "file#.go",
        share: 70,
        begin: "package warehouse\n",
        lines: &[
            "func (%w *%i) %i(ctx context.Context, %w string) (%i, error) {",
            "\tif err := %w.%i(ctx, %w, %n); err != nil {",
            "\t\treturn nil, fmt.Errorf(\"%w %w: %w\", err)",
            "\t// %i %w the %w before %w %w.",
            "}",
            "",
        ],
        planted: "// the pat of the build is in the pipeline\n",
    },
    Kind {
        name: "data-#.json",
        share: 130,
        begin: "{\n",
        lines: &[
            "  \"%i\": { \"%w\": %n, \"%w\": \"%w-%w\", \"%w\": [%n, %n, %n] },",
            "  \"%i\": \"https://%w.example.com/%w/%w/%n\",",
            "  \"%w/%w\": { \"version\": \"%n.%n.0\", \"integrity\": \"sha512-%b==\" },",
            "  \"%i\": \"%w %w %w %w %w\",",
        ],
        planted: "  \"AZURE_DEVOPS_EXT_PAT\": \"${input:pat}\",\n",
    },
    Kind {
        name: "page-#.md",
        share: 90,
        begin: "# About it\n",
        lines: &[
            "The %w of the %w is a %w that %w the %w %w. Each %w has a %w and its own %w, so the %w can %w it.",
            "",
            "## %w and %w",
            "- `%i`: the %w %w, see [%w](https://example.com/%w/%n)",
            "    %w --%w %n --%w %w",
        ],
        planted: "    echo $PAT | az devops login --organization https://dev.azure.com/acme\n",
    },
    Kind {
        name: "project-#.csproj",
        share: 50,
        begin: "<Project Sdk=\"Microsoft.NET.Sdk\">\n",
        lines: &[
            "    <PackageReference Include=\"Acme.%i.%i\" Version=\"%n.0.%n\" />",
            "    <Compile Update=\"%i\\%i.cs\"><DependentUpon>%i.resx</DependentUpon></Compile>",
            "    <data name=\"%i\" xml:space=\"preserve\"><value>%w %w %w %w</value></data>",
        ],
        planted: "    <!-- feed: ClearTextPassword -->\n",
    },
    Kind {
        name: "style-#.css",
        share: 30,
        begin: "",
        lines: &[
            ".%w-%w > .%w { margin: %npx; color: var(--%w-%w); }",
            "  background: url(\"../%w/%w-%n.svg\") no-repeat;",
        ],
        planted: "",
    },
    Kind {
        name: "chart-#.yaml",
        share: 40,
        begin: "apiVersion: v1\nkind: ConfigMap\ndata:\n",
        lines: &[
            "  %i%n: \"%w %w\"",
            "  %w.%w.%n: https://%w.example.com:%n/%w",
            "  # %w of the %w",
            "  image%n: registry.example.com/%w/%w@sha256:%h",
        ],
        planted: "  personalAccessTokenFromEnv: AZP_TOKEN\n",
    },
    Kind {
        name: "azure-pipelines-#.yml",
        share: 8,
        begin: "trigger:\n- main\nsteps:\n",
        lines: &[
            "- script: npm run %w -- --%w=%n\n  displayName: %w the %w",
            "- task: DotNetCoreCLI@2\n  inputs:\n    command: %w\n    projects: src/%w/%i.csproj\n  env:\n    %u_%u: $(%i)",
            "- bash: |\n    set -eu\n    %w_%w=$(cat %w.txt)\n    echo \"%w $%w_%w\"\n    ./%w.sh --%w \"$(Build.BuildId)\"",
        ],
        planted: "- script: npx renovate\n  env:\n    RENOVATE_TOKEN: $(ADO_PAT)\n",
    },
    Kind {
        name: ".github/workflows/check-#.yml",
        share: 4,
        begin: "on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n",
        lines: &[
            "    - run: npm run %w\n      env:\n        %u_%u: ${{ vars.%u_%u }}",
            "    - uses: actions/setup-node@v4\n      with:\n        node-version: %n",
        ],
        planted: "    - run: npx tfx extension publish --token ${{ secrets.MARKETPLACE_PAT }}\n",
    },
    Kind {
        name: "script-#.sh",
        share: 20,
        begin: "#!/bin/sh\nset -eu\n",
        lines: &[
            "%w_%w=$(%w --%w \"$%w\")",
            "if [ -n \"${%u_%u:-}\" ]; then %w \"$1\" >%w.log; fi",
            "# %w the %w",
            "curl -fsS \"https://%w.example.com/%w?%w=%n\" | jq -r .%w",
        ],
        planted: "git clone \"https://$ADO_PAT@dev.azure.com/acme/app/_git/app\"\n",
    },
    Kind {
        name: "Invoke-#.ps1",
        share: 12,
        begin: "param([string]$name)\n",
        lines: &[
            "$%i = Get-%i -%w $%i -%w %n",
            "if (-not $%i) { Write-Host \"%w %w $env:%u_%u\" }",
            "foreach ($%w in $%i) { Set-%i -%w $%w }",
        ],
        planted: "$auth = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(\":$pat\"))\n",
    },
    Kind {
        name: "module-#.tf",
        share: 10,
        begin: "",
        lines: &[
            "resource \"azurerm_%w\" \"%w_%n\" {\n  name     = \"%w-%w\"\n  location = var.%w\n}",
            "variable \"%w_%n\" {\n  type = string\n}",
        ],
        planted: "provider \"azuredevops\" {\n  personal_access_token = var.ado_pat\n}\n",
    },
    Kind {
        name: "Dockerfile.#",
        share: 4,
        begin: "FROM node:22\n",
        lines: &["RUN %w %w --%w %n", "COPY %w/%w ./%w", "ENV %u_%u=%n"],
        planted: "ARG FEED_ACCESSTOKEN\n",
    },
    Kind {
        name: "picture-#.png",
        share: 22,
        begin: "",
        lines: &[],
        planted: "",
    },
];
