/** What a client gets: pages, blocks, tables and pictures from what was read. */
@NullMarked
package dev.recto.api.ocr.answer;

import org.jspecify.annotations.NullMarked;
