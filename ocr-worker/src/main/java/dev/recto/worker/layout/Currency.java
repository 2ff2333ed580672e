package dev.recto.worker.layout;

import java.util.List;
import java.util.regex.Pattern;

/** Signs and codes of currencies, which belong to the amount behind them unless they follow one closely. */
final class Currency {
    /** Between a code and its amount, in heights of them. */
    private static final double CODE_GAP = 2;
    /** Between an amount and what follows it, in heights. */
    private static final double SPACE = 0.5;

    private static final Pattern CURRENCY = Pattern.compile("[$€£¥]|§\\$|[A-Z]{0,3}\\$|EUR|USD|CHF|GBP");
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    private static final Pattern AMOUNT = Pattern.compile("[(–—-]?\\d.*|[–—-]");
    private static final Pattern SIGNED = Pattern.compile("[(–—-]?[$€£¥].*");
    private static final Pattern PAID = Pattern.compile(".*\\d[)–—-]{0,2}");

    /** As a dollar is read whose stroke stands out. */
    private static final String TWICE = "§$";

    private Currency() {}

    /** An amount and the currency in front of it as one word. */
    static Word joined(Word currency, Word amount) {
        Word sign = currency.text().equals(TWICE) ? currency.saying("$") : currency;
        return sign.with(amount);
    }

    /** Whether a word is the currency of the next. */
    static boolean isBefore(List<Word> words, int at) {
        Word currency = words.get(at);
        Word amount = words.get(at + 1);
        return CURRENCY.matcher(currency.text()).matches()
                && AMOUNT.matcher(amount.text()).matches()
                && (!CODE.matcher(currency.text()).matches()
                        || gap(currency, amount) <= CODE_GAP * height(currency, amount))
                && (at == 0 || isPaid(words, at - 1) || !isBehind(words.get(at - 1), currency, amount));
    }

    /** Whether an amount has its currency in front of it. */
    private static boolean isPaid(List<Word> words, int at) {
        return SIGNED.matcher(words.get(at).text()).matches()
                || at > 0 && CURRENCY.matcher(words.get(at - 1).text()).matches();
    }

    /** Whether it belongs to the amount on its left. */
    private static boolean isBehind(Word amount, Word currency, Word next) {
        int gap = gap(amount, currency);
        return PAID.matcher(amount.text()).matches()
                && gap <= SPACE * height(amount, currency)
                && gap < gap(currency, next);
    }

    private static int gap(Word left, Word right) {
        return right.box().left() - left.box().right();
    }

    private static int height(Word one, Word other) {
        return Math.max(one.box().height(), other.box().height());
    }
}
