package dev.recto.tools.specimen;

/** @param language as Tesseract names it */
public record LanguageSpecimen(String language, Specimen specimen) {
    @Override
    public String toString() {
        return language + ", " + specimen.name();
    }
}
