/** What dashboards and alerts ask for, held against what the services tell. */
@NullMarked
package dev.recto.system.monitoring;

import org.jspecify.annotations.NullMarked;
