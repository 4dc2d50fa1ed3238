"""Tests of the reading of registers: cells, headers, footers, and whole offices held in memory."""
