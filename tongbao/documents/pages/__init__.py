"""What each page of the site shows: one view model a page kind, all decisions and no markup."""
