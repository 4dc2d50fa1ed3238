"""Reading a file in another process of bounded memory, which a file that does harm may end without harm to the tests."""

import subprocess
import sys
import textwrap
from pathlib import Path

SECONDS = 20  # of work, not of the clock, which runs while others work: each takes well under one
WAITED = 300
MEMORY = 400 * 1024**2  # of addresses, so less in fact
PROGRAM = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from antidrug_kpi.files import read_data
    from antidrug_kpi.files.limits import Limits
    try:
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
        resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]), int(sys.argv[3])))
    except (ImportError, ValueError):  # no such limit on this system
        pass
    bounds = {name: int(value) for name, value in (bound.split("=") for bound in sys.argv[4:])}
    (reading,) = read_data(Path(sys.argv[1]), Limits(**bounds))
    sys.stdout.reconfigure(encoding="utf-8")
    for issue in reading.issues:
        print(issue)
    print(len(reading.sheets), "sheets")
    """
)


def read_apart(path: Path, memory: int = MEMORY, **limits: int) -> list[str]:
    """What another process says of the file: its issues, and the number of sheets as the last line."""
    bounds = [f"{name}={value}" for name, value in limits.items()]
    command = [sys.executable, "-c", PROGRAM, str(path), str(memory), str(SECONDS), *bounds]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=WAITED, check=False)
    assert (run.returncode, run.stderr) == (0, ""), run.stderr[-500:]
    return run.stdout.splitlines()
