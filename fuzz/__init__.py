"""Files as chance damages them, run through the commands: `make fuzz`, `make fuzz-bits`, `make fuzz-kills`; no tests."""
