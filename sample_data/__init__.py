"""The sample office: a fictitious county, its generator and the results expected of it."""
