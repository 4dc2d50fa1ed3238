"""From the folders of a plan to the plan: found, extended, checked, or as it was kept when the program was built."""
