package dev.recto.worker.document;

import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFault;
import dev.recto.model.PageFlag;
import dev.recto.model.PageSize;
import dev.recto.model.PageText;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageNotTriedException;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.searchable.PicturePage;
import dev.recto.worker.searchable.UnseenText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReader;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/**
 * A file of pictures, each a page of its own size: every one of a TIFF that is no copy of another; the first of other kinds, also of
 * those that move.
 */
final class ImageDocument implements OpenDocument {
    /** What answers say of every picture's resolution, as the contract has it. */
    private static final int DPI = 72;

    private final DocumentKind kind;
    private final Path file;
    private final List<StoredPicture> pictures;
    private final DocumentLimits limits;

    private ImageDocument(DocumentKind kind, Path file, List<StoredPicture> pictures, DocumentLimits limits) {
        this.kind = kind;
        this.file = file;
        this.pictures = pictures;
        this.limits = limits;
    }

    /** Reads headers, and where JPEGs lie in a TIFF, these. */
    static ImageDocument open(DocumentKind kind, Path file, DocumentLimits limits) throws DocumentFaultException {
        try (InterruptibleFile in = new InterruptibleFile(file.toFile(), kind)) {
            return new ImageDocument(
                    kind,
                    file,
                    kind == DocumentKind.TIFF
                            ? TiffDirectories.pictures(in, limits)
                            : List.of(first(kind, file, in, limits)),
                    limits);
        } catch (IOException | RuntimeException e) {
            throw new DocumentFaultException(DocumentFault.INVALID, e);
        }
    }

    private static StoredPicture first(DocumentKind kind, Path file, InterruptibleFile in, DocumentLimits limits)
            throws IOException, DocumentFaultException {
        if (kind == DocumentKind.JPEG2000) {
            checkClaimedSize(file, limits);
        }
        ImageReader reader = PictureReaders.open(kind, in);
        try {
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width < 1 || height < 1) {
                throw new DocumentFaultException(DocumentFault.INVALID);
            }
            if (!limits.allow(width, height) || !DecoderMemory.suffices(kind, (long) width * height)) {
                throw new DocumentFaultException(DocumentFault.TOO_LARGE);
            }
            if (kind == DocumentKind.WEBP && !WebpFrames.fit(in, width, height)) {
                throw new DocumentFaultException(DocumentFault.INVALID);
            }
            return StoredPicture.of(0, width, height, PictureMetadata.of(kind, file));
        } finally {
            reader.dispose();
        }
    }

    /** Its decoder sets memory aside for what the header claims as soon as it is asked for the size. */
    private static void checkClaimedSize(Path file, DocumentLimits limits) throws IOException, DocumentFaultException {
        try (var in = Files.newInputStream(file)) {
            Jpeg2000Header.check(in, limits);
        } catch (PageFaultException tooLarge) {
            throw new DocumentFaultException(DocumentFault.TOO_LARGE, tooLarge);
        }
    }

    @Override
    public DocumentKind kind() {
        return kind;
    }

    @Override
    public List<PageSize> pageSizes() {
        return pictures.stream().map(StoredPicture::shownSize).toList();
    }

    @Override
    public PageSize pageSize(int page) {
        return pictures.get(page).shownSize();
    }

    @Override
    public List<String> contents() {
        return List.of();
    }

    @Override
    public PageRaster draw(int page, int dpi) throws IOException {
        StoredPicture picture = pictures.get(page);
        RgbImage image = picture.show(decode(picture));
        return new PageRaster(image, new PageDimensions(image.width(), image.height(), DPI), picture.resolution());
    }

    @Override
    public List<String> hyperlinks(int page) {
        return List.of();
    }

    @Override
    public Set<PageFlag> unread(int page) {
        return Set.of();
    }

    @Override
    public ClaimedText textLayer(int page) {
        return ClaimedText.NONE;
    }

    @Override
    public void copy(Iterator<PageText> texts, Path target) throws IOException {
        try (PDDocument pdf = new PDDocument(ScratchFiles.besides(target))) {
            UnseenText unseen = new UnseenText(pdf);
            PageText next = next(texts);
            for (int page = 0; page < pictures.size(); page++) {
                Interruption.check();
                if (next != null && next.page() == page) {
                    unseen.put(PicturePage.add(pdf, draw(page, DPI).image()), next);
                    next = next(texts);
                } else {
                    addUnread(pdf, page);
                }
            }
            unseen.complete();
            try (OutputStream out = InterruptibleOutput.to(target, () -> {})) {
                pdf.save(out, CompressParameters.NO_COMPRESSION);
            }
        }
    }

    private static @Nullable PageText next(Iterator<PageText> texts) {
        return texts.hasNext() ? texts.next() : null;
    }

    /** A picture that nobody asked for may be damaged: a blank sheet keeps its place. */
    private void addUnread(PDDocument pdf, int page) throws IOException {
        try {
            PicturePage.add(pdf, draw(page, DPI).image());
        } catch (PageNotTriedException full) {
            throw full;
        } catch (IOException | RuntimeException undrawable) {
            Interruption.check();
            pdf.addPage(new PDPage());
        }
    }

    @Override
    public void close() {}

    private RgbImage decode(StoredPicture picture) throws IOException {
        try (InterruptibleFile in = new InterruptibleFile(file.toFile(), kind)) {
            ImageReader reader = PictureReaders.open(kind, in);
            AtomicBoolean cutOff = new AtomicBoolean();
            reader.addIIOReadWarningListener((source, warning) -> {
                if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                    cutOff.set(true);
                }
            });
            try {
                if (kind == DocumentKind.TIFF) {
                    checkClaims(reader, picture);
                }
                long pixels = (long) picture.width() * picture.height();
                RgbImage image = DecoderMemory.decode(kind, pixels, () -> read(reader, picture.index()));
                if (cutOff.get()) {
                    throw new PageFaultException(PageFault.UNDRAWABLE);
                }
                return image;
            } finally {
                reader.dispose();
            }
        }
    }

    /** Whether the decoder sees what was allowed, and how many bytes a pixel takes there, which is the decoder's matter. */
    private void checkClaims(ImageReader reader, StoredPicture picture) throws IOException {
        int index = picture.index();
        int bits = 0;
        for (int sample : reader.getRawImageType(index).getSampleModel().getSampleSize()) {
            bits += sample;
        }
        if (reader.getWidth(index) != picture.width()
                || reader.getHeight(index) != picture.height()
                || (long) picture.width() * picture.height() * bits / Byte.SIZE > limits.maxPictureBytes()) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }

    /** Of four colours Java's reader would make transparency. */
    private RgbImage read(ImageReader reader, int index) throws IOException {
        Optional<CmykJpeg.Coding> inks = kind == DocumentKind.JPEG ? CmykJpeg.coding(file) : Optional.empty();
        return inks.isPresent() ? CmykJpeg.read(reader, inks.get()) : Pixels.onWhite(reader.read(index));
    }
}
