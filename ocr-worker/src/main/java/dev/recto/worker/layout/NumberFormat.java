package dev.recto.worker.layout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the numbers of a column are written.
 *
 * @param end what most of them end with: a point, comma or colon, and a nine for each digit behind the last of them; empty where
 *     they end as they like
 * @param signed whether some are less than nothing
 * @param point what most of its points are; empty where hardly a number has one
 * @param thousands whether its points can only divide thousands
 * @param parts how those with several points are written, with a nine for each digit; none unless most have
 * @param tolerant whether several say by how much they may be more or less
 */
record NumberFormat(
        Optional<String> end,
        boolean signed,
        Optional<String> point,
        boolean thousands,
        List<String> parts,
        boolean tolerant) {
    /** Of the cells. */
    private static final double MOST = 0.6;

    /** Of its numbers, that show points which others may have lost. */
    private static final double MANY = 0.3;

    /** The same, if strokes show the point. */
    private static final double SOME = 0.15;

    private static final int ENOUGH = 3;
    private static final Pattern NUMBER = Pattern.compile("[^\\p{L}|]{0,2}\\d[^\\p{L}|]*(\\p{L}{1,4})?");
    private static final Pattern CLEAN =
            Pattern.compile("[(+–—−±$€£¥<>~-]{0,2}\\d[\\d.,:/%*†’')\\s±+–—-]*(°?\\p{L}{1,4}|[€$£¥‰])?[)%*†]{0,3}");
    private static final Pattern END = Pattern.compile("[.,:]\\d+(?=\\D*$)");
    private static final Pattern GROUP = Pattern.compile("[.,]999");
    /** What is less than one has no thousands. */
    private static final Pattern FRACTION = Pattern.compile("\\D*0[.,]\\d.*");

    private static final Pattern TWO_GROUPS = Pattern.compile(".*\\d([.,])\\d{3}\\1\\d{3}(\\D.*)?");
    private static final Pattern UNDIVIDED = Pattern.compile(".*\\d{4}.*");
    private static final Pattern SHORT = Pattern.compile("\\D*\\d{1,3}\\D*");
    private static final Pattern OTHER = Pattern.compile("\\D");
    private static final Pattern POINTS = Pattern.compile("[.,:\\s]");
    private static final Pattern SIGNED = Pattern.compile("[(+–—−-].*");
    private static final Pattern NEGATIVE = Pattern.compile("[–—-] ?\\d.*");
    private static final Pattern BARE = Pattern.compile("([+–—~“‘\"-]?)(\\d+([.,:;]\\d+)*)(%?)");
    private static final String EITHER = "±";
    /** What such a sign is read as. */
    private static final Pattern MARKED = Pattern.compile("[+#£$=\"“‘~]\\d.*");
    /** What is read as one; the rest is what a faint dash is taken for. */
    private static final Set<String> SIGNS = Set.of("+", "-", "–", "—");

    private static final Pattern PARTS = Pattern.compile("\\d+([.,:]\\d+){2,}");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final String POINT = ".";
    private static final Pattern ONE_POINT = Pattern.compile("d+\\.d+");
    private static final Pattern DIGIT = Pattern.compile("\\d");

    /** Of a column most of whose cells are numbers; those without anything don't count. */
    static Optional<NumberFormat> of(List<String> cells) {
        List<String> numbers = cells.stream().filter(NumberFormat::isNumber).toList();
        if (numbers.size() < Math.max(ENOUGH, MOST * cells.size())) {
            return Optional.empty();
        }
        Map<String, Integer> ends = new HashMap<>();
        numbers.forEach(number -> ends.merge(end(number), 1, Integer::sum));
        int without = Optional.ofNullable(ends.remove("")).orElse(0);
        Optional<Map.Entry<String, Integer>> usual = ends.entrySet().stream().max(Map.Entry.comparingByValue());
        Optional<String> pointed =
                usual.filter(most -> most.getValue() >= MANY * numbers.size()).map(Map.Entry::getKey);
        Optional<String> end = pointed.isEmpty() && without >= MOST * numbers.size() ? Optional.of("") : pointed;
        return Optional.of(new NumberFormat(
                end,
                numbers.stream().anyMatch(number -> NEGATIVE.matcher(number).matches()),
                usual.filter(most -> most.getValue() >= Math.max(2, SOME * numbers.size()))
                        .map(most -> most.getKey().substring(0, 1)),
                usual.isPresent() && areThousands(numbers, ends, usual.get()),
                parts(numbers),
                Tolerance.isIn(numbers)));
    }

    private static List<String> parts(List<String> numbers) {
        List<String> parts = numbers.stream()
                .filter(number -> PARTS.matcher(number).matches())
                .map(NumberFormat::nines)
                .toList();
        return parts.size() >= MOST * numbers.size() ? parts : List.of();
    }

    /** How it is written, whatever the number: with a nine for each digit. */
    static String nines(String cell) {
        return DIGIT.matcher(cell).replaceAll("9");
    }

    private static boolean areThousands(
            List<String> numbers, Map<String, Integer> ends, Map.Entry<String, Integer> usual) {
        int pointed = ends.values().stream().mapToInt(Integer::intValue).sum();
        return ends.keySet().stream().allMatch(end -> GROUP.matcher(end).matches())
                && usual.getValue() >= MOST * pointed
                && numbers.stream().noneMatch(number -> FRACTION.matcher(number).matches())
                && (numbers.stream()
                                .anyMatch(number -> TWO_GROUPS.matcher(number).matches())
                        || numbers.stream()
                                .noneMatch(number -> UNDIVIDED.matcher(number).matches()));
    }

    /** Whether they are the same but for points, which only the second reading has: small ones are overlooked. */
    static boolean isWithPoint(String first, String second) {
        return end(first).isEmpty()
                && !end(second).isEmpty()
                && withoutPoints(first).equals(withoutPoints(second));
    }

    static String withoutPoints(String cell) {
        return POINTS.matcher(cell).replaceAll("");
    }

    /** Whether digits or a sign of the other are missing. */
    static boolean isLess(String cell, String other) {
        return isUnsigned(cell, other) || digits(cell).length() < digits(other).length();
    }

    /** Whether a sign of the other is missing. */
    static boolean isUnsigned(String cell, String other) {
        return SIGNED.matcher(other).matches() && !SIGNED.matcher(cell).matches();
    }

    /** Whether its sign may be missing or another one. */
    boolean isOfDoubtfulSign(String cell) {
        return signed && BARE.matcher(cell).matches() && !SIGNED.matcher(cell).matches()
                || MARKED.matcher(cell).matches()
                || tolerant && Tolerance.mayHave(cell);
    }

    /** A number with by how much it may be more or less, if strokes show it and others of its column have that. */
    Optional<String> tolerance(String cell, String shape) {
        return tolerant ? Tolerance.shown(cell, shape, point.orElse(POINT)) : Optional.empty();
    }

    /**
     * A number with the sign and the point that its strokes show, if the others of its column have such.
     *
     * @param shape of its strokes: {@code d} for a digit, a point and signs for themselves
     */
    String shaped(String cell, String shape) {
        return shaped(cell, shape, false);
    }

    /** The same of strokes among which are those of a unit, too. */
    String shapedBeforeUnit(String cell, String shape) {
        return shaped(cell, shape, true);
    }

    private String shaped(String cell, String shape, boolean hasUnit) {
        boolean either = shape.startsWith(EITHER) && MARKED.matcher(cell).matches();
        Matcher bare = BARE.matcher(either ? cell.substring(1) : cell);
        if (!bare.matches()) {
            return cell;
        }
        String first = either ? EITHER : bare.group(1);
        boolean dash = signed && !either && shape.startsWith("-d") && !SIGNS.contains(first);
        String number = bare.group(2);
        String all = shape.startsWith("-") || either ? shape.substring(1) : shape;
        String strokes = bare.group(4).isEmpty() && !hasUnit ? all : firstDigits(all, number);
        boolean alike = digitsOf(strokes) == digits(number).length()
                && strokes.chars().allMatch(stroke -> stroke == 'd' || stroke == '.');
        String sign = SIGNS.contains(first) || either || !shape.startsWith("d") ? first : "";
        return alike ? (dash ? "-" : sign) + pointed(number, strokes) + bare.group(4) : cell;
    }

    /** A number that was hardly read, with its thousands divided as in its column: a point and a comma look the same. */
    String divided(String cell) {
        String most = end.orElse("");
        String other = end(cell);
        boolean unlike = thousands && GROUP.matcher(other).matches() && !other.equals(most);
        return unlike && !FRACTION.matcher(cell).matches() && BARE.matcher(cell).matches()
                ? cell.replace(other.charAt(0), most.charAt(0))
                : cell;
    }

    /** The strokes of as many digits as a number has, without those of what follows it. */
    private static String firstDigits(String strokes, String number) {
        int left = digits(number).length();
        int at = 0;
        while (at < strokes.length() && left > 0) {
            left -= strokes.charAt(at) == 'd' ? 1 : 0;
            at++;
        }
        return strokes.substring(0, at);
    }

    private String pointed(String number, String strokes) {
        if (strokesOf(nines(number)).equals(strokes)) {
            return number;
        }
        Optional<String> like =
                parts.stream().filter(form -> strokesOf(form).equals(strokes)).findFirst();
        if (like.isPresent()) {
            return laid(digits(number), like.get());
        }
        if (end.orElse("").isEmpty()
                && point.isPresent()
                && DIGITS.matcher(number).matches()
                && ONE_POINT.matcher(strokes).matches()) {
            int before = strokes.indexOf(POINT);
            return number.substring(0, before) + point.get() + number.substring(before);
        }
        String most = end.orElse("");
        int behind = most.length() - 1;
        boolean lost = DIGITS.matcher(number).matches() && behind > 0 && number.length() > behind;
        if (!lost) {
            return number;
        }
        boolean shown = strokes.equals("d".repeat(number.length() - behind) + POINT + "d".repeat(behind));
        int at = number.length() - behind;
        return shown ? number.substring(0, at) + most.charAt(0) + number.substring(at) : number;
    }

    private static String strokesOf(String form) {
        return POINTS.matcher(form).replaceAll(POINT).replace('9', 'd');
    }

    /** Digits in the places of nines. */
    static String laid(String digits, String form) {
        StringBuilder laid = new StringBuilder(digits);
        for (int i = 0; i < form.length(); i++) {
            if (form.charAt(i) != '9') {
                laid.insert(i, form.charAt(i));
            }
        }
        return laid.toString();
    }

    static boolean hasDigits(String cell) {
        return !digits(cell).isEmpty();
    }

    static String digits(String cell) {
        return OTHER.matcher(cell).replaceAll("");
    }

    static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches();
    }

    /** Whether a number has nothing in it that specks are taken for. */
    static boolean isClean(String cell) {
        return CLEAN.matcher(cell).matches();
    }

    /** Whether strokes, if they are known, are as many digits. */
    static boolean isOf(String shape, String cell) {
        return shape.isEmpty()
                || shape.contains("?")
                || digitsOf(shape) == digits(cell).length();
    }

    /** Whether strokes are as many digits and nothing unknown. */
    static boolean isExactly(String shape, String cell) {
        return !shape.isEmpty() && !shape.contains("?") && isOf(shape, cell);
    }

    private static long digitsOf(String shape) {
        return shape.chars().filter(stroke -> stroke == 'd').count();
    }

    boolean mayHavePoints() {
        return !end.equals(Optional.of(""));
    }

    /** Whether a cell may be of the column: numbers of thousands stand among smaller ones. */
    boolean fits(String cell) {
        boolean whole = parts.isEmpty() || PARTS.matcher(cell).matches();
        return whole && isNumber(cell) && end.map(most -> mayEnd(cell, most)).orElse(true);
    }

    private static boolean mayEnd(String cell, String most) {
        String other = end(cell);
        boolean group = GROUP.matcher(most).matches() && SHORT.matcher(cell).matches();
        return other.equals(most)
                || group
                || most.isEmpty() && GROUP.matcher(other).matches();
    }

    private static String end(String cell) {
        Matcher end = END.matcher(cell);
        return end.find() ? nines(end.group()) : "";
    }
}
