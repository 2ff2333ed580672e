package dev.recto.model;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Kind of a block; the lower-case names are the contract's. */
public enum BlockType {
    @JsonEnumDefaultValue
    TEXT,
    TITLE,
    LIST,
    TABLE,
    IMAGE,
    EQUATION,
    CAPTION,
    CODE,
    REFERENCES,
    ASIDE_TEXT,
    HEADER,
    FOOTER,
    SIGNATURE
}
