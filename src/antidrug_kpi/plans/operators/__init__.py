"""The operators of a spec, each with small tables that say what it gives: a test runs them, and a page is made of them."""
