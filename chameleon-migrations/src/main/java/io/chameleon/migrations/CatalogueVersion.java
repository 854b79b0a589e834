package io.chameleon.migrations;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;

/**
 * A version of the replica catalogue, as the view {@code v_version} tells it: 1.7, or 2.0.0 to 2.0.10.
 *
 * <p>Versions are ordered component by component: 2.0.9 precedes 2.0.10.
 *
 * @param number one of the known versions, such as {@code 2.0.10}
 */
public record CatalogueVersion(String number) implements Comparable<CatalogueVersion> {
    /** The last catalogue of pg_chameleon 1.8, which has another layout than 2.0.x. */
    public static final CatalogueVersion V1_7 = new CatalogueVersion("1.7");

    /** The version that the migrations lead to. */
    public static final CatalogueVersion LATEST = new CatalogueVersion("2.0.10");

    /** @throws IllegalArgumentException when there is no such catalogue version */
    public CatalogueVersion {
        requireNonNull(number, "number");
        if (!Releases.catalogueNumbers().contains(number)) {
            throw new IllegalArgumentException("unknown catalogue version: " + number + "; known are "
                    + Releases.catalogueNumbers().stream().collect(joining(", ")));
        }
    }

    /**
     * The version of that number.
     *
     * @throws IllegalArgumentException when there is no such catalogue version
     */
    public static CatalogueVersion parse(String number) {
        return new CatalogueVersion(number);
    }

    /** All versions, oldest first. */
    public static List<CatalogueVersion> all() {
        return Releases.catalogueNumbers().stream().map(CatalogueVersion::new).toList();
    }

    /**
     * The catalogue version that a release of pg_chameleon works with.
     *
     * @param release a release of pg_chameleon: 1.8.2, or 2.0.0 to 2.0.21
     * @throws IllegalArgumentException when the release isn't known
     */
    public static CatalogueVersion forRelease(String release) {
        return new CatalogueVersion(Releases.catalogueNumberOf(release));
    }

    /** The releases of pg_chameleon that work with this version, oldest first. */
    public List<String> serves() {
        return Releases.servedBy(number);
    }

    /** Whether this version is older. */
    public boolean isBefore(CatalogueVersion other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(CatalogueVersion other) {
        return Arrays.compare(components(), other.components());
    }

    private int[] components() {
        return Arrays.stream(number.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    /** The number, as in {@code v_version}. */
    @Override
    public String toString() {
        return number;
    }
}
