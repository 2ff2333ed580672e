package dev.recto.model;

import org.jspecify.annotations.Nullable;

/**
 * A picture on a page. The k-th one appears in the markdown as {@code ![img-k.jpeg](img-k.jpeg)}, k counted from 0 within
 * the page; the API numbers them through the document. The box is not empty and lies inside the page.
 *
 * @param annotation the model's answer to {@link ReadOptions#pictureAnnotation()}, as it came; null if not asked for
 */
public record Picture(Box box, @Nullable String annotation) {
    public Picture {
        annotation = annotation == null ? null : CleanText.of(annotation);
    }

    public Picture(Box box) {
        this(box, null);
    }
}
