package dev.recto.api.forward.upstream;

import dev.recto.model.DocumentKind;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * A document on its way to an upstream.
 *
 * @param bytes opened when they are subscribed to
 */
public record SourceDocument(DocumentKind kind, long size, Multi<Buffer> bytes) {}
