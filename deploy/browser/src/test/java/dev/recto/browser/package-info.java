/** The page as a person sees it: in Chromium, before a service of real parts. */
@NullMarked
package dev.recto.browser;

import org.jspecify.annotations.NullMarked;
