"""What is handed in beside the tables: deadlines, covers, comments, pasted fields, the plan form."""
