"""The command line as a user meets it: each test runs the real program on a small office."""
