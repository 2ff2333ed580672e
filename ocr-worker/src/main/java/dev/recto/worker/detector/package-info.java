/** PP-DocLayoutV3: finds the regions of a page and the order in which they are read. */
@NullMarked
package dev.recto.worker.detector;

import org.jspecify.annotations.NullMarked;
