"""A finished answer to bytes: first a document, then one module per format; none of them computes."""
