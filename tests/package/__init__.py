"""What is built and handed out: the wheel, installed elsewhere."""
