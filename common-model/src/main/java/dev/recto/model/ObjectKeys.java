package dev.recto.model;

import java.util.UUID;

/** Where bytes lie in the bucket. */
public final class ObjectKeys {
    private ObjectKeys() {}

    public static String file(UUID organisation, UUID file) {
        return "files/" + organisation + "/" + file;
    }

    /** A chunk of a large file on its way; deleted when the upload ends. */
    public static String uploadPart(UUID upload, UUID part) {
        return uploadPrefix(upload) + part;
    }

    /** All chunks of a large file. */
    public static String uploadPrefix(UUID upload) {
        return "uploads/" + upload + "/";
    }

    /**
     * A document that came with the request rather than as a stored file; deleted with its job.
     *
     * @param copy of whoever stores it: the same request may come twice, and what is being read is not to be written over
     */
    public static String source(UUID job, UUID copy) {
        return jobPrefix(job) + "source-" + copy;
    }

    /** JPEG of the k-th picture of a page, both counted from 0. */
    public static String crop(UUID job, int page, int picture) {
        return pagesPrefix(job) + page + "/img-" + picture + ".jpeg";
    }

    public static String pagesPrefix(UUID job) {
        return jobPrefix(job) + "pages/";
    }

    /** All of a copy of a job's document, or of a page of it; whoever asked for it announces it to the ledger. */
    public static String copyPrefix(UUID job, UUID copy) {
        return jobPrefix(job) + "copies/" + copy + "/";
    }

    /** Of the copy: {@link PageText}s in JSON, one behind the other. */
    public static String copyText(UUID job, UUID copy) {
        return copyPrefix(job, copy) + "text";
    }

    /** The copy itself: a PDF, or the JPEG of a page. */
    public static String copyDocument(UUID job, UUID copy) {
        return copyPrefix(job, copy) + "document";
    }

    /** A {@link DocumentFault}, where there is to be no copy. */
    public static String copyRefusal(UUID job, UUID copy) {
        return copyPrefix(job, copy) + "refusal";
    }

    /** Stands there once nobody waits for the copy any more. */
    public static String copyUnwanted(UUID job, UUID copy) {
        return copyPrefix(job, copy) + "unwanted";
    }

    public static String jobPrefix(UUID job) {
        return "jobs/" + job + "/";
    }
}
