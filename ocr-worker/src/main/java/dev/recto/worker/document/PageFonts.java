package dev.recto.worker.document;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDResources;
import org.jspecify.annotations.Nullable;

/** The fonts that a page takes. Each is kept unpacked until the page is done, also where several are of one file. */
final class PageFonts {
    private static final List<COSName> FILES = List.of(COSName.FONT_FILE, COSName.FONT_FILE2, COSName.FONT_FILE3);

    private final long mostBytes;
    private final Set<COSDictionary> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    private long bytes;
    private @Nullable COSDictionary last;

    PageFonts(DocumentLimits limits) {
        mostBytes = limits.maxFontBytes();
    }

    /** To be called before the operator is carried out: it may take a font. What the last one unpacked to is known by then. */
    void check(Operator operator, List<COSBase> operands, @Nullable PDResources resources) {
        if (FontLimits.taken(operator, operands, resources) instanceof COSDictionary font) {
            if (taken.add(font)) {
                FontLimits.check(font);
                bytes += unpacked(last);
                last = font;
            }
            if (bytes > mostBytes) {
                throw new PageFaultException(PageFault.UNDRAWABLE);
            }
        }
    }

    private static long unpacked(@Nullable COSDictionary font) {
        if (font == null) {
            return 0;
        }
        COSDictionary file = font.getCOSArray(COSName.DESCENDANT_FONTS) instanceof COSArray descendants
                        && descendants.size() > 0
                        && descendants.getObject(0) instanceof COSDictionary descendant
                ? descendant
                : font;
        COSDictionary descriptor = file.getCOSDictionary(COSName.FONT_DESC);
        return descriptor == null
                ? 0
                : FILES.stream()
                        .mapToLong(name -> descriptor.getDictionaryObject(name) instanceof BoundedStream stream
                                ? stream.unpackedBytes()
                                : 0)
                        .sum();
    }
}
