package dev.recto.worker.document;

import dev.recto.model.DocumentFault;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageDrawing;
import dev.recto.model.PageFault;
import dev.recto.model.PageSize;
import dev.recto.worker.image.Jpeg;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.storage.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Pictures of single pages for people to look at, of whatever format: one at a time, no larger than a screen has use for. Blocks. */
public final class PagePictures {
    private static final int FINEST_DPI = 150;

    private final Documents documents;
    private final ObjectStore store;
    private final int maxPixels;
    private final CopyTurn turn;

    PagePictures(Documents documents, ObjectStore store, int maxPixels) {
        this.documents = documents;
        this.store = store;
        this.maxPixels = maxPixels;
        turn = new CopyTurn(store);
    }

    /**
     * Stores the picture as JPEG, or why there is to be none; see {@link CopyTurn#make}.
     *
     * @throws IOException the storage is in trouble
     */
    public Optional<DocumentFault> make(StoredDocument document, UUID job, PageDrawing drawing, Instant deadline)
            throws IOException, InterruptedException {
        return turn.make(job, drawing.id(), deadline, () -> {
            byte[] jpeg = Jpeg.of(draw(document, drawing.page()));
            if (turn.isWanted(job, drawing.id(), deadline)) {
                store.put(ObjectKeys.copyDocument(job, drawing.id()), Jpeg.TYPE, jpeg)
                        .toCompletableFuture()
                        .join();
            }
        });
    }

    private RgbImage draw(StoredDocument document, int index)
            throws DocumentFaultException, IOException, InterruptedException {
        try (DocumentPage page = documents.page(document, index)) {
            return shrunk(page.draw(dpi(page.size())).image());
        } catch (PageFaultException e) {
            if (e.fault() == PageFault.CANCELLED) {
                throw new InterruptedException();
            }
            throw new DocumentFaultException(fault(e), e);
        }
    }

    /** Pictures are as large as they are, whatever is asked for. */
    private int dpi(PageSize points) {
        double inches = points.width() / 72 * (points.height() / 72);
        return (int) Math.clamp(Math.sqrt(maxPixels / inches), 1, FINEST_DPI);
    }

    private RgbImage shrunk(RgbImage picture) {
        double scale = Math.min(
                Math.sqrt((double) maxPixels / picture.width() / picture.height()),
                (double) Jpeg.LONGEST_SIDE / Math.max(picture.width(), picture.height()));
        if (scale >= 1) {
            return picture;
        }
        int width = Math.max(1, (int) (scale * picture.width()));
        int height = Math.max(1, (int) (scale * picture.height()));
        return new RgbImage(
                width, height, Resampler.resize(picture.rgb(), 3, picture.width(), picture.height(), width, height));
    }

    private static DocumentFault fault(PageFaultException e) {
        if (e.getCause() instanceof DocumentFaultException refused) {
            return refused.fault();
        }
        return e.fault() == PageFault.GONE ? DocumentFault.GONE : DocumentFault.INVALID;
    }
}
