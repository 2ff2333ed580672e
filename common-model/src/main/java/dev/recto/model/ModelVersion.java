package dev.recto.model;

/**
 * What an answer depends on besides the page and the {@link ReadOptions}.
 *
 * @param digest of the model's files, of all configuration that changes what is read, and of the engine
 * @param sampled whether tokens are drawn: the same page may read otherwise the next time
 */
public record ModelVersion(String digest, boolean sampled) {}
