# Starts Puas on Windows: the window, the first time on the sample office. Arguments are passed on.
# The twin of scripts/run; Windows always has a screen.
#   powershell -ExecutionPolicy Bypass -File scripts\run.ps1
#   powershell -ExecutionPolicy Bypass -File scripts\run.ps1 rekap kantor.sqlite
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent $PSScriptRoot
& (Join-Path $PSScriptRoot 'setup.ps1')
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

$ErrorActionPreference = 'Continue'
$python = Join-Path $root '.venv\Scripts\python.exe'
$words = @($args)
if ($words.Count -eq 0) {
    $office = & $python (Join-Path $PSScriptRoot 'first_office.py')
    if ($office) { $words = @("$office") }
}
& $python (Join-Path $root 'main.py') @words
exit $LASTEXITCODE
