"""Awards and texts to what is issued: view models that hold every decision and no markup."""
