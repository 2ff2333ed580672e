package dev.recto.worker.document;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.filter.DecodeResult;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;

/** A decoder that ends once its output is larger than a limit, or nobody waits for it any more. */
final class BoundedFilter extends Filter {
    static {
        // A picture of one bit per pixel that is larger is no page; read whenever such a picture is decoded.
        System.setProperty(Filter.SYSPROP_CCITTFAX_MAXBYTES, String.valueOf(64 << 20));
    }

    private static final Set<COSName> JPEG = Set.of(COSName.DCT_DECODE, COSName.DCT_DECODE_ABBREVIATION);

    private final COSName name;
    private final Filter filter;
    private final DocumentLimits limits;
    private final long limit;

    BoundedFilter(COSName name, DocumentLimits limits, long limit) throws IOException {
        this.name = name;
        this.filter = FilterFactory.INSTANCE.getFilter(name);
        this.limits = limits;
        this.limit = limit;
    }

    @Override
    public DecodeResult decode(
            InputStream encoded, OutputStream decoded, COSDictionary parameters, int index, DecodeOptions options)
            throws IOException {
        RowLimits.check(name, getDecodeParams(parameters, index));
        return filter.decode(
                JPEG.contains(name) ? new JpegScans(encoded, limits) : encoded,
                new BoundedOutput(decoded, limit),
                parameters,
                index,
                options);
    }

    @Override
    public DecodeResult decode(InputStream encoded, OutputStream decoded, COSDictionary parameters, int index)
            throws IOException {
        return decode(encoded, decoded, parameters, index, DecodeOptions.DEFAULT);
    }

    @Override
    protected void encode(InputStream input, OutputStream encoded, COSDictionary parameters) {
        throw new UnsupportedOperationException();
    }

    private static final class BoundedOutput extends FilterOutputStream {
        private static final long CHECK_EVERY = 1 << 16;

        private final long limit;
        private long written;
        private long nextCheck;

        BoundedOutput(OutputStream out, long limit) {
            super(out);
            this.limit = limit;
        }

        @Override
        public void write(int value) throws IOException {
            count(1);
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            count(length);
            out.write(bytes, from, length);
        }

        private void count(int more) {
            written += more;
            if (written > limit) {
                throw new PageFaultException(PageFault.UNDRAWABLE);
            }
            if (written > nextCheck) {
                nextCheck = written + CHECK_EVERY;
                Interruption.check();
            }
        }
    }
}
