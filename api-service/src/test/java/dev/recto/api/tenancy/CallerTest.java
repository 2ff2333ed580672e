package dev.recto.api.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
    private static final Caller CALLER = new Caller(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), false);

    @Test
    void itsOwnOrganisationOrNoneIsFine() {
        assertThatCode(() -> CALLER.requireOrganisation(null, ErrorCode.FILE_NOT_FOUND))
                .doesNotThrowAnyException();
        assertThatCode(() -> CALLER.requireOrganisation(
                        CALLER.organisation().toString().toUpperCase(java.util.Locale.ROOT), ErrorCode.FILE_NOT_FOUND))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherOrganisationIsTheGivenError() {
        assertThatThrownBy(() -> CALLER.requireOrganisation(UUID.randomUUID().toString(), ErrorCode.ORG_FORBIDDEN))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ORG_FORBIDDEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "1-2-3-4-5", "00000000-0000-7000-8000-00000000000g"})
    void whatIsNoUuidIsSaidSo(String text) {
        assertThatThrownBy(() -> CALLER.requireOrganisation(text, ErrorCode.ORG_FORBIDDEN))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ORG_ID));
    }
}
