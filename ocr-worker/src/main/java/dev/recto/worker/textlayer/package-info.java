/** What a PDF claims to show: taken in place of reading, or held against what is read. */
@NullMarked
package dev.recto.worker.textlayer;

import org.jspecify.annotations.NullMarked;
