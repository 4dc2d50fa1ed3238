"""Installs the program from the bundle that this file lies in, and from nothing else, into a folder of its own.

Whatever Python there is runs this file: an old one must understand it as far as to say so.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig

HERE = os.path.dirname(os.path.abspath(__file__))
PYTHONS = "@PYTHONS@".split("、")
PLATFORM = "@PLATFORM@"
VERSION = "@VERSION@"
PLATFORMS = {"windows": "win-amd64", "linux": "linux-x86_64"}
IS_WINDOWS = os.name == "nt"
MARK = "antidrug-kpi.txt"
TERMINAL = "開啟終端機.bat" if IS_WINDOWS else "開啟終端機.sh"


class Refused(Exception):
    """Why nothing was installed, in a sentence."""


def main(arguments):
    folder = os.path.abspath(arguments[0] if arguments else os.path.join(os.path.expanduser("~"), "antidrug-kpi"))
    try:
        check_python()
        check_files()
        prepare(folder)
        install(folder)
    except Refused as refused:
        say("沒有安裝：" + str(refused))
        return 1
    say("已安裝 antidrug-kpi " + VERSION + "：" + folder)
    say("要用時開啟 " + os.path.join(folder, TERMINAL) + "，輸入 antidrug-kpi --help；不用時刪除整個資料夾")
    return 0


def check_python():
    """Refuse a Python that none of the wheels is for."""
    own = "%d.%d" % sys.version_info[:2]
    needed = "需要 Python " + "、".join(PYTHONS) + " 之一（64 位元）"
    if own not in PYTHONS:
        raise Refused("這部電腦的 Python 是 " + own + "，" + needed + "；請資訊單位安裝後再執行一次")
    system = sysconfig.get_platform()
    if system != PLATFORMS[PLATFORM] or sys.maxsize < 2**32:
        raise Refused(
            "這一份安裝檔是 " + PLATFORMS[PLATFORM] + " 用的，這裡的 Python 是 " + system + "；請換另一份安裝檔，" + needed
        )


def check_files():
    """Refuse a bundle of which a file is missing, changed or more than was packed."""
    listed = {}
    with open(os.path.join(HERE, "SHA256SUMS"), encoding="utf-8") as lines:
        for line in lines:
            digest, _, name = line.rstrip("\r\n").partition("  ")
            listed[name] = digest
    for name, digest in listed.items():
        path = os.path.join(HERE, *name.split("/"))
        if not os.path.isfile(path):
            raise Refused("安裝檔缺 " + name + "；請把整個 .zip 重新解壓縮")
        if compute_digest(path) != digest:
            raise Refused("安裝檔的 " + name + " 與 SHA256SUMS 不符；請重新取得 .zip")
    for name in os.listdir(os.path.join(HERE, "wheels")):
        if "wheels/" + name not in listed:
            raise Refused("wheels 資料夾多了 " + name + "，不是安裝檔的內容；請刪除後再執行一次")


def compute_digest(path):
    with open(path, "rb") as content:
        return hashlib.sha256(content.read()).hexdigest()


def prepare(folder):
    """Make the folder, or empty it of what an earlier run put there; one with anything else is left as it is."""
    app = os.path.join(folder, "app")
    if os.path.isfile(os.path.join(folder, MARK)):
        shutil.rmtree(app, ignore_errors=True)
        if os.path.exists(app):
            raise Refused(app + " 仍在使用中；請關閉正在執行的 antidrug-kpi 後再執行一次")
    elif os.path.exists(folder) and (not os.path.isdir(folder) or os.listdir(folder)):
        raise Refused(folder + " 已有其他內容；請在命令後面寫另一個資料夾")
    try:
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, MARK), "w", encoding="utf-8") as mark:
            mark.write("antidrug-kpi " + VERSION + "\n")
    except OSError as error:
        raise Refused(folder + " 無法寫入（" + str(error.strerror) + "）；請在命令後面寫另一個資料夾") from None


def install(folder):
    """A Python environment with the program, and the shortcut to a terminal in which it is found."""
    app = os.path.join(folder, "app")
    say("安裝到 " + folder + "，約需一分鐘……")
    call([sys.executable, "-m", "venv", app], "無法建立 Python 環境（Debian、Ubuntu 請先安裝 python3-venv）")
    programs = os.path.join(app, "Scripts" if IS_WINDOWS else "bin")
    python = os.path.join(programs, "python.exe" if IS_WINDOWS else "python")
    # Neither settings of pip nor anything on a network has a say.
    command = [python, "-m", "pip", "--isolated", "--disable-pip-version-check", "install", "--quiet", "--no-index"]
    wheels = os.path.join(HERE, "wheels")
    call(command + ["--no-cache-dir", "--find-links", wheels, "antidrug-kpi==" + VERSION], "安裝套件失敗")
    call([os.path.join(programs, "antidrug-kpi"), "--version"], "安裝後無法執行")
    shutil.copyfile(os.path.join(HERE, "shortcut", TERMINAL), os.path.join(folder, TERMINAL))
    if not IS_WINDOWS:
        os.chmod(os.path.join(folder, TERMINAL), 0o755)


def call(command, failure):
    names = [name for name in os.environ if not name.startswith(("PIP_", "PYTHON"))]
    surroundings = {name: os.environ[name] for name in names}
    done = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        lines = done.stdout.decode("utf-8", "replace").strip().splitlines()
        raise Refused(failure + "：" + (lines[-1] if lines else "結束碼 %d" % done.returncode))


def say(text):
    """Print what the console can show."""
    encoding = sys.stdout.encoding or "ascii"
    print(text.encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
