/** Copies of documents that can be searched: pages as they look, with what was read on them beneath, unseen. */
@NullMarked
package dev.recto.worker.searchable;

import org.jspecify.annotations.NullMarked;
