#!/bin/sh
# Finds a Python that the bundle is for, and has it install the program.
here=$(cd "$(dirname "$0")" && pwd)
for python in @COMMANDS@ python3 python; do
    if "$python" -c "" >/dev/null 2>&1; then
        exec "$python" "$here/install.py" "$@"
    fi
done
echo "找不到 Python：請安裝 Python @NEWEST@（64 位元）再執行一次（見 讀我.txt）" >&2
exit 1
