package dev.recto.worker.document;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.graphics.BeginInlineImage;
import org.apache.pdfbox.contentstream.operator.graphics.GraphicsOperatorProcessor;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.io.RandomAccessInputStream;
import org.jspecify.annotations.Nullable;

/** Pictures in the midst of a page's content. PDFBox unpacks them by itself, without a limit, so that it is given unpacked ones. */
final class InlinePictures extends GraphicsOperatorProcessor {
    /** Of four colours, sixteen bits each. */
    private static final long MAX_BYTES_PER_PIXEL = 8;

    /** Beyond the picture, which nobody sees. */
    private static final long SLACK = 1 << 16;

    /** None of an inline picture's; their decoders would go by sizes of their own. */
    private static final Set<COSName> REFUSED = Set.of(COSName.JPX_DECODE, COSName.JBIG2_DECODE);

    private final DocumentLimits limits;
    private final BeginInlineImage drawing;

    InlinePictures(PDFGraphicsStreamEngine engine, DocumentLimits limits) {
        super(engine);
        this.limits = limits;
        this.drawing = new BeginInlineImage(engine);
    }

    @Override
    public String getName() {
        return drawing.getName();
    }

    @Override
    public void process(Operator operator, List<COSBase> operands) throws IOException {
        byte[] data = operator.getImageData();
        if (data != null && data.length > 0) {
            unpack(operator);
        }
        drawing.process(operator, operands);
    }

    private void unpack(Operator operator) throws IOException {
        COSDictionary parameters = operator.getImageParameters();
        long most = maxBytes(parameters);
        List<Filter> filters = new ArrayList<>();
        for (COSName name : names(parameters.getDictionaryObject(COSName.F, COSName.FILTER))) {
            if (REFUSED.contains(name)) {
                throw new PageFaultException(PageFault.UNDRAWABLE);
            }
            filters.add(new BoundedFilter(name, limits, most));
        }
        if (filters.isEmpty()) {
            return;
        }
        InputStream packed = new ByteArrayInputStream(operator.getImageData());
        try (InputStream unpacked =
                new RandomAccessInputStream(Filter.decode(packed, filters, parameters, DecodeOptions.DEFAULT, null))) {
            operator.setImageData(unpacked.readAllBytes());
        }
        parameters.removeItem(COSName.F);
        parameters.removeItem(COSName.FILTER);
    }

    private long maxBytes(COSDictionary parameters) {
        int width = Math.max(1, parameters.getInt(COSName.W, COSName.WIDTH, 1));
        int height = Math.max(1, parameters.getInt(COSName.H, COSName.HEIGHT, 1));
        limits.checkPixels(width, height);
        return Math.min(limits.maxPictureBytes(), MAX_BYTES_PER_PIXEL * width * height + SLACK);
    }

    private static List<COSName> names(@Nullable COSBase filters) throws IOException {
        List<COSName> names = new ArrayList<>();
        if (filters instanceof COSName name) {
            names.add(name);
        } else if (filters instanceof COSArray list) {
            for (int i = 0; i < list.size(); i++) {
                if (!(list.getObject(i) instanceof COSName name)) {
                    throw new IOException("a filter is no name");
                }
                names.add(name);
            }
        }
        return names;
    }
}
