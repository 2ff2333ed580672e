package dev.recto.worker.regions;

/** How a model writes what it reads in a region of text. */
public enum AnswerStyle {
    /** Line by line: what begins a list or a paragraph is made markdown. */
    PLAIN,
    /** As markdown, whose lines stay as they are. */
    MARKDOWN
}
