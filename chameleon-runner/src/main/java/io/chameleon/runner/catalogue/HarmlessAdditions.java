package io.chameleon.runner.catalogue;

import io.chameleon.migrations.CatalogueStructure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a catalogue may have besides the objects of its version without anything being wrong. */
public final class HarmlessAdditions {
    private HarmlessAdditions() {}

    /** The additions in words, such as {@code log table t_log_replica_s1_1}. */
    public static List<String> read(Session session, InstalledStructure installed) throws SQLException {
        var additions = new ArrayList<String>();
        additions.addAll(logTables(session));
        if (MigrationHistory.read(session).exists()) {
            additions.add("Flyway's history table");
        }
        additions.addAll(routines(installed));
        additions.addAll(grants(session));
        return List.copyOf(additions);
    }

    private static List<String> logTables(Session session) throws SQLException {
        return session.list("""
                SELECT 'log table ' || c.relname FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
                WHERE inhparent = to_regclass('sch_chameleon.t_log_replica')
                ORDER BY 1
                """, row -> row.getString(1));
    }

    private static List<String> routines(InstalledStructure installed) {
        Set<String> reference =
                CatalogueStructure.reference(installed.claimed()).objects().keySet();
        return installed.structure().objects().keySet().stream()
                .filter(object -> object.startsWith("function ") || object.startsWith("aggregate "))
                .filter(object -> !reference.contains(object))
                .toList();
    }

    private static List<String> grants(Session session) throws SQLException {
        return session.list("""
                SELECT 'grant of ' || string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type) || ' on '
                    || c.relname || ' to '
                    || CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END
                FROM pg_class c, aclexplode(c.relacl) a
                WHERE c.relnamespace = to_regnamespace('sch_chameleon') AND a.grantee <> c.relowner
                GROUP BY c.oid, c.relname, a.grantee
                ORDER BY 1
                """, row -> row.getString(1));
    }
}
