package dev.recto.api.jobs;

import dev.recto.model.PageResult;

/** What was read on a page of a document, counted from 0. */
public record ReadPage(int number, PageResult result) {}
