"""Web pages, web archives and XML spreadsheets."""
