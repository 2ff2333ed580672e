package dev.recto.api.ocr.text;

/** Where a text is written from: its first letter says it, as in HTML's {@code dir="auto"}. */
public final class Direction {
    private Direction() {}

    public static boolean isFromTheRight(String text) {
        return text.codePoints()
                .map(Character::getDirectionality)
                .filter(each -> each == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                        || each == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || each == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
                .mapToObj(each -> each != Character.DIRECTIONALITY_LEFT_TO_RIGHT)
                .findFirst()
                .orElse(false);
    }
}
