"""Many offices in one run, each as the commands compute it, and a summary across them."""
