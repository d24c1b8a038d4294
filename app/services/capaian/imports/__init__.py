"""Take performance tables of other programs over: a preview first, then all of it or nothing."""
