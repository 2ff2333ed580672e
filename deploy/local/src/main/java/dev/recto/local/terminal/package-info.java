/** What a person sees while something takes its time. */
@NullMarked
package dev.recto.local.terminal;

import org.jspecify.annotations.NullMarked;
