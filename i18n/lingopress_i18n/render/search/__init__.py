"""Search inside one locale: words of its pages, folded, in an index that browsers read."""
