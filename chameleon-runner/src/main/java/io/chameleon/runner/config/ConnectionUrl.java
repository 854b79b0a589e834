package io.chameleon.runner.config;

import io.chameleon.runner.failure.ChameleonException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGProperty;

/**
 * Takes a connection URL apart. No message repeats any piece of the URL: what looks like a port may be the end of a
 * password with a slash in it.
 */
final class ConnectionUrl {
    private static final String PERCENT = "Write special characters in user and password as %40 (@), %2F (/), %3A (:),"
            + " %3F (?), %25 (%); or leave the password out and set PGPASSWORD.";
    private static final Pattern URL = Pattern.compile("(?<jdbc>jdbc:)?postgres(?:ql)?://(?<authority>[^/?]*)"
            + "(?:/(?<database>[^/?@]*))?(?:\\?(?<query>[^@]*))?");
    private static final Pattern AUTHORITY = Pattern.compile("(?:(?<user>[^:@]*)(?::(?<password>[^@]*))?@)?"
            + "(?<host>\\[[0-9A-Fa-f:.]+]|[^:@\\[\\]]*)(?::(?<port>[^@]*))?");

    private final boolean jdbc;
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> fields = new HashMap<>();

    private ConnectionUrl(boolean jdbc) {
        this.jdbc = jdbc;
    }

    static ConnectionOptions parse(String url) {
        var parts = URL.matcher(url);
        if (!parts.matches()) {
            throw failure("The URL isn't of the form postgresql://user:password@host:port/database.");
        }
        var result = new ConnectionUrl(parts.group("jdbc") != null);
        result.addAuthority(parts.group("authority"));
        result.addField("database", group(parts, "database"));
        result.addQuery(group(parts, "query").orElse(""));
        return result.options();
    }

    private void addAuthority(String authority) {
        var parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw failure("The URL names no single server as host:port, or [address]:port.");
        }
        addField("user", group(parts, "user"));
        addField("password", group(parts, "password"));
        addField("host", group(parts, "host").map(host -> host.replaceAll("[\\[\\]]", "")));
        addField("port", group(parts, "port"));
    }

    private void addField(String name, Optional<String> encoded) {
        encoded.ifPresent(value -> fields.put(name, decode(value)));
    }

    private void addQuery(String query) {
        for (String parameter : query.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                addParameter(parameter.substring(0, equals), decode(parameter.substring(equals + 1)));
            } else if (!parameter.isEmpty()) {
                throw failure("A parameter of the URL isn't of the form name=value.");
            }
        }
    }

    private void addParameter(String name, String value) {
        switch (name) {
            case "user", "password", "host", "port" -> fields.put(name, value);
            case "dbname" -> fields.put("database", value);
            default -> properties.putAll(jdbc ? driverProperty(name, value) : LibpqParameter.toProperty(name, value));
        }
    }

    private static Map<String, String> driverProperty(String name, String value) {
        // A service would bring a server of its own, behind the back of what is shown and checked.
        if (PGProperty.forName(name) == null || name.equals(PGProperty.SERVICE.getName())) {
            throw ChameleonException.usage(
                    "connection.option", "The connection property " + name + " isn't supported.", "Leave it out.");
        }
        return Map.of(name, value);
    }

    private ConnectionOptions options() {
        var host = field("host");
        var port = field("port").map(ConnectionUrl::port).or(() -> host.map(ignored -> 5432));
        return new ConnectionOptions(
                host, port, field("database"), field("user"), field("password").map(Secret::of), properties);
    }

    private Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }

    private static int port(String value) {
        if (!HostAndPort.isPort(value)) {
            throw failure("The port in the URL isn't a number from 1 to 65535.");
        }
        return Integer.parseInt(value);
    }

    private static Optional<String> group(Matcher matcher, String name) {
        return Optional.ofNullable(matcher.group(name));
    }

    private static String decode(String encoded) {
        try {
            // URLDecoder is made for forms, where a plus is a blank.
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw failure("A percent sign in the URL isn't followed by two hexadecimal digits.");
        }
    }

    private static ChameleonException failure(String problem) {
        return ChameleonException.usage("connection.url", problem, PERCENT);
    }
}
