"""Two results laid side by side: what changed, what fell although it can only grow, which subjects came and went."""
