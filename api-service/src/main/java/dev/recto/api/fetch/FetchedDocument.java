package dev.recto.api.fetch;

/** Where the bytes of a document lie that was named by URL: under the asked key, or where the stored file has them. */
public record FetchedDocument(String objectKey, long size, String sha256) {}
