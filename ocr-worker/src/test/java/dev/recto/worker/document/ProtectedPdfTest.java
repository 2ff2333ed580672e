package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentPassword;
import dev.recto.worker.memory.HeapBudget;
import dev.recto.workspace.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that a password opens. */
@Timeout(60)
class ProtectedPdfTest {
    private int stored;

    @TempDir
    private Path directory;

    private final FakeStore store = new FakeStore();
    private Documents documents;

    @BeforeEach
    void open() throws IOException {
        documents = new Documents(
                new DocumentCache(store, WorkDirectory.claim(directory, "recto-documents"), 10_000_000, 20_000_000, 4),
                new Guard(2, 2, () -> {}),
                new DocumentLimits(10, 20_000_000, 72, 32 << 20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofMinutes(1),
                HeapBudget.ofThisProcess(Duration.ZERO));
    }

    @AfterEach
    void close() {
        documents.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 128, 256})
    void opensWithEitherOfItsPasswords(int bits) throws Exception {
        store(encrypted(bits, "owner", "user"));

        assertThat(text("user")).contains("Behind the lock");
        assertThat(text("owner")).contains("Behind the lock");
        assertRefused("wrong", DocumentFault.WRONG_PASSWORD);
        assertRefused(null, DocumentFault.ENCRYPTED);
    }

    @Test
    void opensWithLettersOfAnyLanguage() throws Exception {
        store(encrypted(256, "owner", "Schlüssel-ключ"));

        assertThat(text("Schlüssel-ключ")).contains("Behind the lock");
        assertRefused("Schlussel-ключ", DocumentFault.WRONG_PASSWORD);
    }

    @Test
    void doesNotAskForAPasswordThatIsNotNeeded() throws Exception {
        store(SamplePdf.of("Behind the lock"));
        assertThat(text("superfluous")).contains("Behind the lock");

        store(encrypted(128, "owner", ""));
        assertThat(text("superfluous")).contains("Behind the lock");
        assertThat(text(null)).contains("Behind the lock");
    }

    /** The worker keeps what was fetched and opened for a while. */
    @Test
    void staysClosedForWhoeverComesAfterTheOneWithThePassword() throws Exception {
        store(encrypted(256, "owner", "user"));
        assertThat(text("user")).contains("Behind the lock");

        assertRefused(null, DocumentFault.ENCRYPTED);
        assertRefused("wrong", DocumentFault.WRONG_PASSWORD);
        assertThat(text("user")).contains("Behind the lock");
    }

    private void assertRefused(@Nullable String password, DocumentFault fault) {
        assertThatExceptionOfType(DocumentFaultException.class)
                .isThrownBy(() -> documents.probe(stored(password)))
                .matches(e -> e.fault() == fault);
    }

    private String text(@Nullable String password) throws Exception {
        assertThat(documents.probe(stored(password)).pages()).hasSize(1);
        try (DocumentPage page = documents.page(stored(password), 0)) {
            assertThat(page.draw(72).image().width()).isPositive();
            return page.textLayer().text();
        }
    }

    private StoredDocument stored(@Nullable String password) {
        return new StoredDocument("key" + stored, password == null ? null : new DocumentPassword(password));
    }

    private void store(byte[] file) {
        store.put("key" + ++stored, "", file).toCompletableFuture().join();
    }

    private static byte[] encrypted(int bits, String owner, String user) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(SamplePdf.of("Behind the lock"))) {
            StandardProtectionPolicy policy = new StandardProtectionPolicy(owner, user, new AccessPermission());
            policy.setEncryptionKeyLength(bits);
            pdf.protect(policy);
            return SamplePdf.bytes(pdf);
        }
    }
}
