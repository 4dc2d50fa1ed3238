"""What a user typed, beside the settings: checked, and what it means for a plan."""
