"""Whether what a plan names is there and fits: every mistake of a spec, with file and line."""
