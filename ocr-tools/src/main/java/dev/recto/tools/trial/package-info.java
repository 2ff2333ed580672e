/** All that there is to try of the engines on a machine that was never seen, stage by stage, with one report. */
@NullMarked
package dev.recto.tools.trial;

import org.jspecify.annotations.NullMarked;
