package dev.recto.api.files;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A URL that downloads a file without a key until {@code expiresAt}, in Unix seconds. */
record SignedUrl(String url, @JsonProperty("expires_at") long expiresAt) {}
