# Members of the teams.
Set-VSTeamAccount -Account acme -PersonalAccessToken $env:ADO_PAT
Set-VSTeamAccount -Account acme -PersonalAccessToken $env:ADO_TOKEN -UseBearerToken
Get-VSTeamProject
