/** PDF and image files, hostile ones too, to page rasters. */
@NullMarked
package dev.recto.worker.document;

import org.jspecify.annotations.NullMarked;
