"""The printed forms of the yearly cycle, filled from data: view models for the PDF and the site."""
