package dev.recto.api.storage;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * An object on its way out. Its bytes come piece by piece, as they are taken; nothing is held for whoever takes none.
 *
 * @param size bytes of the whole object, also where only a range of it was asked for
 */
public record StoredObject(long size, Multi<Buffer> bytes) {}
