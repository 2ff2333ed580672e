package dev.recto.tools.specimen;

import java.util.List;
import java.util.stream.IntStream;

/** Of many pages that Tesseract is to read every sixth one; all of them where the check is to be thorough. */
final class SomePages {
    private static final int EVERY = Boolean.getBoolean("recto.thorough") ? 1 : 6;

    private SomePages() {}

    static <T> List<T> of(List<T> pages) {
        return IntStream.iterate(0, index -> index < pages.size(), index -> index + EVERY)
                .mapToObj(pages::get)
                .toList();
    }
}
