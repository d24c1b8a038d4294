"""The sample office: one kelurahan with its published figures (architecture §6, ``contoh``)."""
