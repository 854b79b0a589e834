package io.chameleon.testing.replay;

import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The types of the destination's columns. */
final class ColumnTypes {
    /** Types of our own; the collation only where the server was built with ICU and knows such collations. */
    static final String DEFINITIONS = """
            CREATE EXTENSION citext SCHEMA public;
            CREATE TYPE public.mood AS ENUM ('happy', 'sad', 'it''s');
            CREATE TYPE public.pair AS (a integer, b text);
            CREATE DOMAIN public.positive AS integer CHECK (VALUE > 0);
            CREATE DOMAIN public.short AS varchar(4) NOT NULL;
            CREATE DOMAIN public.named AS text DEFAULT 'nobody';
            GRANT ALL ON SCHEMA public TO public;
            DO $$ BEGIN
                CREATE COLLATION public.ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            EXCEPTION WHEN OTHERS THEN NULL;
            END $$;
            """;

    static final ColumnType INTEGER = numbers("integer").wrong("1.0", "x", "", "99999999999", "true");
    static final ColumnType TEXT = ColumnType.key(
            "text",
            "\"\"",
            "\"a\"",
            "\"A\"",
            "\"it's\"",
            "\"back\\\\slash \\\\' \\\\\\\\\"",
            "\"tab\\t line\\n control\\u0001\\u007f\"",
            "\"naïve ☃ 𝄞\"",
            "\"NULL\"",
            "\"%s %I %1$L ? $1 $$ ${x} {d '1'}\"",
            "12345678901234567890.50|\"12345678901234567890.50\"",
            "true|\"true\"",
            "{\"x\": [1, 2], \"yy\": null}");

