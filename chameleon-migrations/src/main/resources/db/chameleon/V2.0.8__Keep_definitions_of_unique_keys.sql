CREATE TABLE t_ukeys (
    i_id_ukey bigserial CONSTRAINT pk_t_ukeys PRIMARY KEY,
    v_schema_name character varying NOT NULL,
    v_table_name character varying NOT NULL,
    v_index_name character varying NOT NULL,
    t_ukey_drop text,
    t_ukey_create text
);

CREATE UNIQUE INDEX idx_t_ukeys_table_schema ON t_ukeys (v_schema_name, v_table_name, v_index_name);

DROP VIEW v_idx_pkeys;

-- Indexes that can be dropped and created again on their own, with the statements for it. A constraint that lives in
-- an index is dropped and added as a constraint. The index of a partition that belongs to an index of the partitioned
-- table goes with that one; pg_get_indexdef restricts the latter with ONLY, which would create it without partitions.
CREATE VIEW v_idx_cons AS
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

CREATE OR REPLACE VIEW v_version AS SELECT '2.0.8'::text AS t_version;
