package dev.recto.api.keys;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.postgres.Database;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.webhook.Webhook;
import dev.recto.api.webhook.WebhookEvent;
import dev.recto.api.webhook.secret.WebhookSecrets;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Whom keys tell of the end of what was asked for with them. For virtual threads. */
@Singleton
class KeyWebhooks {
    private static final Logger LOG = Logger.getLogger(KeyWebhooks.class);

    private final Database database;
    private final WebhookSecrets secrets;

    KeyWebhooks(Database database, WebhookSecrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    KeyView set(Caller caller, UUID key, Webhook webhook) {
        KeyView view = write(caller, key, webhook.url(), WebhookEvent.words(webhook.events()));
        LOG.infof("The webhook of key %s was set by %s", key, caller.keyId());
        return view;
    }

    KeyView remove(Caller caller, UUID key) {
        KeyView view = write(caller, key, null, null);
        LOG.infof("The webhook of key %s was removed by %s", key, caller.keyId());
        return view;
    }

    private KeyView write(Caller caller, UUID key, @Nullable String url, String @Nullable [] events) {
        return database.transaction(sql -> {
            for (Row row : sql.run(
                    """
                    update api_key set webhook_url = $3, webhook_events = $4, webhook_disabled_at = null
                    where id = $1 and organisation = $2 and revoked_at is null returning *""",
                    Tuple.tuple()
                            .addUUID(key)
                            .addUUID(caller.organisation())
                            .addString(url)
                            .addArrayOfString(events))) {
                if (url != null) {
                    secrets.require(sql, caller.organisation());
                }
                return KeyView.of(row, null);
            }
            throw new ApiException(ErrorCode.KEY_NOT_FOUND).param("key_id");
        });
    }
}
