"""The duties of a report: work items and their demands, statistics, tie-outs, the rules of the annexes."""
