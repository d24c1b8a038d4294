"""What the screens Hasil and Beranda show: figures, comparisons and findings, ready to be drawn."""
