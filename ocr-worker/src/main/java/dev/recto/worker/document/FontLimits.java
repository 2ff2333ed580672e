package dev.recto.worker.document;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.PDResources;
import org.jspecify.annotations.Nullable;

/** What a font may claim before it is read: one of its numbers can stand for two thousand million widths, each kept by itself. */
final class FontLimits {
    /** Such a font has half as many characters at most. */
    private static final long MOST_WIDTHS = 1 << 17;

    private FontLimits() {}

    /** To be called before the operator is carried out: it may take a font. */
    static void check(Operator operator, List<COSBase> operands, @Nullable PDResources resources) {
        check(taken(operator, operands, resources));
    }

    /** The font that an operator takes, if it is to take one. */
    static @Nullable COSBase taken(Operator operator, List<COSBase> operands, @Nullable PDResources resources) {
        if (resources == null || operands.isEmpty() || !(operands.getFirst() instanceof COSName name)) {
            return null;
        }
        return switch (operator.getName()) {
            case OperatorName.SET_FONT_AND_SIZE -> named(resources, COSName.FONT, name);
            case OperatorName.SET_GRAPHICS_STATE_PARAMS ->
                named(resources, COSName.EXT_G_STATE, name) instanceof COSDictionary state
                                && state.getCOSArray(COSName.FONT) instanceof COSArray setting
                                && setting.size() > 0
                        ? setting.getObject(0)
                        : null;
            default -> null;
        };
    }

    static void check(@Nullable COSBase font) {
        if (font instanceof COSDictionary dictionary
                && dictionary.getCOSArray(COSName.DESCENDANT_FONTS) instanceof COSArray descendants
                && descendants.size() > 0
                && descendants.getObject(0) instanceof COSDictionary descendant
                && descendant.getCOSArray(COSName.W) instanceof COSArray widths
                && count(widths) > MOST_WIDTHS) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }

    private static @Nullable COSBase named(PDResources resources, COSName kind, COSName name) {
        COSDictionary all = resources.getCOSObject().getCOSDictionary(kind);
        return all == null ? null : all.getDictionaryObject(name);
    }

    /** As PDFBox reads them: a first one and a list of widths, or else a first and a last one of 32 bits and their width, whatever they are. */
    private static long count(COSArray widths) {
        long count = 0;
        for (int i = 0; i + 1 < widths.size() && count <= MOST_WIDTHS; ) {
            if (!(widths.getObject(i) instanceof COSNumber first)) {
                i++;
            } else if (widths.getObject(i + 1) instanceof COSArray each) {
                count += each.size();
                i += 2;
            } else {
                if (widths.getObject(i + 1) instanceof COSNumber last) {
                    count += Math.max(0, (long) last.intValue() - first.intValue() + 1);
                }
                i += 3;
            }
        }
        return count;
    }
}
