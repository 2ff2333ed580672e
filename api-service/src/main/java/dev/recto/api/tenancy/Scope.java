package dev.recto.api.tenancy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a caller may do. Every operation asks for one of them, as the role of the same name. */
public enum Scope {
    /** See files, jobs, results and models. */
    @JsonProperty(Role.READ)
    READ(Role.READ),

    /** Store and delete files, have documents read. */
    @JsonProperty(Role.WRITE)
    WRITE(Role.WRITE),

    /** Manage keys. */
    @JsonProperty(Role.ADMIN)
    ADMIN(Role.ADMIN);

    private final String role;

    Scope(String role) {
        this.role = role;
    }

    public String role() {
        return role;
    }

    /** The names, for annotations. */
    public static final class Role {
        public static final String READ = "read";
        public static final String WRITE = "write";
        public static final String ADMIN = "admin";

        private Role() {}
    }
}
