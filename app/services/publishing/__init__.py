"""Publishing surveys for other programs (docs/panduan/terbitkan.md)."""
