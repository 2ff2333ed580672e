package dev.recto.local.client;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made.
 *
 * @param scopes what it may do; if empty, everything but managing keys
 * @param expiresIn never if null
 * @param organisation name of a new organisation for it; your own if null
 */
public record NewApiKey(
        String name,
        List<String> scopes,
        @Nullable Duration expiresIn,
        @Nullable String organisation) {}
