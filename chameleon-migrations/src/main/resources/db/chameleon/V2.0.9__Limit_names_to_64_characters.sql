-- A longer name that is stored already stops the upgrade here: MySQL has no such name.
ALTER TABLE t_replica_tables
    ALTER COLUMN v_table_name TYPE character varying(64),
    ALTER COLUMN v_schema_name TYPE character varying(64);
ALTER TABLE t_discarded_rows
    ALTER COLUMN v_table_name TYPE character varying(64),
    ALTER COLUMN v_schema_name TYPE character varying(64);
ALTER TABLE t_indexes
    ALTER COLUMN v_schema_name TYPE character varying(64),
    ALTER COLUMN v_table_name TYPE character varying(64),
    ALTER COLUMN v_index_name TYPE character varying(64);
ALTER TABLE t_pkeys
    ALTER COLUMN v_schema_name TYPE character varying(64),
    ALTER COLUMN v_table_name TYPE character varying(64),
    ALTER COLUMN v_index_name TYPE character varying(64);
ALTER TABLE t_ukeys
    ALTER COLUMN v_schema_name TYPE character varying(64),
    ALTER COLUMN v_table_name TYPE character varying(64),
    ALTER COLUMN v_index_name TYPE character varying(64);
ALTER TABLE t_fkeys
    ALTER COLUMN v_schema_name TYPE character varying(64),
    ALTER COLUMN v_table_name TYPE character varying(64),
    ALTER COLUMN v_constraint_name TYPE character varying(64);

CREATE OR REPLACE VIEW v_version AS SELECT '2.0.9'::text AS t_version;
