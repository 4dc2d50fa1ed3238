"""What is handed in to the Ministry beside the tables: the plan of the year, texts to paste, deadlines, replies to comments."""
