/** What the vision-language models share: from a page raster to tokens to markdown. */
@NullMarked
package dev.recto.worker.model;

import org.jspecify.annotations.NullMarked;
