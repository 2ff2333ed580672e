package dev.recto.api.tenancy;

import dev.recto.api.postgres.Database;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Whether a key still opens anything: for answers that last, whose reader may have been kept out since. Blocks. */
@Singleton
public class OpenKeys {
    /** The attribute of an identity that says when its token opens nothing any more; a key has none. */
    public static final String UNTIL = "recto.until";

    private final Database database;

    OpenKeys(Database database) {
        this.database = database;
    }

    public boolean contains(UUID key) {
        return database.run("""
                        select exists (
                            select from api_key
                            where id = $1 and revoked_at is null and (expires_at is null or expires_at > now())) as open""", Tuple.of(key)).iterator().next().getBoolean("open");
    }
}
