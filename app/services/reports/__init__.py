"""Reports: blocks made from data, and the renderers that print them."""
