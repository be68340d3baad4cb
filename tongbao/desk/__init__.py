"""Tools of the desk: what people write into the data is prepared here, never scored or shown."""
