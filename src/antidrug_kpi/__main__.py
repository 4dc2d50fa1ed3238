"""Lets `python -m antidrug_kpi` do what `antidrug-kpi` does."""

from antidrug_kpi.cli import main

if __name__ == "__main__":
    main()
