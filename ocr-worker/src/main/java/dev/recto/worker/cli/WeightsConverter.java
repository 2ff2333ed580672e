package dev.recto.worker.cli;

import dev.recto.worker.graph.WeightFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Weights as they are named on a command line: {@code fp32}, {@code int8}, {@code int4}. */
final class WeightsConverter implements ITypeConverter<WeightFormat> {
    @Override
    public WeightFormat convert(String value) {
        return switch (value) {
            case "fp32" -> WeightFormat.FULL;
            case "int8" -> WeightFormat.INT8;
            case "int4" -> WeightFormat.INT4;
            default -> throw new TypeConversionException("must be fp32, int8 or int4, not " + value);
        };
    }
}
