package dev.recto.api.files;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Stored files. */
@ConfigMapping(prefix = "recto.files")
interface FilesConfig {
    /** Largest file that is taken in one request. */
    @WithDefault("50M")
    MemorySize maxSize();

    /** How long nothing of a download may go on its way, be it that the client takes none or the store gives none; then it breaks off. */
    @WithDefault("1m")
    Duration stallTimeout();

    /** How often expired files are deleted. */
    @WithDefault("30s")
    Duration sweepEvery();

    /** Where clients reach the service, for signed URLs; without it, where the client that asks reached it. */
    Optional<URI> publicUrl();

    /**
     * Keys of signed URLs. The first one signs, all of them verify: a new one is put in front, and an old one taken away when the
     * last URL that it signed has expired. Without any, one is made at random and shared through the database.
     */
    List<SigningKeyConfig> signingKeys();

    interface SigningKeyConfig {
        /** Part of every URL that the key signs: letters, digits, {@code -} and {@code _}. */
        String id();

        /** At least 32 characters nobody can guess. */
        String secret();
    }
}
