package dev.recto.worker.document;

import dev.recto.worker.storage.ObjectStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Files of documents, fetched once however many of their pages are read, and handles on them, each in the hands of one
 * page at a time. What nobody uses goes when there is too much of it, the longest unused first, or when its time is over.
 */
final class DocumentCache implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DocumentCache.class);

    private final ObjectStore store;
    private final Path directory;
    private final long maxObjectBytes;
    private final long maxBytes;
    private final int maxIdle;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    DocumentCache(ObjectStore store, Path directory, long maxObjectBytes, long maxBytes, int maxIdle) {
        this.store = store;
        this.directory = directory;
        this.maxObjectBytes = maxObjectBytes;
        this.maxBytes = maxBytes;
        this.maxIdle = maxIdle;
    }

    /** A file that stays while it is leased; fetches it if need be, or waits for the one who does. */
    Lease lease(String key) throws IOException, InterruptedException {
        Entry entry;
        boolean fetch = false;
        synchronized (this) {
            Entry known = entries.get(key);
            if (known == null) {
                known = new Entry(key, directory.resolve(UUID.randomUUID().toString()));
                entries.put(key, known);
                fetch = true;
            }
            entry = known;
            entry.users++;
        }
        try {
            if (fetch) {
                fetch(entry);
            } else {
                awaitFetch(entry);
            }
            return new Lease(entry);
        } catch (IOException | InterruptedException | RuntimeException e) {
            release(entry);
            throw e;
        }
    }

    /** Lets go of everything that was not used for this long. */
    void evictIdle(Duration idleTime) {
        long before = System.nanoTime() - idleTime.toNanos();
        List<Entry> evicted = new ArrayList<>();
        synchronized (this) {
            for (Iterator<Entry> it = entries.values().iterator(); it.hasNext(); ) {
                Entry entry = it.next();
                if (entry.users == 0 && entry.lastUsed - before < 0) {
                    it.remove();
                    evicted.add(entry);
                }
            }
        }
        evicted.forEach(Entry::dispose);
    }

    synchronized int size() {
        return entries.size();
    }

    @Override
    public void close() {
        evictIdle(Duration.ofNanos(-1));
    }

    private void fetch(Entry entry) throws IOException {
        try {
            store.fetch(entry.key, entry.file, maxObjectBytes);
            entry.bytes = Files.size(entry.file);
            entry.fetched.complete(null);
        } catch (IOException | RuntimeException e) {
            synchronized (this) {
                entries.remove(entry.key, entry);
            }
            entry.fetched.completeExceptionally(e);
            entry.dispose();
            throw e;
        }
    }

    private static void awaitFetch(Entry entry) throws IOException, InterruptedException {
        try {
            entry.fetched.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedIOException) {
                throw new IOException("the fetch was given up", e);
            }
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException("the fetch failed", e);
        }
    }

    private void release(Entry entry) {
        List<Entry> evicted = new ArrayList<>();
        synchronized (this) {
            entry.users--;
            entry.lastUsed = System.nanoTime();
            long bytes = entries.values().stream().mapToLong(e -> e.bytes).sum();
            for (Iterator<Entry> it = entries.values().iterator(); it.hasNext() && bytes > maxBytes; ) {
                Entry oldest = it.next();
                if (oldest.users == 0) {
                    it.remove();
                    evicted.add(oldest);
                    bytes -= oldest.bytes;
                }
            }
        }
        evicted.forEach(Entry::dispose);
    }

    private synchronized @Nullable OpenDocument takeIdle(Entry entry) {
        return entry.idle.poll();
    }

    private void putIdle(Entry entry, OpenDocument document) {
        OpenDocument superfluous = null;
        synchronized (this) {
            entry.idle.push(document);
            int idle = entries.values().stream().mapToInt(e -> e.idle.size()).sum();
            if (idle > maxIdle) {
                superfluous = entries.values().stream()
                        .filter(e -> !e.idle.isEmpty())
                        .findFirst()
                        .map(e -> e.idle.pollLast())
                        .orElse(null);
            }
        }
        if (superfluous != null) {
            superfluous.close();
        }
    }

    /** The right to use a file. */
    final class Lease implements AutoCloseable {
        private final Entry entry;

        private Lease(Entry entry) {
            this.entry = entry;
        }

        Path file() {
            return entry.file;
        }

        /** A handle that somebody gave back, for the caller alone; null if there is none. */
        @Nullable
        OpenDocument take() {
            return takeIdle(entry);
        }

        void giveBack(OpenDocument document) {
            putIdle(entry, document);
        }

        @Override
        public void close() {
            release(entry);
        }
    }

    /** Guarded by the cache's lock, but for the fetch. */
    private static final class Entry {
        private final String key;
        private final Path file;
        private final CompletableFuture<@Nullable Void> fetched = new CompletableFuture<>();
        private final Deque<OpenDocument> idle = new ArrayDeque<>();
        private int users;
        private volatile long bytes;
        private long lastUsed = System.nanoTime();

        Entry(String key, Path file) {
            this.key = key;
            this.file = file;
        }

        void dispose() {
            idle.forEach(OpenDocument::close);
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warnf("A document's file stays behind: %s", e.getClass().getSimpleName());
            }
        }
    }
}
