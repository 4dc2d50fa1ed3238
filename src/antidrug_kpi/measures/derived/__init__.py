"""What is derived of the subjects of a population: days, counts, sums, services, quotas."""
