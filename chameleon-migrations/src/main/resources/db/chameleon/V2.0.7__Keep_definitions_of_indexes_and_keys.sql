-- Where pg_chameleon keeps the statements that bring indexes and keys back after a table was loaded.
CREATE TABLE t_indexes (
    i_id_index bigserial CONSTRAINT pk_t_indexes PRIMARY KEY,
    v_schema_name character varying NOT NULL,
    v_table_name character varying NOT NULL,
    v_index_name character varying NOT NULL,
    t_index_drop text,
    t_index_create text
);

CREATE UNIQUE INDEX idx_t_indexes_idx_table_schema ON t_indexes (v_schema_name, v_table_name, v_index_name);

CREATE TABLE t_pkeys (
    i_id_pkey bigserial CONSTRAINT pk_t_pkeys PRIMARY KEY,
    v_schema_name character varying NOT NULL,
    v_table_name character varying NOT NULL,
    v_index_name character varying NOT NULL,
    t_pkey_drop text,
    t_pkey_create text
);

CREATE UNIQUE INDEX idx_t_pkeys_table_schema ON t_pkeys (v_schema_name, v_table_name);

CREATE TABLE t_fkeys (
    i_id_fkey bigserial CONSTRAINT pk_t_fkeys PRIMARY KEY,
    v_schema_name character varying NOT NULL,
    v_table_name character varying NOT NULL,
    v_constraint_name character varying NOT NULL,
    t_fkey_drop text,
    t_fkey_create text,
    t_fkey_validate text
);

CREATE UNIQUE INDEX idx_t_fkeys_idx_table_schema ON t_fkeys (v_schema_name, v_table_name, v_constraint_name);

-- Indexes that can be dropped and created again on their own, with the statements for it. A constraint that lives in
-- an index is dropped and added as a constraint. The index of a partition that belongs to an index of the partitioned
-- table goes with that one; pg_get_indexdef restricts the latter with ONLY, which would create it without partitions.
CREATE VIEW v_idx_pkeys AS
SELECT
    coalesce(con.contype = 'p', false) AS b_idx_pkey,
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
CREATE VIEW v_fkeys AS
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

CREATE OR REPLACE VIEW v_version AS SELECT '2.0.7'::text AS t_version;
