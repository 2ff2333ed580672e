/** Container images of the services, built without a daemon. */
@NullMarked
package dev.recto.images;

import org.jspecify.annotations.NullMarked;
