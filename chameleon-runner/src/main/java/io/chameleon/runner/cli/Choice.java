package io.chameleon.runner.cli;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.LeftoverPolicy;
import io.chameleon.runner.replay.OnReplayError;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Turns what is written on the command line into values of the library. */
final class Choice {
    private Choice() {}

    /** A constant of an enum, written in small letters; also tells the shell's completion which there are. */
    private abstract static class OneOf<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
        private final List<E> choices;

        OneOf(E[] choices) {
            this.choices = List.of(choices);
        }

        @Override
        public final E convert(String value) {
            return choices.stream()
                    .filter(choice -> name(choice).equals(value))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException("'" + value + "' isn't one of " + String.join(", ", this)));
        }

        @Override
        public final Iterator<String> iterator() {
            return choices.stream().map(OneOf::name).iterator();
        }

        private static String name(Enum<?> choice) {
            return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** {@code human} or {@code json}. */
    static final class Output extends OneOf<OutputFormat> {
        Output() {
            super(OutputFormat.values());
        }
    }

    /** {@code refuse}, {@code drop} or {@code rename}. */
    static final class Leftover extends OneOf<LeftoverPolicy> {
        Leftover() {
            super(LeftoverPolicy.values());
        }
    }

    /** {@code stop} or {@code disable}. */
    static final class ReplayError extends OneOf<OnReplayError> {
        ReplayError() {
            super(OnReplayError.values());
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

    private static CatalogueVersion known(Function<String, CatalogueVersion> parser, String value) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
