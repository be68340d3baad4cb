"""The Word file (ECMA-376): the bulletin in the layout of GB/T 9704-2012, to be worked on."""
