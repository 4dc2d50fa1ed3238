"""What can still be done for a target: examples worked by hand, and a search that tries every act."""
