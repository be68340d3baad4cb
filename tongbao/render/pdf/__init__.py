"""The official PDF (GB/T 9704-2012): view model → lines → HTML → a limited process → bytes."""
