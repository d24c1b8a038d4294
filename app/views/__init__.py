"""What is seen: Qt widgets, item models, charts on screen. No SQL, no pandas, no reportlab."""
