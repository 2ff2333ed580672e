package dev.recto.api.tenancy;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.UuidText;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who asks: the API key, and what it belongs to. */
public record Caller(UUID keyId, UUID organisation, UUID project, boolean administrator) implements Principal {
    @Override
    public String getName() {
        return keyId.toString();
    }

    /**
     * Checks the organisation that a request names, if it names one.
     *
     * @param named the header {@code X-Org-Id} or a field of the body
     * @param whenForeign the error for any organisation but the caller's own
     */
    public void requireOrganisation(@Nullable String named, ErrorCode whenForeign) {
        if (named == null || named.isBlank()) {
            return;
        }
        if (!UuidText.parse(named.strip(), ErrorCode.INVALID_ORG_ID, "org_id").equals(organisation)) {
            throw new ApiException(whenForeign).param("org_id");
        }
    }
}
