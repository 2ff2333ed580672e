package dev.recto.api.keys;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.recto.api.tenancy.Scope;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a key.
 *
 * @param name what the key is for, for people
 * @param administrator whether it may manage keys; it may not by default
 * @param scopes what else it may do; everything by default
 * @param expiresIn seconds after which it opens nothing any more; never by default
 * @param organisation name of a new organisation for the key; without it the key belongs to the caller's
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record NewKey(
        @NotBlank @CodePointLength(max = 100) @Pattern(regexp = TEXT)
        String name,

        @Nullable Boolean administrator,

        @Nullable @Size(min = 1) List<@NotNull Scope> scopes,

        @Nullable @Min(1) @Max(TEN_YEARS) Long expiresIn,

        @Nullable @CodePointLength(min = 1, max = 100) @Pattern(regexp = TEXT)
        String organisation) {
    private static final String TEXT = "\\P{Cntrl}*";
    private static final long TEN_YEARS = 10L * 365 * 24 * 60 * 60;

    Set<Scope> allScopes() {
        Set<Scope> all = scopes == null ? EnumSet.of(Scope.READ, Scope.WRITE) : EnumSet.copyOf(scopes);
        if (Boolean.TRUE.equals(administrator)) {
            all.add(Scope.ADMIN);
        }
        return all;
    }
}
