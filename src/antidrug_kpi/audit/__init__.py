"""For those who check afterwards: who counted and why."""
