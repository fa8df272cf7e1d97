"""Evaluation forms to figures, whatever order a PDF prints their labels and values in: arithmetic is the proof."""
