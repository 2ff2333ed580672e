package dev.recto.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.CacheUse;
import dev.recto.api.reading.JobState;
import dev.recto.api.reading.Lane;
import dev.recto.api.reading.NewJob;
import dev.recto.api.storage.ObjectLedger;
import dev.recto.api.webhook.Webhook;
import dev.recto.api.webhook.WebhookEvent;
import dev.recto.api.webhook.delivery.DeliveryQueue;
import dev.recto.model.DocumentPassword;
import dev.recto.model.ObjectKeys;
import dev.recto.tracing.TraceParent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Writes jobs down. */
@Singleton
class NewJobs {
    private final Database database;
    private final ObjectMapper json;
    private final ObjectLedger ledger;
    private final JobsConfig config;
    private final CacheConfig caching;
    private final DeliveryQueue webhooks;
    private final JobTable jobs;

    NewJobs(
            Database database,
            ObjectMapper json,
            ObjectLedger ledger,
            JobsConfig config,
            CacheConfig caching,
            DeliveryQueue webhooks,
            JobTable jobs) {
        this.database = database;
        this.json = json;
        this.ledger = ledger;
        this.config = config;
        this.caching = caching;
        this.webhooks = webhooks;
        this.jobs = jobs;
    }

    /**
     * What is done for the job later belongs to the trace. A document that came with the request is claimed with it. Where there is such a job already it stays as it is, and with it
     * its own copy of the document. Whom the key tells of its jobs is told of those that were asked for directly, not of a batch's rows.
     */
    void insert(NewJob job, Optional<UUID> waiter, TraceParent trace) {
        boolean own = job.objectKey().startsWith(ObjectKeys.jobPrefix(job.id()));
        if (!insert(job, waiter, trace, own)) {
            ObjectLedger.require(jobs.find(job.id()).isPresent());
            if (own) {
                database.transaction(sql ->
                        ledger.release(sql.client(), job.objectKey()).await().atMost(sql.timeout()));
            }
        }
    }

    private boolean insert(NewJob job, Optional<UUID> waiter, TraceParent trace, boolean own) {
        DocumentPassword password = job.password();
        Webhook webhook = job.webhook();
        CacheUse cache = caching.enabled() ? job.cache() : CacheUse.NONE;
        for (Row accepted : database.run(
                """
                with claimed as (""" + ObjectLedger.claiming("$7::text") + """
                ), accepted as (
                    insert into job (id, organisation, project, api_key, lane, model, object_key, size_bytes, selection,
                                     read_options, answer_form, expires_at, state, trace_parent, waiter, document_digest,
                                     cache_lookup)
                    select $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::smallint, $6::text, $7::text, $8::bigint, $9::int[],
                           $10::text, $11::text, now() + $12 * interval '1 second', $13::text, $15::text, $16::uuid,
                           $21::text, $22
                    where not $14 or exists (select from claimed)
                    on conflict (id) do nothing returning id
                ), kept as (
                    insert into document_password (job, password) select id, $17::text from accepted where $17 is not null
                ), told as (
                    insert into webhook (subject, source, url, events)
                    select id, 'REQUEST', $18::text, $19::text[] from accepted where $18 is not null
                    union all
                    select accepted.id, 'KEY', webhook_url, webhook_events from accepted, api_key
                    where api_key.id = $4 and $20 and webhook_url is distinct from $18 and webhook_url is not null
                      and webhook_disabled_at is null
                    returning subject
                )
                select exists (select from told) as told from accepted""",
                Tuple.tuple()
                        .addUUID(job.id())
                        .addUUID(job.caller().organisation())
                        .addUUID(job.caller().project())
                        .addUUID(job.caller().keyId())
                        .addInteger(job.lane().ordinal())
                        .addString(job.model())
                        .addString(job.objectKey())
                        .addLong(job.sizeBytes())
                        .addArrayOfInteger(job.pages().array())
                        .addString(write(job))
                        .addString(job.form())
                        .addLong(config.jobTimeout().toSeconds())
                        .addString((job.forwarded() ? JobState.TO_FORWARD : JobState.ACCEPTED).name())
                        .addBoolean(own)
                        .addString(trace.text().orElse(null))
                        .addUUID(waiter.orElse(null))
                        .addString(password == null ? null : password.value())
                        .addString(webhook == null ? null : webhook.url())
                        .addArrayOfString(webhook == null ? null : WebhookEvent.words(webhook.events()))
                        .addBoolean(job.lane() == Lane.INTERACTIVE)
                        .addString(cache == CacheUse.NONE ? null : job.sha256())
                        .addBoolean(cache == CacheUse.LOOK_UP))) {
            if (accepted.getBoolean("told")) {
                webhooks.expect();
            }
            return true;
        }
        return false;
    }

    private String write(NewJob job) {
        try {
            return json.writeValueAsString(job.options());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
