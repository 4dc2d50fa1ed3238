@echo off
chcp 65001 >nul
setlocal
set "PY="
for %%v in (@VERSIONS@) do if not defined PY py -%%v -c "" >nul 2>nul && set "PY=py -%%v"
if not defined PY python -c "" >nul 2>nul && set "PY=python"
set "CODE=1"
if exist "%~dp0install.py" if defined PY %PY% "%~dp0install.py" %*
if exist "%~dp0install.py" if defined PY set "CODE=%ERRORLEVEL%"
if not exist "%~dp0install.py" echo 請先把整個 .zip 解壓縮，再執行解壓縮後的 安裝.bat
if not defined PY echo 找不到 Python：請資訊單位安裝 Python @NEWEST@ 的 64 位元版，再執行一次（見 讀我.txt）
pause
exit /b %CODE%
