package io.chameleon.runner.cli;

import io.chameleon.runner.CatalogueUpgrade;
import io.chameleon.runner.UpgradeOptions;
import io.chameleon.runner.config.ConfigurationFile;
import io.chameleon.runner.config.ConnectionFailure;
import io.chameleon.runner.config.ConnectionOptions;
import io.chameleon.runner.config.ConnectionSettings;
import io.chameleon.runner.config.ReplicaConfiguration;
import io.chameleon.runner.failure.ChameleonException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** A command's way to what the operator gave: configuration, database, consent. */
final class Invocation {
    private final String command;
    private final GlobalOptions options;
    private final Terminal terminal;
    private final Interruption interruption;
    private final Transcript transcript;

    Invocation(
            String command,
            GlobalOptions options,
            Terminal terminal,
            Interruption interruption,
            Transcript transcript) {
        this.command = command;
        this.options = options;
        this.terminal = terminal;
        this.interruption = interruption;
        this.transcript = transcript;
    }

    Transcript transcript() {
        return transcript;
    }

    /** The configuration's name for the commands to run next. */
    ConfigurationName configurationName() {
        return configuration().orElse(ConfigurationName.UNTOLD);
    }

    /** What {@code --config} was given. */
    Optional<ConfigurationName> configuration() {
        return options.config().map(ConfigurationName::new);
    }

    /**
     * The upgrade of the configuration's database. Without a configuration it is that of the database that the
     * operator names; the upgrade itself refuses where it needs one.
     */
    CatalogueUpgrade upgrade(UpgradeOptions upgradeOptions) {
        return upgrade(connection -> upgradeOptions);
    }

    /** The same with options that need the connection. */
    CatalogueUpgrade upgrade(Function<ConnectionSettings, UpgradeOptions> upgradeOptions) {
        if (options.config().isEmpty() && !databaseIsNamed()) {
            throw noConfiguration();
        }
        Optional<ReplicaConfiguration> configuration = options.config().map(this::read);
        ConnectionSettings connection = connection(configuration);
        return new CatalogueUpgrade(
                database(connection),
                configuration.orElse(ReplicaConfiguration.NONE),
                upgradeOptions.apply(connection));
    }

    /** The database of the command line, of the configuration if there is one, or of the environment. */
    DataSource database() {
        return database(connection(options.config().map(this::read)));
    }

    /** The environment variables. */
    Map<String, String> environment() {
        return terminal.environment();
    }

    /** Refuses, before anything is tried, where the operator could not be asked later. */
    void requireConsentPossible() {
        if (!options.yes() && terminal.keyboard().isEmpty()) {
            throw ChameleonException.usage(
                    "confirmation.no-terminal",
                    command + " asks before it changes anything, and there is no terminal to ask on.",
                    "Add --yes to go ahead without being asked.");
        }
    }

    /** Whether the operator is to be asked. */
    boolean asks() {
        return !options.yes();
    }

    /**
     * Goes on only when the operator types YES.
     *
     * @param deed what will be done then
     */
    void confirm(String deed) {
        Keyboard keyboard = terminal.keyboard().orElseThrow();
        tell("Type YES to " + deed + ": ");
        if (!keyboard.readLine().equals("YES")) {
            throw ChameleonException.refused(
                    "declined", "The answer wasn't YES.", "Run " + command + " again and answer YES, or add --yes.");
        }
    }

    /** Says a word to the operator. */
    void tell(String text) {
        terminal.errPrinter().print(text);
    }

    /** Says that from now on things are changed: an interruption waits for the next safe point. */
    void writing() {
        interruption.writing();
    }

    private boolean databaseIsNamed() {
        ConnectionOptions environment = ConnectionOptions.environment(terminal.environment());
        return options.namesDatabase()
                || environment.host().isPresent()
                || environment.database().isPresent();
    }

    private ConnectionSettings connection(Optional<ReplicaConfiguration> configuration) {
        return options.connection(terminal)
                .orElse(configuration.map(ReplicaConfiguration::destination).orElse(ConnectionOptions.NONE))
                .orElse(ConnectionOptions.environment(terminal.environment()))
                .resolve();
    }

    private DataSource database(ConnectionSettings settings) {
        DriverLog.silence();
        DataSource database = settings.toDataSource();
        try {
            Connection first = database.getConnection();
            transcript.connected(
                    new UpgradeRun.Database(settings, first.getMetaData().getDatabaseProductVersion()));
            return new OpenedDatabase(database, first);
        } catch (SQLException e) {
            throw ConnectionFailure.translate(e, settings);
        }
    }

    private ReplicaConfiguration read(String nameOrPath) {
        return ReplicaConfiguration.read(ConfigurationFile.find(nameOrPath, terminal.home()));
    }

    private ChameleonException noConfiguration() {
        return ChameleonException.usage(
                "config.missing",
                command + " needs --config, pg_chameleon's 2.0 configuration: it tells the sources and their schema"
                        + " mappings. A 2.0 catalogue needs --url only.",
                configurations());
    }

    /** Looking for a configuration without a name tells which there are. */
    private String configurations() {
        try {
            return ConfigurationFile.find("", terminal.home()).toString();
        } catch (ChameleonException e) {
            return e.failure().remedy();
        }
    }
}
