package dev.recto.worker.model;

/** What a model wrote, decoded both ways. */
public record ModelText(String withSpecialTokens, String withoutSpecialTokens) {
    /** Text in which no special token occurs. */
    public static ModelText plain(String text) {
        return new ModelText(text, text);
    }
}
