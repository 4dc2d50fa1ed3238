#!/bin/sh
# A terminal in which the program is found; with words behind it, that command alone.
here=$(cd "$(dirname "$0")" && pwd)
PATH="$here/app/bin:$PATH"
export PATH
if [ $# -gt 0 ]; then
    exec "$@"
fi
if [ ! -t 0 ] && command -v x-terminal-emulator >/dev/null 2>&1; then
    exec x-terminal-emulator -e "${SHELL:-/bin/sh}"
fi
antidrug-kpi --version
exec "${SHELL:-/bin/sh}"
