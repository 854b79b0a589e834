package io.chameleon.runner;

import io.chameleon.runner.catalogue.AccessRights;
import io.chameleon.runner.catalogue.DatabaseSession;
import io.chameleon.runner.catalogue.DestinationTable;
import io.chameleon.runner.catalogue.Inspection.Legacy;
import io.chameleon.runner.catalogue.Schemas;
import java.util.List;
import java.util.stream.Stream;

/** Preconditions on who may do what, and on who else is connected. */
final class AccessChecks {
    private AccessChecks() {}

    static Stream<Check> of(Legacy legacy) {
        return Stream.of(
                        ownership(legacy.rights()),
                        creation(legacy),
                        leftover(legacy.rights()),
                        destinations(legacy),
                        replicas(legacy.sessions()),
                        others(legacy.sessions()))
                .flatMap(List::stream);
    }

    private static List<Check> ownership(AccessRights rights) {
        if (rights.lockedOutOwner().isPresent()) {
            return List.of(lockedOut(rights, rights.lockedOutOwner().get()));
        }
        var checks = new CheckList("privilege-owner");
        if (!rights.superuser() && !rights.memberOfOwner()) {
            checks.fail(
                    "The role " + rights.role() + " doesn't own the schema sch_chameleon; " + rights.owner() + " does.",
                    "Connect as " + rights.owner() + ", as a member of that role, or as a superuser.");
        }
        if (!rights.superuser() && !rights.foreignRelations().isEmpty()) {
            checks.fail(
                    "Relations of the catalogue belong to another role than the schema: "
                            + String.join(", ", rights.foreignRelations()) + ".",
                    "Give them to " + rights.owner() + " with ALTER TABLE … OWNER TO, or connect as a superuser.");
        }
        return checks.orPass(rights.role() + " may act as the catalogue's owner, " + rights.owner() + ".");
    }

    /** What is created gets the schema's owner, and the rights of the tables' owner are in no grant to be carried over. */
    static Check lockedOut(AccessRights rights, String ownerOfTables) {
        return Check.fail(
                "privilege-owner",
                "The schema sch_chameleon belongs to " + rights.owner() + ", but its tables to " + ownerOfTables
                        + ", who could not use what the upgrade creates.",
                "Give the schema to the owner of the tables, as a superuser: ALTER SCHEMA sch_chameleon OWNER TO "
                        + ownerOfTables);
    }

    private static List<Check> creation(Legacy legacy) {
        AccessRights rights = legacy.rights();
        var checks = new CheckList("privilege-create");
        if (!rights.superuser() && !rights.mayCreateSchemas()) {
            checks.fail(
                    "The role " + rights.role() + " may not create or rename schemas in this database.",
                    "GRANT CREATE ON DATABASE … TO the role, for the time of the upgrade.");
        }
        if (!rights.mayCreateTemporaryObjects() && legacy.pending().events() > 0) {
            checks.fail(
                    "The role " + rights.owner() + " may not create temporary objects, and there are events to replay.",
                    "GRANT TEMPORARY ON DATABASE … TO the role, for the time of the upgrade.");
        }
        return checks.orPass("It may create the objects that the upgrade needs.");
    }

    private static List<Check> leftover(AccessRights rights) {
        var checks = new CheckList("privilege-leftover");
        rights.foreignStagedOwner()
                .ifPresent(owner -> checks.fail(
                        "The schema " + Schemas.STAGED + " belongs to " + owner + ": the role " + rights.role()
                                + " can neither drop nor rename it.",
                        "Look at it, then drop or rename it as " + owner + " or as a superuser."));
        return checks.orPass("No schema of somebody else is in the way.");
    }

    private static List<Check> destinations(Legacy legacy) {
        var checks = new CheckList("privilege-destination");
        legacy.destinations().stream()
                .filter(table -> table.exists() && !table.writable())
                .map(DestinationTable::qualifiedName)
                .forEach(table -> checks.fail(
                        "The role " + legacy.rights().owner() + " may not read and write the table " + table + ".",
                        "GRANT SELECT, INSERT, UPDATE, DELETE on it, and USAGE on its schema."));
        return checks.orPass(legacy.rights().owner() + " may write to every registered table.");
    }

    static List<Check> replicas(List<DatabaseSession> sessions) {
        var checks = new CheckList("live-connections");
        sessions.stream()
                .filter(DatabaseSession::isReplica)
                .forEach(session -> checks.fail(
                        "A pg_chameleon process is connected: " + session.describe() + ".",
                        "Stop the replicas (chameleon.py stop_replica) and wait until their sessions have ended."));
        return checks.orPass("No pg_chameleon process is connected.");
    }

    static List<Check> others(List<DatabaseSession> sessions) {
        var checks = new CheckList("other-sessions");
        sessions.stream()
                .filter(session -> !session.isReplica())
                .forEach(session -> checks.warn(
                        "The catalogue's owner has another session: " + session.describe() + ".",
                        "Not every pg_chameleon process gives its name; make sure that this isn't one."));
        return checks.orPass("The catalogue's owner has no other session.");
    }
}