    private static final List<ColumnType> ANYWHERE = List.of(
            INTEGER,
            TEXT,
            numbers("bigint").wrong("1.5", "9223372036854775808"),
            numbers("smallint").wrong("32768"),
            numbers("public.positive").wrong("0", "-1", "x"),
            ColumnType.key(
                            "numeric",
                            "1|1.0|\"1.00\"|\"01\"",
                            "0|\"-0\"|0.0",
                            "\"NaN\"",
                            "2.5|\"2.50\"",
                            "1e3|\"1000\"")
                    .wrong("1,5", ""),
            ColumnType.key("numeric(6,2)", "1|\"1.00\"|1.0", "2.5", "0|-0.00", "-9999.99", "7", "8")
                    .near("1.004", "2.499", "0.001")
                    .wrong("12345.6", "abc"),
            ColumnType.key(
                            "double precision",
                            "0|\"-0\"|0.0",
                            "1|1.0|\"1e0\"",
                            "\"NaN\"",
                            "\"Infinity\"",
                            "1e-7|1E-7",
                            "0.1")
                    .wrong("1e400", "one"),
            ColumnType.key("real", "0|\"-0\"", "1|1.00", "0.5", "2", "3")
                    .near("0.50000000001")
                    .wrong("1e60"),
            ColumnType.key("character(3)", "\"a\"|\"a  \"", "\"b\"", "\"abc\"", "\"\"|\" \"", "\"é\"")
                    .near("abc    ", "b     ")
                    .wrong("abcd"),
            ColumnType.key("character varying(4)", "\"a\"", "\"ab\"", "\"a \"", "\"abcd\"", "\"\"")
                    .near("abcd     ")
                    .wrong("abcdef", "much too long for it"),
            ColumnType.key(
                            "timestamp without time zone",
                            "\"2024-01-01\"|\"2024-01-01 00:00:00\"|\"2024-01-01T00:00\"",
                            "\"infinity\"",
                            "\"2024-02-29 12:34:56.789\"",
                            "\"1999-12-31 23:59:59\"")
                    .wrong("0000-00-00 00:00:00", "2023-02-29", "whenever"),
            ColumnType.key(
                            "timestamp(0) without time zone",
                            "\"2024-01-01 00:00:00\"|\"2024-01-01\"",
                            "\"2024-01-02 03:04:05\"",
                            "\"2000-01-01 00:00:00\"")
                    .near("2024-01-01 00:00:00.4", "2024-01-02 03:04:05.499")
                    .wrong("2024-13-01"),
            ColumnType.key(
                            "timestamp with time zone",
                            "\"2024-01-01 00:00:00+00\"|\"2024-01-01 01:00:00+01\"",
                            "\"2024-06-01 00:00:00Z\"",
                            "\"-infinity\"")
                    .wrong("2024-01-01 25:00:00+00"),
            ColumnType.key("date", "\"2024-01-01\"|\"Jan 1 2024\"|\"20240101\"", "\"2024-02-29\"", "\"1000-01-01\"")
                    .wrong("0000-00-00"),
            ColumnType.key("time without time zone", "\"00:00:00\"|\"00:00\"", "\"23:59:59.999\"", "\"24:00:00\"")
                    .wrong("838:59:59"),
            ColumnType.key("interval", "\"1 day\"|\"24:00:00\"", "\"-00:00:01\"", "\"1 year\"|\"12 mons\"")
                    .wrong("soon"),
            ColumnType.key("boolean", "true|\"t\"|\"1\"|1", "false|\"f\"|\"0\"|0")
                    .wrong("2", "maybe"),
            ColumnType.key(
                            "uuid",
                            "\"00000000-0000-0000-0000-00000000000a\"|\"00000000-0000-0000-0000-00000000000A\"",
                            "\"00000000-0000-0000-0000-000000000001\"")
                    .wrong("12"),
            ColumnType.key("bytea", "\"\\\\x61\"|\"a\"", "\"\"|\"\\\\x\"", "\"68656c6c6f\"", "\"\\\\x00ff\"")
                    .wrong("\\x0", "\\9"),
            ColumnType.key("bit(3)", "\"101\"|\"B101\"", "\"000\"", "\"111\"").wrong("1011", "12", ""),
            ColumnType.key("bit varying(5)", "\"1\"", "\"\"", "\"10101\"").wrong("101010", "2"),
            ColumnType.key("public.mood", "\"happy\"", "\"sad\"", "\"it's\"").wrong("angry", ""),
            ColumnType.key("inet", "\"10.0.0.1\"|\"10.0.0.1/32\"", "\"::1\"", "\"10.0.0.0/8\"")
                    .wrong("10.0.0.256"),
            ColumnType.key("public.citext", "\"a\"|\"A\"", "\"straße\"|\"STRAßE\"", "\"\"", "\"b\"|\"B\""),
            ColumnType.key("integer[]", "\"{1,2}\"|\"{1, 2}\"", "\"{}\"", "\"{NULL}\"", "\"{{1},{2}}\"")
                    .wrong("[1, 2]", "{x}"),
            ColumnType.key("text[]", "\"{a,b}\"|\"{\\\"a\\\",b}\"", "\"{}\"", "\"{\\\"it's\\\",NULL}\""),
            ColumnType.key(
                            "jsonb",
                            "{\"a\": 1}|{\"a\": 1.0}|\"{\\\"a\\\":1}\"",
                            "[1, \"two\"]",
                            "\"{\\\"b\\\":\\\"it's\\\"}\"",
                            "\"null\"")
                    .wrong("{", "'x'"),
            ColumnType.key("int4range", "\"[1,3)\"|\"[1,2]\"", "\"empty\"", "\"[5,9)\"", "\"[20,)\"")
                    .wrong("[3,1]"),
            ColumnType.key("public.pair", "\"(1,x)\"|\"(01,x)\"", "\"(,)\"", "\"(2,\\\"a,b\\\")\"")
                    .wrong("(1)"),
            ColumnType.other("public.short", "\"a\"", "\"abcd\"").wrong("abcde"),
            ColumnType.other("public.named", "\"somebody\"", "\"\""),
            ColumnType.other("json", "{\"b\": 1, \"a\": [true, null]}", "\"{\\\"a\\\":1,\\\"a\\\":2}\"", "\"[]\"", "1")
                    .wrong("{a}"),
            ColumnType.other("point", "\"(1,2)\"|\"1,2\"").wrong("1"));

    private ColumnTypes() {}

    /** All of which the server knows. */
    static List<ColumnType> all(ServerFeatures features) {
        var types = new ArrayList<>(ANYWHERE);
        if (features.hasCaseInsensitiveCollation()) {
            types.add(ColumnType.key("text COLLATE public.ci", "\"a\"|\"A\"", "\"b\"|\"B\"", "\"ß\"", "\"\""));
        }
        return types;
    }

    /** Types of keys, in which those that keys normally have are frequent. */
    static ColumnType key(Dice dice, ServerFeatures features) {
        if (dice.chance(0.5)) {
            return dice.of(INTEGER, INTEGER, TEXT, numbers("bigint"));
        }
        return dice.pick(all(features).stream().filter(ColumnType::isKey).toList());
    }

    private static ColumnType numbers(String name) {
        var values = IntStream.rangeClosed(1, 12)
                .mapToObj(number -> List.of(
                        JsonParser.parseString(String.valueOf(number)),
                        ColumnType.string(String.valueOf(number)),
                        ColumnType.string("0" + number),
                        ColumnType.string(" " + number)))
                .toList();
        return new ColumnType(name, values, List.of(), List.of(), true);
    }
}
