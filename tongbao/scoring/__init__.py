"""Records and a rulebook to awards; every total, rank and list is a sum or selection of them."""
