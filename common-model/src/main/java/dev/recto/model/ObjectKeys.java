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

    /** A document that came with the request rather than as a stored file; deleted with its job. */
    public static String source(UUID job) {
        return jobPrefix(job) + "source";
    }

    /** JPEG of the k-th picture of a page, both counted from 0. */
    public static String crop(UUID job, int page, int picture) {
        return jobPrefix(job) + "pages/" + page + "/img-" + picture + ".jpeg";
    }

    public static String jobPrefix(UUID job) {
        return "jobs/" + job + "/";
    }
}
