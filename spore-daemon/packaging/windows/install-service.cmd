@echo off
rem Sets MossSpore up as a service by NSSM. Run it as administrator; nssm.exe lies beside it or is on the path.
rem Backslashes in config.json are written twice: "C:\\ProgramData\\MossSpore\\identity.key".
rem There is no reload by signal on Windows: "sporectl reload" as administrator, or restart the service.
rem As administrator a command file starts in the directory of the system.
cd /d "%~dp0" || exit /b 1
nssm install MossSpore "C:\Program Files\MossSpore\mossspore.exe" "--config C:\ProgramData\MossSpore\config.json" || exit /b 1
nssm set MossSpore AppStdout C:\ProgramData\MossSpore\stdout.log
nssm set MossSpore AppStderr C:\ProgramData\MossSpore\stderr.log
nssm set MossSpore AppRestartDelay 30000
rem An orderly stop takes up to ten seconds; the default is to kill after one and a half.
nssm set MossSpore AppStopMethodConsole 15000
rem Wrong command line, configuration or identity: starting again would not help.
nssm set MossSpore AppExit 2 Exit
nssm set MossSpore AppExit 78 Exit
rem The identity is for the service and administrators only, whoever made the directory.
icacls C:\ProgramData\MossSpore /setowner "*S-1-5-32-544" || exit /b 1
icacls C:\ProgramData\MossSpore /inheritance:r /grant:r "*S-1-5-18:(OI)(CI)F" "*S-1-5-32-544:(OI)(CI)F" || exit /b 1
nssm start MossSpore
