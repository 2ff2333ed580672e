/** Recognised words and their places, to paragraphs, headings, lists, tables, pictures and their markdown. Pure data. */
@NullMarked
package dev.recto.worker.layout;

import org.jspecify.annotations.NullMarked;
