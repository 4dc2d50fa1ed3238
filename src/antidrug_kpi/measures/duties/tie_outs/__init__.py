"""Figures of different registers or annexes that should agree, held against each other."""
