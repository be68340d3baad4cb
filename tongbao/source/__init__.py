"""Bytes → strict YAML with positions → records and diagnostics."""
