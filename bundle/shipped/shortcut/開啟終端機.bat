@echo off
title antidrug-kpi
set "PATH=%~dp0app\Scripts;%PATH%"
if not "%~1"=="" (
%*
exit /b
)
cd /d "%USERPROFILE%"
antidrug-kpi --version
cmd /k
