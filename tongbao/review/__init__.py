"""What people and forges are told: reporters of diagnostics."""
