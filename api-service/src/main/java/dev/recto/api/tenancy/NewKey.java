package dev.recto.api.tenancy;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a key.
 *
 * @param name what the key is for, for people
 * @param administrator whether it may manage keys; it may not by default
 * @param organisation name of a new organisation for the key; without it the key belongs to the caller's
 */
record NewKey(
        @NotBlank @Size(max = 100) @Pattern(regexp = TEXT) String name,
        @Nullable Boolean administrator,

        @Nullable @Size(min = 1, max = 100) @Pattern(regexp = TEXT)
        String organisation) {
    private static final String TEXT = "\\P{Cntrl}*";
}
