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
        return "uploads/" + upload + "/" + part;
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

    public static String jobPrefix(UUID job) {
        return "jobs/" + job + "/";
    }
}
