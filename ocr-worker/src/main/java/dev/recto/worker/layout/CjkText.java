package dev.recto.worker.layout;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Text of Chinese and Japanese signs: words follow one another without blanks, and a sign takes the room of two letters. */
final class CjkText {
    private static final Set<UnicodeScript> SIGNS =
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.BOPOMOFO);

    private CjkText() {}

    static boolean hasBlank(Word word, Word next) {
        return hasBlank(
                word.text().codePointBefore(word.text().length()), next.text().codePointAt(0));
    }

    static String join(List<Word> words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            if (i > 0 && hasBlank(words.get(i - 1), words.get(i))) {
                text.append(' ');
            }
            text.append(words.get(i).text());
        }
        return text.toString();
    }

    /** Letters of other scripts stand apart from signs, numbers and marks don't. */
    private static boolean hasBlank(int end, int start) {
        boolean apart = !isSign(end) && !isSign(start);
        return apart || Character.isAlphabetic(end) && Character.isAlphabetic(start) && isSign(end) != isSign(start);
    }

    /** How many letters take the room of the text. */
    static int letters(String text) {
        return text.length() + (int) text.codePoints().filter(CjkText::isSign).count();
    }

    private static boolean isSign(int character) {
        UnicodeBlock block = UnicodeBlock.of(character);
        return SIGNS.contains(UnicodeScript.of(character))
                || block == UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION
                || block == UnicodeBlock.KATAKANA
                || block == UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS;
    }
}
