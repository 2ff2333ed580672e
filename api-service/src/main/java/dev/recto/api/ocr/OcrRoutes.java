package dev.recto.api.ocr;

import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.jobs.Job;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.jobs.Lane;
import dev.recto.api.jobs.NewJob;
import dev.recto.api.tenancy.Caller;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the routes that read a document have in common: body in, job, answer out. */
@Singleton
public class OcrRoutes {
    /** Names the job of an answer. */
    public static final String JOB_HEADER = "X-Recto-Job";

    private final BodyReader bodies;
    private final SpoolBudget budget;
    private final OcrService service;
    private final Jobs jobs;
    private final AnswerWriter answers;
    private final JobWriter views;

    OcrRoutes(
            BodyReader bodies,
            SpoolBudget budget,
            OcrService service,
            Jobs jobs,
            AnswerWriter answers,
            JobWriter views) {
        this.bodies = bodies;
        this.budget = budget;
        this.service = service;
        this.jobs = jobs;
        this.answers = answers;
        this.views = views;
    }

    /** @param parse reads the body's fields; its problems are checked afterwards */
    public Response read(Caller caller, InputStream body, @Nullable String prefer, Function<Fields, OcrRequest> parse) {
        NewJob job;
        try (Spool spool = new Spool(budget)) {
            Fields fields = Fields.of(bodies.read(body, spool));
            job = service.prepare(TimeOrderedId.next(), caller, parse.apply(fields), Lane.INTERACTIVE, spool);
        }
        return Preference.isAsync(prefer) ? accepted(caller, job) : answer(service.read(job));
    }

    private Response accepted(Caller caller, NewJob job) {
        jobs.accept(job);
        Job accepted = jobs.find(caller.organisation(), job.id());
        StreamingOutput view = out -> views.write(accepted, JobWriter.View.PROGRESS, out);
        return Response.accepted(view)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(JOB_HEADER, job.id())
                .header("Location", "/v1/ocr/jobs/" + job.id())
                .header("Preference-Applied", "respond-async")
                .build();
    }

    private Response answer(Job ended) {
        StreamingOutput answer = out -> answers.write(ended, out);
        return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE)
                .header(JOB_HEADER, ended.id())
                .build();
    }
}
