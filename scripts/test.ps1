# Everything that has to be green on Windows: lint, format, types, layers, tests. The twin of
# scripts/test; the last line is that of the tests.
#   powershell -ExecutionPolicy Bypass -File scripts\test.ps1
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent $PSScriptRoot
& (Join-Path $PSScriptRoot 'setup.ps1') -Tests
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

$python = Join-Path $root '.venv\Scripts\python.exe'
$linter = Join-Path $root '.venv\Scripts\lint-imports.exe'
$ErrorActionPreference = 'Continue'
$script:failed = @()

# Runs one check; all checks are run even where one fails.
function Invoke-Check([string]$name, [string]$program, [string[]]$arguments) {
    Write-Host "== $name"
    & $program @arguments | Out-Host
    if ($LASTEXITCODE -ne 0) { $script:failed += $name }
}

Push-Location $root
try {
    Invoke-Check 'ruff' $python @('-m', 'ruff', 'check', '.')
    Invoke-Check 'format' $python @('-m', 'ruff', 'format', '--check', '.')
    Invoke-Check 'mypy' $python @('-m', 'mypy')
    Invoke-Check 'layers' $linter @('--no-logo')
    if ($script:failed) { Write-Host "== gagal / failed: $($script:failed) (pytest follows)" }

    Write-Host '== pytest'
    & $python -m pytest --numprocesses auto --maxprocesses 4 @args
    $status = $LASTEXITCODE
}
finally {
    Pop-Location
}
if ($status -eq 0 -and $script:failed) { $status = 1 }
exit $status
