/** Pages of our own making, with what stands on them: what reading is measured and tested with. */
@NullMarked
package dev.recto.tools.specimen;

import org.jspecify.annotations.NullMarked;
