package dev.recto.api.storage;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * An object on its way out. The bytes can be taken once and must be: not to subscribe holds a connection until it times out.
 *
 * @param size bytes of the whole object, also where only a range of it was asked for
 */
public record StoredObject(long size, Multi<Buffer> bytes) {}
