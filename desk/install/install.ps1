# Installs the program patless for Windows from an archive of a release, after comparing the archive's SHA-256 sum.
#
# The sums of its own release are in this script. A sum that came from the same place as the archive would only show that
# both arrived: for another version, give -Sha256 with a sum that you trust.
[CmdletBinding()]
param(
    # Where the program goes.
    [string]$To = (Join-Path $HOME '.local\bin'),
    # Another version than this script's; needs -Sha256.
    [string]$Version,
    # The folder that holds the archives: https, or http on loopback. Default: PATLESS_BASE_URL, or the release on GitHub.
    [string]$BaseUrl = $env:PATLESS_BASE_URL,
    # The sum of the archive, instead of those in this script.
    [string]$Sha256
)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
# Windows PowerShell shows progress so slowly that a download takes minutes.
$ProgressPreference = 'SilentlyContinue'

# `cargo xtask package` writes both.
$ReleaseVersion = ''
$ReleaseSums = ''

# Says what failed and what to do, and ends.
function Stop-Installation([string]$Cause, [string]$Hint) {
    throw "$Cause`n`nhint: $Hint"
}

# The sum that this script has for an archive.
function Get-ReleaseSum([string]$Archive) {
    if ($Version -ne $ReleaseVersion) {
        Stop-Installation "this script has no sum for version $Version" 'give -Sha256 with a sum that you trust, or take the script of that release'
    }
    foreach ($line in $ReleaseSums -split "`n") {
        $sum, $file = $line.Trim() -split '\s+', 2
        if ($file -eq $Archive) { return $sum }
    }
    Stop-Installation "this script has no sum for $Archive" 'give -Sha256 with a sum that you trust'
}

# Puts the program in its place in one step.
function Move-Program([string]$Staged, [string]$Target) {
    if (Test-Path -LiteralPath $Target) {
        [System.IO.File]::Replace($Staged, $Target, [NullString]::Value)
    } else {
        [System.IO.File]::Move($Staged, $Target)
    }
}

if (-not $Version) { $Version = $ReleaseVersion }
if (-not $Version) { Stop-Installation 'this script belongs to no release' 'give -Version and -Sha256, or take the script of a release' }
if ($Version -notmatch '\A[0-9A-Za-z][0-9A-Za-z.-]*\z') { Stop-Installation "no version: $Version" 'give -Version a version like 1.0.0' }
if ($Sha256 -and $Sha256 -notmatch '\A[0-9A-Fa-f]{64}\z') { Stop-Installation "no SHA-256 sum: $Sha256" 'give -Sha256 64 hexadecimal digits' }
if ([System.Environment]::OSVersion.Platform -ne 'Win32NT') { Stop-Installation 'this is not Windows' 'use install.sh' }
# Windows on Arm runs programs for x64.
if (-not [System.Environment]::Is64BitOperatingSystem) { Stop-Installation 'there is no program for 32-bit Windows' 'use 64-bit Windows' }
if (-not $BaseUrl) { $BaseUrl = "https://github.com/patless/patless/releases/download/v$Version" }
if ($BaseUrl -notmatch '\A(https://|http://(127\.0\.0\.1|localhost|\[::1\])[:/])[^@\s]*\z') {
    Stop-Installation "neither https nor on loopback, or with a user name: $BaseUrl" 'give -BaseUrl a URL that begins with https://'
}

$name = "patless-$Version-win32-x64"
$archive = "$name.zip"
$sum = if ($Sha256) { $Sha256 } else { Get-ReleaseSum $archive }
$url = $BaseUrl.TrimEnd('/') + '/' + $archive
$To = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($To)
$work = Join-Path ([System.IO.Path]::GetTempPath()) ('patless-' + [guid]::NewGuid())
$staged = $null
[void](New-Item -ItemType Directory -Path $work)
try {
    $file = Join-Path $work $archive
    # Windows PowerShell may not offer TLS 1.2 by itself.
    [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
    try {
        Invoke-WebRequest -UseBasicParsing -Uri $url -OutFile $file
    } catch {
        Stop-Installation "the archive cannot be downloaded: $url ($($_.Exception.Message))" 'check the version, the network and, if you gave one, the base URL'
    }
    $found = (Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash
    if ($found -ne $sum) {
        Stop-Installation "the archive is not the one that is expected: $url has the SHA-256 sum $found instead of $sum" 'try again; if it happens again, do not use the archive, and report it'
    }
    Expand-Archive -LiteralPath $file -DestinationPath $work
    [void](New-Item -ItemType Directory -Force -Path $To)
    $staged = Join-Path $To ('.patless.' + [guid]::NewGuid() + '.exe')
    Copy-Item -LiteralPath (Join-Path $work "$name\patless.exe") -Destination $staged
    $says = & $staged --version
    if ($LASTEXITCODE -ne 0 -or $says -ne "patless $Version") {
        Stop-Installation "the program does not start in $To, or is not version $Version" 'check that no security software blocks it; otherwise report it'
    }
    $target = Join-Path $To 'patless.exe'
    try {
        Move-Program $staged $target
    } catch {
        Stop-Installation "the program cannot be replaced: $target ($($_.Exception.Message))" 'end every patless that runs, and try again'
    }
    $staged = $null
    Write-Output "installed ${says}: $target"
    if (($env:PATH -split ';') -notcontains $To) { Write-Output "note: $To is not in your PATH" }
} finally {
    Remove-Item -LiteralPath $work -Recurse -Force
    if ($staged -and (Test-Path -LiteralPath $staged)) { Remove-Item -LiteralPath $staged -Force }
}
