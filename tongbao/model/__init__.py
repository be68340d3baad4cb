"""What the records are: the models hold every field rule, and nothing else does."""
