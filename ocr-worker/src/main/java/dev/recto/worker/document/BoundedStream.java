package dev.recto.worker.document;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.io.RandomAccessInputStream;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.apache.pdfbox.io.RandomAccessStreamCache;
import org.jspecify.annotations.Nullable;

/** A stream in a PDF that unpacks to no more than the limits allow, whatever its filters make of it. */
final class BoundedStream extends COSStream {
    /** Of a sampled function: each further one doubles the samples that one value is made of. */
    private static final int MAX_FUNCTION_INPUTS = 12;

    private static final long MAX_FUNCTION_BYTES = 1 << 16;

    /** Numbers, kept one by one before the first is read. */
    private static final long MAX_FUNCTION_SAMPLES = 1 << 20;

    private static final int CALCULATOR = 4;

    /** Of a mesh of coloured triangles: some ten thousand. */
    private static final long MAX_MESH_BYTES = 1 << 18;

    private static final Set<COSName> PICTURE_CODES = Set.of(COSName.JPX_DECODE, COSName.JBIG2_DECODE);

    private final DocumentLimits limits;
    private final OperandMeter operands;
    private long unpackedBytes;

    BoundedStream(
            RandomAccessStreamCache cache, RandomAccessReadView source, DocumentLimits limits, OperandMeter operands)
            throws IOException {
        super(cache, source);
        this.limits = limits;
        this.operands = operands;
    }

    /** A single filter as a list, too: PDFBox unpacks a page's content by itself, without a limit, where it is not in one. */
    @Override
    public @Nullable COSBase getFilters() {
        COSBase filters = super.getFilters();
        if (filters instanceof COSName) {
            COSArray list = new COSArray();
            list.add(filters);
            return list;
        }
        return filters;
    }

    /** Asked for how many samples a function has before room is made for them. */
    @Override
    public @Nullable COSBase getDictionaryObject(COSName key) {
        COSBase value = super.getDictionaryObject(key);
        if (COSName.SIZE.equals(key) && value instanceof COSArray sizes) {
            checkSamples(sizes);
        }
        return value;
    }

    private void checkSamples(COSArray sizes) {
        long samples = getCOSArray(COSName.RANGE) instanceof COSArray outputs ? Math.max(1, outputs.size() / 2) : 1;
        for (int i = 0; i < sizes.size(); i++) {
            int size = sizes.getInt(i);
            samples *= size;
            if (size < 0 || samples > MAX_FUNCTION_SAMPLES) {
                throw new PageFaultException(PageFault.UNDRAWABLE);
            }
        }
    }

    @Override
    public COSInputStream createInputStream(DecodeOptions options) throws IOException {
        List<COSName> filters = filterNames();
        checkFunction();
        long pixels = checkPicture(filters);
        if (filters.isEmpty() || filters.contains(COSName.JPX_DECODE)) {
            checkLength(getLength());
            unpackedBytes = getLength();
            return DecoderMemory.decode(DocumentKind.JPEG2000, pixels, () -> super.createInputStream(options));
        }
        return new Unpacked(unpack(filters, options)).createInputStream();
    }

    @Override
    public RandomAccessRead createView() throws IOException {
        List<COSName> filters = filterNames();
        checkPicture(filters);
        if (filters.isEmpty()) {
            checkLength(getLength());
            unpackedBytes = getLength();
            return new ContentView(super.createView(), operands);
        }
        return new ContentView(unpack(filters, DecodeOptions.DEFAULT), operands);
    }

    private RandomAccessRead unpack(List<COSName> names, DecodeOptions options) throws IOException {
        Interruption.check();
        List<Filter> filters = new ArrayList<>();
        for (COSName name : names) {
            filters.add(new BoundedFilter(name, limits, maxBytes()));
        }
        RandomAccessRead unpacked = Filter.decode(createRawInputStream(), filters, this, options, null);
        unpackedBytes = unpacked.length();
        return unpacked;
    }

    /** Of the last time it was unpacked; none before the first. */
    long unpackedBytes() {
        return unpackedBytes;
    }

    /** Without those that are named twice, as PDFBox has it. */
    private List<COSName> filterNames() throws IOException {
        Set<COSName> names = new LinkedHashSet<>();
        if (getFilters() instanceof COSArray list) {
            for (int i = 0; i < list.size(); i++) {
                if (!(list.getObject(i) instanceof COSName name)) {
                    throw new IOException("a filter is no name");
                }
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    private long maxBytes() {
        if (containsKey(COSName.FUNCTION_TYPE) && getInt(COSName.FUNCTION_TYPE) == CALCULATOR) {
            return MAX_FUNCTION_BYTES;
        }
        if (containsKey(COSName.SHADING_TYPE)) {
            return MAX_MESH_BYTES;
        }
        return COSName.IMAGE.equals(getCOSName(COSName.SUBTYPE)) ? limits.maxPictureBytes() : limits.maxContentBytes();
    }

    private void checkLength(long bytes) {
        if (bytes > maxBytes()) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }

    private void checkFunction() {
        if (containsKey(COSName.FUNCTION_TYPE)
                && getCOSArray(COSName.DOMAIN) instanceof COSArray domain
                && domain.size() / 2 > MAX_FUNCTION_INPUTS) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }

    /**
     * These codes say themselves how large their pictures are, and it need not be what the file says.
     *
     * @return pixels of a JPEG 2000, none if it is something else
     */
    private long checkPicture(List<COSName> filters) throws IOException {
        if (filters.stream().noneMatch(PICTURE_CODES::contains)) {
            return 0;
        }
        if (filters.size() > 1) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
        try (InputStream encoded = createRawInputStream()) {
            if (COSName.JPX_DECODE.equals(filters.getFirst())) {
                return Jpeg2000Header.check(encoded, limits);
            }
            Jbig2Header.check(encoded, limits);
        }
        checkShared(getDictionaryObject(COSName.DP, COSName.DECODE_PARMS));
        return 0;
    }

    /** Parts that JBIG2 pictures have in common, which may be pictures themselves. */
    private void checkShared(@Nullable COSBase parameters) throws IOException {
        COSBase first = parameters instanceof COSArray list && list.size() > 0 ? list.getObject(0) : parameters;
        if (first instanceof COSDictionary dictionary
                && dictionary.getDictionaryObject(COSName.JBIG2_GLOBALS) instanceof COSStream shared) {
            try (InputStream parts = shared.createInputStream()) {
                Jbig2Header.check(parts, limits);
            }
        }
    }

    /** What came out of the filters, in the form that PDFBox asks for. */
    private static final class Unpacked extends COSStream {
        private final RandomAccessRead bytes;

        Unpacked(RandomAccessRead bytes) {
            this.bytes = bytes;
        }

        @Override
        public InputStream createRawInputStream() {
            return new RandomAccessInputStream(bytes);
        }

        @Override
        public @Nullable COSBase getFilters() {
            return null;
        }
    }
}
