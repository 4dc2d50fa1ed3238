"""The figures under each alternative reading as rows, texts and documents, and the questions to the Ministry."""
