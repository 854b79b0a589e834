-- The version stands for another fn_replay_mysql, which is a repeatable migration. The two views stand here once more,
-- as 2.0.7 and 2.0.8 have them, for the catalogues that were baselined behind those versions and still have
-- pg_chameleon's own. Replacing a view keeps the grants on it, but PostgreSQL refuses to when a column's collation
-- changes: the texts here have the collation of the names in them.
DO $block$
DECLARE
    other_view regclass;
BEGIN
    FOR other_view IN
        SELECT DISTINCT attrelid::regclass
        FROM pg_catalog.pg_attribute
        WHERE attrelid IN ('v_idx_cons'::regclass::oid, 'v_fkeys'::regclass::oid)
            AND atttypid = 'text'::regtype::oid
            AND attcollation <> (
                SELECT CASE name_type.typcollation WHEN 0::oid THEN text_type.typcollation ELSE name_type.typcollation END
                FROM pg_catalog.pg_type name_type, pg_catalog.pg_type text_type
                WHERE name_type.oid = 'name'::regtype::oid AND text_type.oid = 'text'::regtype::oid
            )
    LOOP
        EXECUTE pg_catalog.format('DROP VIEW %s', other_view);
    END LOOP;
END
$block$;

-- Indexes that can be dropped and created again on their own, with the statements for it. A constraint that lives in
-- an index is dropped and added as a constraint. The index of a partition that belongs to an index of the partitioned
-- table goes with that one; pg_get_indexdef restricts the latter with ONLY, which would create it without partitions.
CREATE OR REPLACE VIEW v_idx_cons AS
SELECT
    CASE WHEN con.contype IN ('p', 'u') THEN con.contype ELSE 'i'::"char" END AS v_constraint_type,
    drop_statement AS t_sql_drop,
    coalesce('SET default_tablespace=' || quote_ident(space.spcname) || ';', '') || ' ' || create_statement
        || ' SET default_tablespace=DEFAULT;' AS t_sql_create,
    idx_class.relname AS v_index_name,
    tab.relname AS v_table_name,
    tab_schema.nspname AS v_schema_name
FROM pg_catalog.pg_index idx
JOIN pg_catalog.pg_class idx_class ON idx_class.oid = idx.indexrelid AND NOT idx_class.relispartition
JOIN pg_catalog.pg_class tab ON tab.oid = idx.indrelid AND tab.relkind IN ('r', 'm', 'p')
JOIN pg_catalog.pg_namespace tab_schema ON tab_schema.oid = tab.relnamespace
LEFT JOIN pg_catalog.pg_tablespace space ON space.oid = idx_class.reltablespace
LEFT JOIN pg_catalog.pg_constraint con ON con.conindid = idx.indexrelid AND con.contype IN ('p', 'u', 'x')
CROSS JOIN LATERAL (
    SELECT format('CREATE %sINDEX %I ON ',
        CASE WHEN idx.indisunique THEN 'UNIQUE ' ELSE '' END, idx_class.relname) AS create_words
) words
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN con.oid IS NULL
                THEN format('DROP INDEX %I.%I;', tab_schema.nspname, idx_class.relname)
            ELSE format('ALTER TABLE %I.%I DROP CONSTRAINT %I;', tab_schema.nspname, tab.relname, con.conname)
        END AS drop_statement,
        CASE
            WHEN con.oid IS NULL
                THEN replace(pg_get_indexdef(idx.indexrelid), create_words || 'ONLY ', create_words) || ';'
            ELSE format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s;',
                tab_schema.nspname, tab.relname, con.conname, pg_get_constraintdef(con.oid))
        END AS create_statement
) statements;

-- Foreign keys that can be dropped, added again and validated on their own. What a partition has from its partitioned
-- table, on either side, goes with it (coninhcount > 0). With a partitioned table on either side a foreign key is valid
-- from the start: before PostgreSQL 18 such a key can't be added as NOT VALID, or its partitions' part of it never gets
-- validated. A partitioned table takes no foreign key with ONLY.
CREATE OR REPLACE VIEW v_fkeys AS
SELECT
    referenced_schema.nspname AS v_schema_referenced,
    referenced.relname AS v_table_referenced,
    referencing_schema.nspname AS v_schema_referencing,
    referencing.relname AS v_table_referencing,
    format('ALTER TABLE %s%I.%I DROP CONSTRAINT %I ;',
        only_word, referencing_schema.nspname, referencing.relname, fkey.conname) AS t_con_drop,
    format('ALTER TABLE %s%I.%I ADD CONSTRAINT %I %s %s ;',
        only_word, referencing_schema.nspname, referencing.relname, fkey.conname,
        regexp_replace(pg_get_constraintdef(fkey.oid), ' NOT VALID$', ''), not_valid) AS t_con_create,
    format('ALTER TABLE %s%I.%I VALIDATE CONSTRAINT %I ;',
        only_word, referencing_schema.nspname, referencing.relname, fkey.conname) AS t_con_validate,
    fkey.conname AS v_fk_name
FROM pg_catalog.pg_constraint fkey
JOIN pg_catalog.pg_class referencing ON referencing.oid = fkey.conrelid
JOIN pg_catalog.pg_namespace referencing_schema ON referencing_schema.oid = referencing.relnamespace
JOIN pg_catalog.pg_class referenced ON referenced.oid = fkey.confrelid
JOIN pg_catalog.pg_namespace referenced_schema ON referenced_schema.oid = referenced.relnamespace
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN referencing.relkind = 'p' THEN '' ELSE 'ONLY ' END AS only_word,
        CASE WHEN 'p' IN (referencing.relkind, referenced.relkind) THEN '' ELSE ' NOT VALID' END AS not_valid
) words
WHERE fkey.contype = 'f' AND fkey.coninhcount = 0 AND referenced.relkind IN ('r', 'p');

CREATE OR REPLACE VIEW v_version AS SELECT '2.0.10'::text AS t_version;
