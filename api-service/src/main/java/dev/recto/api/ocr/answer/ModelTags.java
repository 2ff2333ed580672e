package dev.recto.api.ocr.answer;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.parser.PostProcessor;

/**
 * The HTML that models write in markdown. All other markup is what the document says (a placeholder, a type, a listing), and stays as it is written.
 * The page has the same list.
 */
final class ModelTags extends AbstractVisitor implements PostProcessor {
    static final Set<String> NAMES = Set.of(
            ("table caption colgroup col thead tbody tfoot tr td th p div span br hr b strong i em u s sub sup ul ol li"
                            + " h1 h2 h3 h4 h5 h6")
                    .split(" "));

    /** An attribute without a value is one of a table, or {@code a<b and b>c}. */
    private static final String ATTRIBUTES =
            "(?:\\s+(?:border|nowrap|[\\w:-]+\\s*=\\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\\s\"'<>=`]+))){0,20}\\s*/?";

    private static final Pattern TAG = Pattern.compile("</?([a-zA-Z][a-zA-Z1-6]*)" + ATTRIBUTES + ">");
    private static final Pattern MARKUP = Pattern.compile("<!--|(" + TAG.pattern() + ")|<");
    private static final String COMMENT_END = "-->";

    /** What is no tag of a model, nor in a comment, becomes text. */
    static String only(String html) {
        int comments = html.lastIndexOf(COMMENT_END);
        return MARKUP.matcher(html)
                .replaceAll(found -> Matcher.quoteReplacement(
                        isComment(found, comments) || found.group(1) != null && isKnown(found.group(2))
                                ? found.group()
                                : "&lt;" + found.group().substring(1)));
    }

    private static boolean isComment(MatchResult found, int end) {
        return found.group().equals("<!--") && found.start() < end;
    }

    /** The words between the tags of models. */
    static String without(String html) {
        return TAG.matcher(html).replaceAll(tag -> isKnown(tag.group(1)) ? " " : Matcher.quoteReplacement(tag.group()));
    }

    /** Markdown in which what looks like a tag of a model is none. */
    static String escaped(String text) {
        return TAG.matcher(text)
                .replaceAll(tag -> Matcher.quoteReplacement((isKnown(tag.group(1)) ? "\\" : "") + tag.group()));
    }

    /** A single capital is what a type is called: {@code List<S>}. */
    private static boolean isKnown(String name) {
        return NAMES.contains(name.length() == 1 ? name : name.toLowerCase(Locale.ROOT));
    }

    @Override
    public Node process(Node document) {
        document.accept(this);
        return document;
    }

    @Override
    public void visit(HtmlInline inline) {
        inline.setLiteral(only(inline.getLiteral()));
    }

    @Override
    public void visit(HtmlBlock block) {
        String kept = only(block.getLiteral());
        block.setLiteral(kept.contains("<") ? kept : "<p>" + kept + "</p>");
    }
}
