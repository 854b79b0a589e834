package io.chameleon.runner.cli;

import static java.util.stream.Collectors.joining;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.LeftoverPolicy;
import io.chameleon.runner.replay.OnReplayError;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Turns what is written on the command line into values of the library. */
final class Choice {
    private Choice() {}

    /** {@code human} or {@code json}. */
    static final class Output implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String value) {
            return among(OutputFormat.values(), value);
        }
    }

    /** {@code refuse}, {@code drop} or {@code rename}. */
    static final class Leftover implements ITypeConverter<LeftoverPolicy> {
        @Override
        public LeftoverPolicy convert(String value) {
            return among(LeftoverPolicy.values(), value);
        }
    }

    /** {@code stop} or {@code disable}. */
    static final class ReplayError implements ITypeConverter<OnReplayError> {
        @Override
        public OnReplayError convert(String value) {
            return among(OnReplayError.values(), value);
        }
    }

    /** A version of the catalogue. */
    static final class Target implements ITypeConverter<CatalogueVersion> {
        @Override
        public CatalogueVersion convert(String value) {
            return known(CatalogueVersion::parse, value);
        }
    }

    /** The version of the catalogue that a release of pg_chameleon works with. */
    static final class Release implements ITypeConverter<CatalogueVersion> {
        @Override
        public CatalogueVersion convert(String value) {
            return known(CatalogueVersion::forRelease, value);
        }
    }

    /** A number from 1 on. */
    static final class Positive implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            if (!value.matches("[1-9][0-9]{0,8}")) {
                throw new TypeConversionException("'" + value + "' isn't a number from 1 to 999999999");
            }
            return Integer.valueOf(value);
        }
    }

    private static <E extends Enum<E>> E among(E[] choices, String value) {
        return Arrays.stream(choices)
                .filter(choice -> name(choice).equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + value + "' isn't one of "
                        + Arrays.stream(choices).map(Choice::name).collect(joining(", "))));
    }

    private static String name(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static CatalogueVersion known(Function<String, CatalogueVersion> parser, String value) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
