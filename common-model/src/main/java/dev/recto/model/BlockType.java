package dev.recto.model;

/** Kind of a block; the lower-case names are the contract's. */
public enum BlockType {
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
