"""The figures of measures that are made of named parts or held against a year before."""
