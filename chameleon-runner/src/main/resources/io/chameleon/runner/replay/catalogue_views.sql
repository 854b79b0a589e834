-- Shows a 1.7 catalogue (${catalogue}) as what fn_replay_part reads of a later one. The view of the log depends on the batch.
--
--   replay_key       the key columns of every registered table
--   replay_left      the events of the batch at work that stay in the log
CREATE TEMPORARY TABLE replay_key (i_id_table bigint PRIMARY KEY, key_columns text[]);
CREATE TEMPORARY TABLE replay_left (i_id_event bigint PRIMARY KEY);

CREATE TEMPORARY VIEW t_replica_tables AS
SELECT t.i_id_source, t.i_id_table, t.v_schema_name, t.v_table_name, k.key_columns AS v_table_pkey,
       true AS b_replica_enabled
FROM ${catalogue}.t_replica_tables t JOIN pg_temp.replay_key k ON k.i_id_table = t.i_id_table;
