package dev.recto.tools.trial;

import java.util.List;

/**
 * A command to be run by itself, so that whatever becomes of it costs no other.
 *
 * @param command with its arguments
 */
record Stage(String name, List<String> command) {}
