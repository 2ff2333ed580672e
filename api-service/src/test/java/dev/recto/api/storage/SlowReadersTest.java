package dev.recto.api.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those who take their bytes slowly, or not at all. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class SlowReadersTest {
    /** More than there are connections to S3. */
    private static final int READERS = 60;

    private static final Duration SOON = Duration.ofSeconds(30);

    private final String key = "tests/" + UUID.randomUUID();
    private final byte[] bytes = new byte[20_000_001];

    @Inject
    ObjectStore store;

    @BeforeEach
    void put() {
        new Random(5).nextBytes(bytes);
        store.put(key, bytes).await().atMost(SOON);
    }

    @AfterEach
    void delete() {
        store.delete(key).await().atMost(SOON);
    }

    @Test
    void keepNobodyElseFromTheStore() {
        List<AssertSubscriber<Buffer>> slow =
                Stream.generate(this::oneChunk).limit(READERS).toList();

        slow.forEach(reader -> reader.awaitItems(1, SOON));
        assertThat(store.read(key).await().atMost(SOON)).isEqualTo(bytes);

        slow.forEach(AssertSubscriber::cancel);
    }

    @Test
    void getAllBytesInTheEnd() {
        Buffer whole = Buffer.buffer();
        Buffer part = Buffer.buffer();

        read(store.get(key).await().atMost(SOON), whole);
        read(store.get(key, new ByteRange(500_000, 1_100_000)).await().atMost(SOON), part);

        assertThat(whole.getBytes()).isEqualTo(bytes);
        assertThat(part.getBytes()).isEqualTo(Buffer.buffer(bytes).getBytes(500_000, 1_100_001));
    }

    @Test
    void learnThatTheRestIsGone() {
        AssertSubscriber<Buffer> slow = oneChunk();
        slow.awaitItems(1, SOON);

        store.delete(key).await().atMost(SOON);

        // Whoever asks for an object that is not there may take it for an empty one, but not for one that ends here
        assertThat(slow.request(Long.MAX_VALUE).awaitFailure(SOON).getFailure())
                .isNotInstanceOf(ObjectNotFoundException.class);
    }

    private static void read(StoredObject object, Buffer into) {
        object.bytes().subscribe().asStream().forEach(into::appendBuffer);
    }

    private AssertSubscriber<Buffer> oneChunk() {
        return store.get(key).await().atMost(SOON).bytes().subscribe().withSubscriber(AssertSubscriber.create(1));
    }
}
