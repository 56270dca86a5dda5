"""A deck on paper: sizes, sheets, marks, print shops, calibration, and the PDF that is cut into cards."""
