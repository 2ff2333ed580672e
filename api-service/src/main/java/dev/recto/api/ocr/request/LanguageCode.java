package dev.recto.api.ocr.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A language as clients may write it: {@code de}, {@code deu}, {@code ger}, {@code de-AT}; or as Tesseract names its data. */
final class LanguageCode {
    private static final Pattern TAG = Pattern.compile("([a-z]{2,3})(?:-([a-z0-9-]{2,20}))?");
    private static final Pattern DATA = Pattern.compile("[a-z]{3}(_[a-z]{3,8}){1,2}");

    /** ISO 639-1 to 639-3. */
    private static final Map<String, String> SHORT = Arrays.stream(Locale.getISOLanguages())
            .filter(code -> code.length() == 2)
            .collect(Collectors.toMap(
                    Function.identity(), code -> Locale.of(code).getISO3Language()));

    /** ISO 639-2's other names for some, and the data of Tesseract's that is not named by a code. */
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("ger", "deu"),
            Map.entry("fre", "fra"),
            Map.entry("dut", "nld"),
            Map.entry("gre", "ell"),
            Map.entry("cze", "ces"),
            Map.entry("rum", "ron"),
            Map.entry("slo", "slk"),
            Map.entry("per", "fas"),
            Map.entry("chi", "chi_sim"),
            Map.entry("zho", "chi_sim"));

    private LanguageCode() {}

    /** As Tesseract names it; empty for what is no code. */
    static Optional<String> parse(String given) {
        String code = given.strip().toLowerCase(Locale.ROOT);
        if (DATA.matcher(code).matches()) {
            return Optional.of(code);
        }
        Matcher tag = TAG.matcher(code);
        if (!tag.matches()) {
            return Optional.empty();
        }
        String language = tag.group(1).length() == 2 ? SHORT.get(tag.group(1)) : tag.group(1);
        return Optional.ofNullable(language)
                .map(known -> OTHER_NAMES.getOrDefault(known, known))
                .map(known -> known.equals("chi_sim") && isTraditional(tag.group(2)) ? "chi_tra" : known);
    }

    private static boolean isTraditional(@Nullable String region) {
        return region != null && (region.startsWith("hant") || region.equals("tw") || region.equals("hk"));
    }
}
