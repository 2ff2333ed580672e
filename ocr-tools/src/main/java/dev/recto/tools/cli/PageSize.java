package dev.recto.tools.cli;

import dev.recto.tools.bench.PageShape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The size of pages as a command line has it: {@code 560x784}, or {@code a4}. */
final class PageSize {
    private static final Pattern PIXELS = Pattern.compile("([1-9][0-9]{0,4})x([1-9][0-9]{0,4})");

    private PageSize() {}

    static PageShape parse(CommandSpec spec, String size) {
        if (size.equals("a4")) {
            return new PageShape.A4();
        }
        Matcher sides = PIXELS.matcher(size);
        if (!sides.matches()) {
            throw new ParameterException(spec.commandLine(), "--size must be like 560x784, or a4");
        }
        return new PageShape.Pixels(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
    }
}
