package dev.recto.model;

/**
 * A picture on a page. The k-th one appears in the markdown as {@code ![img-k.jpeg](img-k.jpeg)}, k counted from 0 within
 * the page; the API numbers them through the document. The box is not empty and lies inside the page.
 */
public record Picture(Box box) {}
