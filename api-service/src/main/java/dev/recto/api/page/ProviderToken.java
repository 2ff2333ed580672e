package dev.recto.api.page;

/** The tokens that an identity provider gives at once. */
public enum ProviderToken {
    ACCESS("access_token"),
    ID("id_token");

    private final String field;

    ProviderToken(String field) {
        this.field = field;
    }

    /** Name in the provider's answer. */
    String field() {
        return field;
    }
}
