/** What becomes of requests while a part is frozen or dead: real parts, each in a process of its own. */
@NullMarked
package dev.recto.api.outage;

import org.jspecify.annotations.NullMarked;
