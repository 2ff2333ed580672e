package dev.recto.model;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Why a document as a whole can't be read: the client's fault, and final. */
public enum DocumentFault {
    /** Neither a PDF nor a picture of a known format. */
    UNSUPPORTED_FORMAT,
    /** Damaged. */
    @JsonEnumDefaultValue
    INVALID,
    /** Needs a password to be opened. */
    ENCRYPTED,
    /** Needs another password than the one that was given. */
    WRONG_PASSWORD,
    /** No bytes or no pages. */
    EMPTY,
    /** More pages than the limit. */
    TOO_MANY_PAGES,
    /** Larger than the limit of bytes or pixels. */
    TOO_LARGE,
    /** The stored bytes are gone. */
    GONE
}
