package dev.recto.api.ocr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.jobs.JobWait;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.models.ModelResolver;
import dev.recto.api.models.UpstreamModels;
import dev.recto.api.ocr.answer.AnswerWriter;
import dev.recto.api.ocr.request.Documents;
import dev.recto.api.ocr.request.LanguagesField;
import dev.recto.api.ocr.request.OcrConfig;
import dev.recto.api.ocr.request.OcrRequest;
import dev.recto.api.ocr.request.PasswordField;
import dev.recto.api.reading.AnswerForm;
import dev.recto.api.reading.CacheUse;
import dev.recto.api.reading.EndedJob;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.JobError;
import dev.recto.api.reading.Lane;
import dev.recto.api.reading.NewJob;
import dev.recto.api.temporary.Spool;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.webhook.secret.WebhookSecrets;
import dev.recto.model.ModelCapability;
import dev.recto.model.ReadOptions;
import dev.recto.model.ServedModel;
import dev.recto.tracing.Activity;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Turns checked requests into jobs. For virtual threads. */
@Singleton
public class OcrService {
    private final ModelResolver models;
    private final UpstreamModels upstreams;
    private final Documents documents;
    private final Jobs jobs;
    private final WebhookSecrets webhookSecrets;
    private final ObjectMapper json;
    private final OcrConfig config;

    OcrService(
            ModelResolver models,
            UpstreamModels upstreams,
            Documents documents,
            Jobs jobs,
            WebhookSecrets webhookSecrets,
            ObjectMapper json,
            OcrConfig config) {
        this.models = models;
        this.upstreams = upstreams;
        this.documents = documents;
        this.jobs = jobs;
        this.webhookSecrets = webhookSecrets;
        this.json = json;
        this.config = config;
    }

    /**
     * Accepts a request as a job with the given id, without waiting; a second call with the same id changes
     * nothing.
     *
     * @param activity what the job belongs to
     */
    public void submit(UUID id, Caller caller, OcrRequest request, Lane lane, Spool spool, Activity activity) {
        jobs.accept(prepare(id, caller, request, lane, CacheUse.LOOK_UP, spool, activity));
    }

    /** Brings the document into the store; the job is still to be accepted. */
    public NewJob prepare(
            UUID id, Caller caller, OcrRequest request, Lane lane, CacheUse cache, Spool spool, Activity activity) {
        request.webhook().ifPresent(webhook -> webhookSecrets.require(caller.organisation()));
        Optional<Documents.Placed> stored = documents.stored(caller, request.document());
        ServedModel model = models.resolve(request.model());
        boolean forwarded = upstreams.find(model.id()).isPresent();
        List<String> unfollowed = unfollowed(model, request.options());
        if (!unfollowed.contains(LanguagesField.NAME)) {
            requireOffered(model, request.options().languages());
        }
        if (forwarded && request.password().isPresent()) {
            unfollowed.add(PasswordField.NAME);
        }
        Documents.Placed document =
                stored.orElseGet(() -> documents.place(caller, id, request.document(), spool, activity));
        return new NewJob(
                id,
                caller,
                lane,
                model.id(),
                forwarded,
                document.objectKey(),
                document.size(),
                request.pages(),
                without(unfollowed, request.options()),
                write(form(request.form(), model, forwarded).withUnfollowed(unfollowed)),
                activity.asParent(),
                forwarded ? null : request.password().orElse(null),
                request.webhook().orElse(null),
                document.sha256(),
                forwarded || request.password().isPresent() ? CacheUse.NONE : cache);
    }

    /** Waits until a document is read. Whatever goes wrong from here on names the job. */
    EndedJob await(JobWait wait) {
        UUID job = wait.job();
        EndedJob ended = jobs.await(wait, config.waitTime(), AnswerWriter.PAGES_AT_ONCE)
                .orElseThrow(() -> new ApiException(
                                ErrorCode.OCR_TIMEOUT, "Reading goes on; the job can be asked for its state and pages.")
                        .retryAfter(config.askAgain())
                        .job(job));
        requireRead(ended.job());
        return ended;
    }

    /** Fails as the job has, or since it was cancelled or still runs. */
    static void requireRead(Job job) {
        switch (job.state()) {
            case SUCCEEDED -> {}
            case CANCELLED -> throw new ApiException(ErrorCode.JOB_CANCELLED).job(job.id());
            case FAILED -> throw failure(job).job(job.id());
            case ACCEPTED, PROBING, READING, TO_FORWARD, FORWARDED ->
                throw new ApiException(ErrorCode.JOB_NOT_FINISHED).job(job.id());
        }
    }

    /** Why a job failed. */
    public static ApiException failure(Job failed) {
        JobError error = failed.error();
        return error == null ? new ApiException(ErrorCode.OCR_FAILED) : error.exception();
    }

    /** What workers don't say they say page by page. */
    private static void requireOffered(ServedModel model, List<String> languages) {
        if (!model.languages().isEmpty() && !model.languages().containsAll(languages)) {
            throw new ApiException(
                            ErrorCode.LANGUAGE_NOT_OFFERED,
                            "The model " + model.id() + " reads in " + String.join(", ", model.languages()) + ".")
                    .param(LanguagesField.NAME);
        }
    }

    /** The instructions among a request's options that a model can't follow, by their field. */
    private static List<String> unfollowed(ServedModel model, ReadOptions options) {
        List<String> fields = new ArrayList<>();
        if (options.prompt() != null && !model.capabilities().contains(ModelCapability.PROMPT)) {
            fields.add("prompt");
        }
        if (options.annotationPrompt() != null && !model.capabilities().contains(ModelCapability.ANNOTATION)) {
            fields.add("document_annotation_prompt");
        }
        if (options.pictureAnnotation() != null && !model.capabilities().contains(ModelCapability.PICTURE_ANNOTATION)) {
            fields.add("bbox_annotation_format");
        }
        if (!options.languages().isEmpty() && !model.capabilities().contains(ModelCapability.LANGUAGES)) {
            fields.add(LanguagesField.NAME);
        }
        return fields;
    }

    private static ReadOptions without(List<String> unfollowed, ReadOptions options) {
        boolean annotates = !unfollowed.contains("document_annotation_prompt");
        return new ReadOptions(
                unfollowed.contains("prompt") ? null : options.prompt(),
                annotates ? options.annotationPrompt() : null,
                annotates ? options.annotationSchema() : null,
                unfollowed.contains("bbox_annotation_format") ? null : options.pictureAnnotation(),
                options.skipSpecialTokens(),
                options.textLayer(),
                options.crops(),
                options.header(),
                options.footer(),
                options.checkedTextLayer(),
                unfollowed.contains(LanguagesField.NAME) ? List.of() : options.languages());
    }

    private static AnswerForm form(AnswerForm asked, ServedModel model, boolean forwarded) {
        AnswerForm form =
                forwarded ? asked : asked.withRegions(model.capabilities().contains(ModelCapability.REGIONS));
        return model.capabilities().contains(ModelCapability.DOCLING_OPTIONS) ? form : form.withoutHints();
    }

    private String write(AnswerForm form) {
        try {
            return json.writeValueAsString(form);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
