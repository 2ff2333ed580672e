package dev.recto.api.files.upload;

import dev.recto.api.storage.ByteRange;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.storage.StoredObject;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The bytes of parts in their order. Large ones come piece by piece, of small ones some are asked for at a time. */
@Singleton
class PartBytes {
    /** Small parts that are in memory at the same time have no more than a large one's piece. */
    private static final long TOGETHER = 1 << 19;

    private static final int AT_A_TIME = 16;
    private static final Duration EACH = Duration.ofMillis(100);

    private final ObjectStore objects;

    PartBytes(ObjectStore objects) {
        this.objects = objects;
    }

    /** How long so many may take, where the store is slow. */
    static Duration patience(List<UploadPart> parts) {
        return EACH.multipliedBy(parts.size());
    }

    Multi<Buffer> of(List<UploadPart> parts) {
        return Multi.createFrom()
                .iterable(runs(parts))
                .onItem()
                .transformToMultiAndConcatenate(run -> run.size() == 1 ? one(run.getFirst()) : all(run));
    }

    /** Parts that are asked for at the same time. */
    static List<List<UploadPart>> runs(List<UploadPart> parts) {
        List<List<UploadPart>> runs = new ArrayList<>();
        List<UploadPart> run = new ArrayList<>();
        long bytes = 0;
        for (UploadPart part : parts) {
            if (part.size == 0) {
                continue;
            }
            if (run.size() == AT_A_TIME || !run.isEmpty() && bytes + part.size > TOGETHER) {
                runs.add(run);
                run = new ArrayList<>();
                bytes = 0;
            }
            run.add(part);
            bytes += part.size;
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }

    private Multi<Buffer> one(UploadPart part) {
        return objects.get(part.objectKey(), new ByteRange(0, part.size - 1))
                .onItem()
                .transformToMulti(StoredObject::bytes);
    }

    private Multi<Buffer> all(List<UploadPart> run) {
        return Uni.join()
                .all(run.stream().map(part -> objects.read(part.objectKey())).toList())
                .andFailFast()
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all).map(Buffer::buffer));
    }
}
