"""What exists: frozen values of the field, and the store that keeps them."""
