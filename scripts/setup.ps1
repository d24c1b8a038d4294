# Makes this checkout ready on Windows: .venv with the locked dependencies, the program itself,
# compiled. The twin of scripts/setup; when nothing changed it returns at once.
#   powershell -ExecutionPolicy Bypass -File scripts\setup.ps1            what the program needs
#   powershell -ExecutionPolicy Bypass -File scripts\setup.ps1 -Tests     also what the tests need
param([switch]$Tests)
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent $PSScriptRoot
$venv = Join-Path $root '.venv'
$python = Join-Path $venv 'Scripts\python.exe'
$kind = if ($Tests) { 'dev' } else { 'run' }
$lock = Join-Path $root "requirements\$kind.txt"

function Say([string]$text) { Write-Host "puas: $text" }

function Stop-Setup([string]$indonesian, [string]$english) {
    [Console]::Error.WriteLine("puas: $indonesian")
    [Console]::Error.WriteLine("      ($english)")
    exit 1
}

# What the state of .venv depends on. pyvenv.cfg holds the version of Python; the folder is in it
# because .venv cannot be moved.
function Get-State([string]$of) {
    $files = @(
        (Join-Path $root "requirements\$of.txt"), (Join-Path $root 'pyproject.toml'),
        (Join-Path $PSScriptRoot 'setup.ps1'), (Join-Path $venv 'pyvenv.cfg')
    )
    $hashes = foreach ($file in $files) {
        if (Test-Path -LiteralPath $file) { (Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash }
    }
    return (@($root) + $hashes) -join "`n"
}

function Test-Stamp([string]$of) {
    $stamp = Join-Path $venv ".puas-$of"
    if (-not ((Test-Path -LiteralPath $python) -and (Test-Path -LiteralPath $stamp))) { return $false }
    return ([IO.File]::ReadAllText($stamp) -eq (Get-State $of))
}

# Runs a program without showing what it prints; on failure its last lines and where all of them are.
# Its standard error is no error of PowerShell's: the exit code decides.
function Invoke-Quietly([string]$program, [string[]]$arguments) {
    $ErrorActionPreference = 'Continue'
    & $program @arguments 2>&1 | ForEach-Object { "$_" } | Out-File -Append -Encoding utf8 $script:log
    if ($LASTEXITCODE -ne 0) {
        Get-Content $script:log -Tail 15 | ForEach-Object { [Console]::Error.WriteLine($_) }
        Stop-Setup "Perintah ini gagal: $program $arguments. Catatan lengkap ada di $script:log." `
            "This command failed; the full log is $script:log."
    }
}

# Returns the command of the first Python that is new enough, as a list of words.
function Find-Python {
    $ErrorActionPreference = 'Continue'
    $candidates = @(
        @('py', '-3.13'), @('py', '-3.12'), @('py', '-3.11'), @('py', '-3'), @('python3'), @('python')
    )
    foreach ($candidate in $candidates) {
        if (-not (Get-Command $candidate[0] -ErrorAction SilentlyContinue)) { continue }
        $rest = @($candidate | Select-Object -Skip 1)
        & $candidate[0] @rest -c 'import sys; sys.exit(sys.version_info < (3, 11))' *> $null
        if ($LASTEXITCODE -eq 0) { return , $candidate }
    }
    return $null
}

if (Test-Stamp $kind) { exit 0 }
$script:log = Join-Path ([IO.Path]::GetTempPath()) "puas-setup-$PID.log"

Push-Location $root
try {
    $system = Find-Python
    if (-not $system) {
        Stop-Setup 'Python 3.11 atau lebih baru tidak ditemukan; pasanglah dahulu.' `
            'Python 3.11 or later was not found; install it first.'
    }
    if (-not (Test-Path -LiteralPath $python)) {
        Say "membuat .venv / making .venv"
        $rest = @($system | Select-Object -Skip 1)
        Invoke-Quietly $system[0] ($rest + @('-m', 'venv', '--clear', $venv))
    }
    foreach ($old in 'run', 'dev') {
        Remove-Item -LiteralPath (Join-Path $venv ".puas-$old") -Force -ErrorAction SilentlyContinue
    }
    Say "memasang pustaka Python dari requirements\$kind.txt / installing the locked Python libraries"
    Invoke-Quietly $python @(
        '-m', 'pip', 'install', '--disable-pip-version-check', '--no-compile', '--no-deps',
        '--require-hashes', '--only-binary', ':all:', '-r', $lock
    )
    # The project itself: its build backend is in the lock, so nothing is fetched for it.
    Invoke-Quietly $python @(
        '-m', 'pip', 'install', '--disable-pip-version-check', '--no-compile', '--no-deps',
        '--no-build-isolation', '--editable', '.'
    )
    Invoke-Quietly $python @('-c', 'from PySide6 import QtWidgets')

    Say 'mengompilasi / compiling'
    # Templates inside some packages are no Python and cannot be compiled: not our matter.
    $ErrorActionPreference = 'Continue'
    & $python -m compileall -q -j 0 (Join-Path $venv 'Lib') main.py app *> $null
    $ErrorActionPreference = 'Stop'

    # The lock of the tests holds everything of the other one.
    $kinds = if ($Tests) { 'run', 'dev' } else { , 'run' }
    foreach ($done in $kinds) {
        [IO.File]::WriteAllText((Join-Path $venv ".puas-$done"), (Get-State $done))
    }
    Remove-Item -LiteralPath $script:log -Force -ErrorAction SilentlyContinue
    Say 'siap / ready'
}
finally {
    Pop-Location
}
exit 0
