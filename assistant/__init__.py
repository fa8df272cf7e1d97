"""Question to answer: understanding, evidence, composing, checking, and the doors people come through."""
