package dev.recto.api.ocr;

import dev.recto.api.jobs.JobWait;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.ocr.answer.AnswerWriter;
import dev.recto.api.ocr.request.BodyReader;
import dev.recto.api.ocr.request.OcrRequest;
import dev.recto.api.reading.CacheUse;
import dev.recto.api.reading.EndedJob;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.Lane;
import dev.recto.api.reading.NewJob;
import dev.recto.api.temporary.Spool;
import dev.recto.api.temporary.Spools;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.tracing.CurrentActivity;
import dev.recto.api.web.idempotency.Fingerprint;
import dev.recto.api.web.idempotency.Idempotency;
import dev.recto.api.web.idempotency.Idempotency.Subject;
import dev.recto.api.web.input.JsonFields;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Attribute;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What the routes that read a document have in common: body in, job, answer out. */
@Singleton
public class OcrRoutes {
    /** Names the job of an answer. */
    public static final String JOB_HEADER = "X-Recto-Job";

    private final BodyReader bodies;
    private final Spools spools;
    private final Idempotency idempotency;
    private final OcrService service;
    private final Jobs jobs;
    private final AnswerWriter answers;
    private final JobWriter views;
    private final CurrentActivity current;

    OcrRoutes(
            BodyReader bodies,
            Spools spools,
            Idempotency idempotency,
            OcrService service,
            Jobs jobs,
            AnswerWriter answers,
            JobWriter views,
            CurrentActivity current) {
        this.bodies = bodies;
        this.spools = spools;
        this.idempotency = idempotency;
        this.service = service;
        this.jobs = jobs;
        this.answers = answers;
        this.views = views;
        this.current = current;
    }

    /**
     * @param route what is asked for besides the body
     * @param parse reads the body's fields; its problems are checked afterwards
     */
    public Response read(
            Caller caller,
            ReadingHeaders headers,
            String route,
            InputStream body,
            Function<JsonFields, OcrRequest> parse) {
        Activity activity = current.get();
        boolean waits = !Preference.isAsync(headers.prefer());
        Accepted reading;
        try (Spool spool = spools.open(caller.organisation())) {
            MessageDigest digest = Fingerprint.digest();
            OcrRequest request = parse.apply(JsonFields.of(bodies.read(new DigestInputStream(body, digest), spool)))
                    .ownedBy(headers.organisation());
            Fingerprint fingerprint = Fingerprint.of(route, headers.organisation(), Fingerprint.hex(digest));
            reading = idempotency.withSubject(
                    caller.project(),
                    headers.idempotencyKey(),
                    fingerprint,
                    subject -> accept(
                            caller, subject, request, CacheControl.of(headers.cacheControl()), waits, spool, activity));
        }
        activity.with(Attribute.JOB, reading.job());
        return reading.waiting()
                .map(wait -> answer(await(wait, activity)))
                .orElseGet(() -> accepted(caller, reading.job()));
    }

    /** @param waiting to be closed; none where the client does not wait for what was read */
    private record Accepted(UUID job, Optional<JobWait> waiting) {}

    private EndedJob await(JobWait wait, Activity activity) {
        try (wait) {
            return activity.child("wait for job").call(() -> service.await(wait));
        }
    }

    private Accepted accept(
            Caller caller,
            Subject subject,
            OcrRequest request,
            CacheUse cache,
            boolean waits,
            Spool spool,
            Activity activity) {
        UUID id = subject.id();
        if (subject.again() && jobs.exists(id)) {
            return new Accepted(id, waits ? Optional.of(jobs.expect(id)) : Optional.empty());
        }
        NewJob job = service.prepare(id, caller, request, Lane.INTERACTIVE, cache, spool, activity);
        if (waits) {
            return new Accepted(id, Optional.of(jobs.acceptAndWait(job)));
        }
        jobs.accept(job);
        return new Accepted(id, Optional.empty());
    }

    private Response accepted(Caller caller, UUID id) {
        Job accepted = jobs.find(caller.organisation(), id);
        StreamingOutput view = out -> views.write(accepted, JobWriter.View.PROGRESS, out);
        return withCache(accepted, Response.accepted(view))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(JOB_HEADER, id)
                .header("Location", "/v1/ocr/jobs/" + id)
                .header("Preference-Applied", "respond-async")
                .build();
    }

    private Response answer(EndedJob ended) {
        StreamingOutput answer = out -> answers.write(ended, out);
        return withCache(ended.job(), Response.ok(answer, MediaType.APPLICATION_JSON_TYPE))
                .header(JOB_HEADER, ended.job().id())
                .build();
    }

    private static Response.ResponseBuilder withCache(Job job, Response.ResponseBuilder response) {
        return job.cacheable() && job.state().ended()
                ? response.header(CacheControl.OUTCOME, CacheControl.outcome(job))
                : response;
    }
}
