/** What a model's answers depend on besides the page: says when they may be other ones. */
@NullMarked
package dev.recto.worker.version;

import org.jspecify.annotations.NullMarked;
