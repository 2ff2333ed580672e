package dev.recto.api.webhook.secret;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Statements;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.webhook.WebhooksConfig;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The secrets of organisations. Once an organisation has one it never is without. For virtual threads. */
@Singleton
public class WebhookSecrets {
    private static final Logger LOG = Logger.getLogger(WebhookSecrets.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    private final Database database;
    private final WebhooksConfig config;

    WebhookSecrets(Database database, WebhooksConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Fails for an organisation whose receivers could verify nothing. */
    public void require(UUID organisation) {
        require(database, organisation);
    }

    public void require(Statements sql, UUID organisation) {
        boolean there = sql.run(
                        "select exists (select from webhook_secret where organisation = $1) as there",
                        Tuple.of(organisation))
                .iterator()
                .next()
                .getBoolean("there");
        if (!there) {
            throw new ApiException(ErrorCode.WEBHOOK_SECRET_MISSING).param("webhook");
        }
    }

    /** The bytes that a secret stands for. */
    public static byte[] bytes(String secret) {
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    /** Makes a secret; those that there are sign on for a while. */
    SecretView rotate(Caller caller) {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        String secret = PREFIX + Base64.getEncoder().encodeToString(bits);
        Row made = database.transaction(sql -> {
            // Of two rotations at the same time the later one ends the earlier one's secret
            sql.run("select from organisation where id = $1 for update", Tuple.of(caller.organisation()));
            sql.run("""
                    update webhook_secret set expires_at = least(expires_at, now() + $2 * interval '1 second')
                    where organisation = $1""", Tuple.of(caller.organisation(), config.secretOverlap().toSeconds()));
            sql.run("""
                    delete from webhook_secret where organisation = $1 and (expires_at <= now() or id not in (
                        select id from webhook_secret where organisation = $1 order by id desc limit $2))""", Tuple.of(caller.organisation(), Math.max(0, config.mostSecrets() - 1)));
            return sql.run(
                            "insert into webhook_secret (id, organisation, secret) values ($1, $2, $3) returning *",
                            Tuple.of(TimeOrderedId.next(), caller.organisation(), secret))
                    .iterator()
                    .next();
        });
        LOG.infof("Webhook secret %s was made by %s", made.getUUID("id"), caller.keyId());
        return SecretView.of(made, secret);
    }

    /** Those that sign, the newest first. */
    List<SecretView> list(Caller caller) {
        List<SecretView> secrets = new ArrayList<>();
        for (Row row : database.run("""
                select id, created_at, expires_at from webhook_secret
                where organisation = $1 and (expires_at is null or expires_at > now()) order by id desc""", Tuple.of(caller.organisation()))) {
            secrets.add(SecretView.of(row, null));
        }
        return secrets;
    }
}
