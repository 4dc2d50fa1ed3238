"""Times the program against scripts written by hand, as whole processes; see README.md."""
