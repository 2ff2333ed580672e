package dev.recto.api.background;

import java.util.List;

/** A part of the service in which something goes on by itself, from the start of the process to its end. */
public interface Chore {
    /** The same ones each time; started and closed for it. */
    List<Bell> bells();
}
