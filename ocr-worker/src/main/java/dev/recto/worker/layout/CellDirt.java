package dev.recto.worker.layout;

import java.util.List;
import java.util.regex.Pattern;

/** Marks at the edges of a cell that grain and ruled lines leave there, and strokes that can only be a dash. */
final class CellDirt {
    private static final Pattern SPECK = Pattern.compile("[=~_^`'‘’.,:;|]{1,2}");
    private static final Pattern DASH = Pattern.compile("(?=.*[–—-])[_–—-]{2,4}");

    private CellDirt() {}

    /** The words of a cell without them; what is all that a cell has stays. */
    static List<Word> removed(List<Word> words) {
        int from = 0;
        int to = words.size();
        while (to - from > 1 && isSpeck(words.get(from)) && !Dirt.isAbout(words.get(from), words.get(from + 1))) {
            from++;
        }
        while (to - from > 1 && isSpeck(words.get(to - 1))) {
            to--;
        }
        return words.subList(from, to).stream().map(CellDirt::mended).toList();
    }

    private static boolean isSpeck(Word word) {
        return SPECK.matcher(word.text()).matches();
    }

    private static Word mended(Word word) {
        return DASH.matcher(word.text()).matches() ? word.saying("—") : word;
    }
}
