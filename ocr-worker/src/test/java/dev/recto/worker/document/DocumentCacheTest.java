package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.storage.ObjectStore;
import dev.recto.workspace.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DocumentCacheTest {
    @TempDir
    private Path directory;

    /** As when memory runs out in the middle of a fetch. */
    @Test
    void anErrorInAFetchIsFeltByAllWhoWaitAndTheNextOneFetchesAnew() throws Exception {
        FailingStore store = new FailingStore();
        WorkDirectory work = WorkDirectory.claim(directory, "recto-documents");
        try (DocumentCache cache = new DocumentCache(store, work, 100, 100, 1);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<DocumentCache.Lease> fetching = threads.submit(() -> cache.lease(new StoredDocument("key", null)));
            store.begun.await();
            Future<DocumentCache.Lease> waiting = threads.submit(() -> cache.lease(new StoredDocument("key", null)));
            while (cache.users(new StoredDocument("key", null)) < 2) {
                Thread.onSpinWait();
            }
            store.failures.release();

            assertThatThrownBy(fetching::get).cause().isInstanceOf(OutOfMemoryError.class);
            assertThatThrownBy(waiting::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IOException.class);
            assertThat(cache.size()).isZero();
            try (DocumentCache.Lease lease = cache.lease(new StoredDocument("key", null))) {
                assertThat(lease.file()).hasContent("bytes");
            }
        }
    }

    /** Its first fetch ends in an error, as soon as that is allowed. */
    private static final class FailingStore implements ObjectStore {
        final CountDownLatch begun = new CountDownLatch(1);
        final Semaphore failures = new Semaphore(0);

        @Override
        public void fetch(String key, Path file, long limit) throws IOException {
            if (begun.getCount() > 0) {
                begun.countDown();
                failures.acquireUninterruptibly();
                throw new OutOfMemoryError("caused by a test");
            }
            Files.writeString(file, "bytes");
        }

        @Override
        public boolean exists(String key) {
            return true;
        }

        @Override
        public void put(String key, String contentType, Path file) {}

        @Override
        public CompletionStage<Void> put(String key, String contentType, byte[] bytes) {
            return CompletableFuture.completedStage(null);
        }
    }
}
