package dev.recto.system;

import java.util.Comparator;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shared stack lives until the last test and takes a sixth of a core while nobody asks it: whoever has a stack of their own comes before. */
public final class OwnStacksFirst implements ClassOrderer {
    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparing(each -> each.isAnnotated(ExtendWith.class)));
    }
}
