"""Results as people read them: the official form as plain data, then one small writer per format."""
